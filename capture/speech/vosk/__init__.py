"""Vosk as a speech engine, if a site has installed a pack of it."""
