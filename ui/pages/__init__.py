"""Pages that both windows share."""
