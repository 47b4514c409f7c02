"""Domain models and rules shared by all programs. Depends on neither Qt, network nor devices."""
