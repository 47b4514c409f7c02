"""`python -m proxy_client people`: a list is checked, and brought in whole or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agency.agents import Agents
from agency.people import People
from core.authority.letter import Agent, AgentClass
from core.person import Person
from proxy_client.__main__ import main
from sync.terminal import terminal

Command = Callable[..., tuple[int, list[dict[str, Any]]]]
GOOD = "姓名,电话\n王小满,13800000000\n赵大年,\n"
PARTLY = "姓名,电话\n王小满,13800000000\n,1\n"


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Returns the command line in this process: exit code, and the lines it printed."""
    monkeypatch.setenv("SUNLIT_HOME", str(tmp_path / "home"))

    def call(*words: str) -> tuple[int, list[dict[str, Any]]]:
        monkeypatch.setattr("sys.argv", ["proxy_client", "people", *words])
        code = main()
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return call


def test_each_row_is_told(tmp_path: Path, people: Command) -> None:
    file = tmp_path / "list.csv"
    file.write_text(PARTLY, "gb18030")
    code, rows = people("check", str(file))
    assert code == 1 and [row["ok"] for row in rows] == [True, False]
    assert rows[1]["row"] == 3 and {each["column"] for each in rows[1]["problems"]} == {"name", "phone"}
    assert not (tmp_path / "home").exists()


def test_a_good_list_comes_in_and_a_faulty_one_not_at_all(tmp_path: Path, people: Command) -> None:
    home, file = tmp_path / "home", tmp_path / "list.csv"
    agent = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER)
    with terminal(home) as opened:
        signed_in = Agents.of(opened).add("320115", "口令-一一一", agent)
    for text, agent_number, expected in ((PARTLY, "320115", "P635"), (GOOD, "999", "P631")):
        file.write_text(text)
        code, told = people("import", str(file), "--agent", agent_number)
        assert code == 1 and told[-1]["error"]["code"] == expected
    assert people("import", str(file), "--agent", "320115") == (0, [{"agent": "320115", "imported": 2}])
    with terminal(home) as opened:
        listed = People(opened.store, "320115", signed_in.key).listed()
    assert [each.person.name for each in listed] == ["王小满", "赵大年"]


def test_a_file_that_is_not_there(tmp_path: Path, people: Command) -> None:
    code, (told,) = people("check", str(tmp_path / "none.csv"))
    assert code == 1 and told["error"]["code"] == "P634"
