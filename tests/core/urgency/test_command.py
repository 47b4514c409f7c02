"""`python -m kiosk urgency TEXT`, as outside scripts drive it."""

import json
import os
import subprocess
import sys
from typing import Any


def ask(text: str, **environment: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "kiosk", "urgency", text]
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", **environment}
    done = subprocess.run(command, capture_output=True, env={**os.environ, **plain}, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.decode("utf-8"))
    return answer


def test_one_object_in_utf8_whatever_the_locale() -> None:
    found = ask("我们家停电两天了，冰箱里东西都坏了", SUNLIT_TODAY="2027-01-20")
    assert found["urgent"] is True
    assert found["kinds"] == ["no-power"]
    assert [each["number"] for each in found["hotlines"]] == ["95598", "12345"]


def test_the_day_may_be_set() -> None:
    wages = "老板拖欠我工资两个月没发"
    assert ask(wages, SUNLIT_TODAY="2027-01-20")["kinds"] == ["wages"]
    assert ask(wages, SUNLIT_TODAY="2026-05-20") == {"urgent": False, "kinds": [], "hotlines": []}
