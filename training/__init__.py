"""The real window driven by touches, for `make demo`, screenshots and journeys in tests."""
