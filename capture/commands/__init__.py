"""What `python -m capture` can be told to do, a module each with `arguments(parser)` and `run(args) -> exit code`."""
