"""Made identity cards of invented people, with every difficulty the reader has met, in two halves."""
