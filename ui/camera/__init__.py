"""The camera's view of a card or paper: the stream, the automatic picture, advice on how to lay it."""
