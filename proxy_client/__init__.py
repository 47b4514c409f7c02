"""The window of those who file for others."""
