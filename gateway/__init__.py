"""The provincial side that terminals talk to."""
