"""A reader that is a program: for tests, for trying a site's set-up, for training without anybody's card."""
