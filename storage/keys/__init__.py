"""The key of the terminal's store, and what protects it."""
