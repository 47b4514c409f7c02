"""Identity cards of our own making: invented people on them, every trouble the reader has met, in two halves."""
