"""The pages that only the agent's window has."""
