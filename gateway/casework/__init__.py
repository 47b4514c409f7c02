"""What becomes of a case, and who may see what of it."""
