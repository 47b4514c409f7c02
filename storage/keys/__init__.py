"""The key of the terminal's store, and its protection."""
