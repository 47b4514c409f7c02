"""Calls to the platform, one at a time, with retries."""
