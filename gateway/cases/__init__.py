"""Registered cases: their steps, what a petitioner may see of them, what an officer sees, what terminals are told."""
