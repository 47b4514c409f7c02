"""The agent's command lines without a window. Each module has `arguments(parser)` and `run(args) -> int`."""
