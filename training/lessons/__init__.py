"""Twelve lessons for who practises with the agent's client. Each sets the practice up, and looks at the facts of the
training home to say what is still missing. There is no score."""
