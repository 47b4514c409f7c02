"""Work off the screen's thread: the task runner, the bridge back, the engines that load meanwhile."""
