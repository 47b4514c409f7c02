"""Microphones: driver and simulator."""
