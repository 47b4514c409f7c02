"""Command lines of the kiosk that open no window. Each module has `arguments(parser)` and `run(args) -> int`."""
