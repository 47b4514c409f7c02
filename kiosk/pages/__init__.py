"""Pages only the kiosk has."""
