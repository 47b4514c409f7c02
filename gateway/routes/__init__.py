"""The HTTP calls of docs/platform-contract.md. Each calls the room that does the work and answers its result."""
