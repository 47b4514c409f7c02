"""Picture to page, page to text."""
