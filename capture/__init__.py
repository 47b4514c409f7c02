"""Recognition: speech to text, pictures to pages and text, identity cards to persons."""
