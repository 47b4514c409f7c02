"""Items of the terminal compared with those of the platform, and differences repaired where they can be."""
