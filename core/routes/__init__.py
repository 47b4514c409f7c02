"""Lawful routes with their last days: which door is the right one, until when, with what (resources/routes).

`signpost.signpost` answers; nothing here stops a petition from being filed.
"""
