"""Who may sign in at a proxy client, and the people they serve, each sealed to the key of their agent.

Independent of Qt; `proxy_client` shows it.
"""
