"""Pages only the agent has."""
