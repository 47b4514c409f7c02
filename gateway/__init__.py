"""The provincial side the terminals talk to: a reference a province can run or replace."""
