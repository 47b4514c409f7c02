"""The language of the house. It knows no Qt, no network, no disk."""
