"""Benchmarks. Each figure has the command that reproduces it; `python -m benchmarks` runs all."""
