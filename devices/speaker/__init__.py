"""Speakers: drivers and simulator."""
