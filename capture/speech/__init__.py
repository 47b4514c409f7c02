"""Sound to text."""
