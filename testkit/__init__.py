"""What tests and benchmarks share: terminals, platforms that misbehave, gateways that are served, the stores of a
province, windows with simulated devices, and hands that press what they show."""
