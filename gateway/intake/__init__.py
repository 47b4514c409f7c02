"""Items are taken in, each once: submission, registration, uploads of attachments, import from removable media."""
