"""The documents that are printed."""
