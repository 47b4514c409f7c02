"""Work that is not done on the screen's thread: the one task door, the bridge back, the engines loaded meanwhile."""
