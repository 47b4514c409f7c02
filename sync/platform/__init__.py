"""Calls to the platform, what their failures mean, and how long to wait before the next."""
