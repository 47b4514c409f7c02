"""`python -m proxy_client tasks` and `report`: lines of JSON for who has the passphrase, which is never in argv."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agency.agents import Agents
from agency.work import Work
from core.settings import Settings
from proxy_client import example
from proxy_client.__main__ import main
from proxy_client.commands.passphrase import PASSPHRASE_FILE
from sync.terminal import terminal
from testkit.agent_cases import busy

Command = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Returns the command line in this process, over a terminal whose agent has much to do."""
    with terminal(tmp_path / "home") as here:
        signed_in = Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
        busy(Work(here, example.WORK_NUMBER, signed_in.key, Settings()))
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path / "home"))

    def call(*words: str, given: str = example.PASSPHRASE) -> tuple[int, list[dict[str, Any]]]:
        monkeypatch.setattr("sys.argv", ["proxy_client", *words, "--agent", example.WORK_NUMBER])
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{given}\n"))
        code = main()
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return call


def test_tasks_come_what_hurts_most_first(command: Command) -> None:
    code, told = command("tasks")
    assert code == 0 and told[0]["kind"] == "stop"
    assert {each["person"] for each in told} >= {"王建国", "孙秀兰"}
    late = next(each for each in told if each["kind"] == "urge")
    assert late["late"] and late["rule"] == "handle" and late["case_number"].startswith("XF")


def test_a_report_is_one_line_whose_figures_are_lists(command: Command) -> None:
    for span in ("day", "week", "month", "quarter"):
        code, (told,) = command("report", span)
        assert code == 0 and told["report"] == span
        assert {name: len(each) for name, each in told["lists"].items()} == told["own"]
        assert not told["unregistered"][0]["explained"]
    _, (then,) = command("report", "day", "--on", "2020-01-01")
    assert then["own"]["filed"] == 0 and then["first"] == "2020-01-01"


def test_a_wrong_passphrase_tells_nothing(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("tasks",), ("report", "day")):
        code, (told,) = command(*words, given="not this one")
        assert code == 1 and told["error"]["code"] == "P603" and set(told) == {"agent", "error"}
    monkeypatch.setenv(PASSPHRASE_FILE, str(tmp_path / "none"))
    assert command("tasks")[0] == 1
    (tmp_path / "none").write_text(f"{example.PASSPHRASE}\n")
    assert command("tasks", given="")[0] == 0
