"""How often somebody may do something: quotas of terminals, failed attempts, calls at a time."""
