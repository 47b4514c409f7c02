"""The key of this terminal's store, and who guards it."""
