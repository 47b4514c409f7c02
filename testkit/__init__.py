"""What tests and benchmarks share: terminals, faulty platforms, served gateways, the stores of a province, windows with
simulated devices, and functions that press their buttons."""
