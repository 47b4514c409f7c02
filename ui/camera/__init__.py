"""The camera's view of a card or paper: the stream, the picture taken when it lies still, advice on how to lay it."""
