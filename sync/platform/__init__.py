"""The way to the platform: one call at a time, and patience with it."""
