"""Long fault runs; the short ones are in tests/faults. Each prints its seed and which boundaries were hit."""
