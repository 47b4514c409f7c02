"""Widgets that both windows share. They take data in and say meaningful things out."""
