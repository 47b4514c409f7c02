"""Checks of a terminal: each looks at one thing, changes nothing, and says what to do. No window is needed."""
