"""Whisper as a speech engine: one model through CTranslate2, and what it takes to make it listen."""
