"""Accepting items exactly once: submission, registration, uploads of attachments, import from removable media."""
