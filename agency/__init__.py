"""The agent's world: who may sign in at a proxy client. No Qt here; `proxy_client` shows it."""
