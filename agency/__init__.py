"""Who may sign in at a proxy client, the people they serve and their drafts, each sealed to the key of their agent.

Independent of Qt; `proxy_client` shows it.
"""
