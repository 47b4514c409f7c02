"""Card to person."""
