"""Whatever strangers send, to whatever reads it: `python -m benchmarks.fuzz --seconds N`. The tests do a short run."""
