"""Microphone, camera, card reader, printer and speaker: interfaces, drivers and simulators."""
