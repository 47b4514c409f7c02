"""Compares the terminal's items with the platform's, and repairs differences where possible."""
