"""The chip of the identity card."""
