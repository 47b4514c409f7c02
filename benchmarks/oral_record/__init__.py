"""Measures how well the oral record is understood, on narratives written for it and labelled by hand (README.md
here)."""
