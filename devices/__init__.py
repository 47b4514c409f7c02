"""Microphone, camera, card reader, printer, speaker: ports, drivers and simulators."""
