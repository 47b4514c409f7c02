"""Vosk as a speech engine, where a site has installed a pack of it."""
