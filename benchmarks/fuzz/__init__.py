"""Fuzzing of every reader of untrusted input: `python -m benchmarks.fuzz --seconds N`. The tests do a short run."""
