"""The officers' side: how fast lists and a case open as cases grow, what random walks and kills leave behind."""
