"""The gateway as processes on a machine: listening, workers."""
