"""What the terminal has, held against what the platform has, and mended where it can be."""
