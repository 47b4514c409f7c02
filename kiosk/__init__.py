"""The resident's window."""
