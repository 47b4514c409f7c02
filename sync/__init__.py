"""Submissions wait here, sealed, and reach the platform exactly once."""
