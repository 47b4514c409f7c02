"""What everything on screen looks like: the tokens, the style sheet, the characters that the font can draw."""
