"""The calls of docs/platform-contract.md. Each hands on to the room that knows, and answers what it says."""
