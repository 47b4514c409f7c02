"""Printers: drivers."""
