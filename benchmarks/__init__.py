"""Figures, each with the command that reproduces it. `python -m benchmarks` is all of them."""
