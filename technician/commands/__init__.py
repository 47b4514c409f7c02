"""One module a command: `arguments(parser)` and `run(args)`, which returns an exit code."""
