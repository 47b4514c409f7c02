"""Known vulnerabilities fail the check; a missing network does not."""

import json
import subprocess
from typing import Any

import pytest

from installers import audit

SOUND = {"name": "sound", "version": "1", "vulns": []}
WEAK = {"name": "weak", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


def saying(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    done: subprocess.CompletedProcess[str] = subprocess.CompletedProcess([], 1, text, "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)


@pytest.mark.parametrize(("packages", "code"), [([SOUND, UNKNOWN], 0), ([SOUND, WEAK], 1), ([UNKNOWN], 0)])
def test_a_known_weakness_fails(monkeypatch: pytest.MonkeyPatch, packages: list[Any], code: int) -> None:
    saying(monkeypatch, json.dumps({"dependencies": packages}))
    assert audit.main() == code


def test_no_database_is_no_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    saying(monkeypatch, "")
    assert audit.main() == 0
    assert "cannot be reached" in capsys.readouterr().out


def test_nor_is_one_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("pip-audit", audit.AUDIT_SECONDS)

    monkeypatch.setattr(subprocess, "run", wait)
    assert audit.main() == 0
