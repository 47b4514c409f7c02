"""The real gateway, served by a separate process."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from testkit.gateway_commands import ask


class ServedGateway:
    def __init__(
        self,
        data: Path,
        listen: str = "127.0.0.1:0",
        environment: Mapping[str, str] = os.environ,
        manner: tuple[str, ...] = (),
    ) -> None:
        self.data, self.environment = data, environment
        words = [sys.executable, "-m", "gateway", "serve", "--data", str(data), "--listen", listen, *manner]
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()

    def call(self, *words: str) -> Any:
        """Returns the answer of a command; a gateway in another environment is asked there."""
        if self.environment is os.environ:
            return json.loads(ask(self.data, *words))
        done = subprocess.run(
            [sys.executable, "-m", "gateway", *words, "--data", str(self.data)],
            capture_output=True,
            check=True,
            env=self.environment,
        )
        return json.loads(done.stdout)

    def close(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=20)
