"""Work off the screen's thread: the task door, the bridge back, the engines that load meanwhile."""
