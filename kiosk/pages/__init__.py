"""The pages that only the kiosk has."""
