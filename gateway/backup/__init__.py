"""Backup and restore of a gateway that has its own folder, and the check that nothing is missing."""
