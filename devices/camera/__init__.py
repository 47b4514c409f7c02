"""Cameras: driver and simulator."""
