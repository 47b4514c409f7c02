"""A software card reader: for tests, for trying a site's set-up, and for training without real cards."""
