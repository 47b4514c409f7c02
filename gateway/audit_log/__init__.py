"""The audit log: one hash chain for each terminal and one of the gateway itself, in the database."""
