"""Notices: a word to the petitioner at the key nodes of a case, by SMS where they agreed to it, else on paper or by
their agent. Each is sent once at most by itself (decision 0062)."""
