"""How calls arrive: host names, size and time limits, refusals as JSON, signed answers."""
