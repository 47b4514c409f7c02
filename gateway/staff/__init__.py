"""Organs and officers: the tree of organs, who works where with which roles, and how officers sign in."""
