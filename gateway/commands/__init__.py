"""What each command of `python -m gateway` does; each answers with an exit code."""
