"""What things are called on the pages."""
