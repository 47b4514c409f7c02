"""Whisper as a speech engine, through CTranslate2, with segmentation and correction."""
