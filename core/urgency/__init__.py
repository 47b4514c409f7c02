"""Tells from somebody's words whether something cannot wait: rules of words and their context, no score, no network.

It says something of the matter, never of the person. What it finds is shown, may be taken away, and refuses nothing."""
