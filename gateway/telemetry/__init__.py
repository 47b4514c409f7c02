"""The log on stderr and the figures for Prometheus."""
