"""Everything that both windows share: shell, theme, task runner, widgets, pages."""
