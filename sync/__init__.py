"""Petitions are queued here, sealed, and reach the platform exactly once."""
