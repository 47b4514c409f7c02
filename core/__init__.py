"""Domain models and rules shared by all programs. Depends on neither Qt, network nor devices."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
"""ONNX Runtime (since 1.29 on Linux as well) keeps a number of the machine and a database of events in the home, and
calls its maker, unless it is told not to before it is first used. Whatever uses it has imported this room."""
