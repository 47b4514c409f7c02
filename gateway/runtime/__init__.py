"""What a running gateway has at hand, made once when it starts and handed to every function that needs it."""

from gateway.runtime.runtime import DATABASE, Runtime, Stores, mark_as_training, open_runtime

__all__ = ["DATABASE", "Runtime", "Stores", "mark_as_training", "open_runtime"]
