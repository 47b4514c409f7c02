"""Sound to text, picture to page, page to text, card to person."""
