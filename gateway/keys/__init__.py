"""The platform's own keys, and what is derived from them."""
