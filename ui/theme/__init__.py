"""The look of everything on screen: the tokens, the style sheet, the characters that the font can draw."""
