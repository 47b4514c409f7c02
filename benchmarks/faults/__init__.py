"""Long fault runs; the short ones are tests/faults. Each prints its seed and what was hit."""
