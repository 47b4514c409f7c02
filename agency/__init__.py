"""Which agents may sign in at a proxy client. Independent of Qt; `proxy_client` shows it."""
