"""Everything that both windows share: shell, theme, task door, widgets, pages."""
