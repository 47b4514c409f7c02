"""Readers of the identity card's chip: drivers, emulator and simulator."""
