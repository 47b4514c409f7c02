"""The commands org and officer, run as by an outside script."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.cli import main
from testkit.gateway_in_process import Gateway

LIST = [
    {"id": "jn", "name": "江宁区信访局", "kind": "bureau", "parent": None, "places": ["320115"]},
    {"id": "water", "name": "江宁区水务局", "kind": "unit", "parent": "jn", "places": []},
]


@pytest.fixture
def run(gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str | Path) -> tuple[int, list[Any]]:
        code = main([str(word) for word in (words[0], "--data", gateway.data, *words[1:])])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_list_is_looked_at_imported_and_listed(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "organs.json"
    file.write_text(json.dumps(LIST))
    counts = {"organs": 2, "added": 2, "changed": 0, "merged": 0, "ended": 1}
    assert run("org", "import", file, "--preview") == (0, [{**counts, "written": False}])
    assert [each["id"] for each in run("org", "list", "--json")[1]] == ["bureau"]
    assert run("org", "import", file) == (0, [{**counts, "written": True}])
    code, listed = run("org", "list", "--json")
    assert code == 0
    first, *ours = listed
    assert (first["id"], first["merged_into"]) == ("bureau", "jn"), "what came in before the list went on"
    assert [{**each, "places": [place.ljust(6, "0") for place in each["places"]]} for each in ours] == LIST
    file.write_text("\n".join(map(json.dumps, listed)))
    assert run("org", "import", file)[1][0]["written"] is False


def test_what_is_wrong_with_a_list_is_a_line_each(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "organs.csv"
    file.write_bytes("编号,名称,类别,上级\na,甲,单位,b\nb,乙,单位,a\nc,丙,法院,a\n".encode("gb18030"))
    code, lines = run("org", "import", file)
    assert code == 1
    assert [(each["row"], each["error"]["code"]) for each in lines] == [(2, "loop"), (3, "loop"), (4, "unknown-kind")]
    assert run("org", "import", tmp_path / "none.csv")[0] == run("org", "import")[0] == 1


def test_officers_come_change_and_go(run: Any) -> None:
    added = run("officer", "add", "Li", "--name", "李明", "--organ", "bureau", "--role", "forward", "register")
    assert added[0] == 0 and added[1][0].items() >= {"login": "li", "roles": ["forward", "register"]}.items()
    assert run("officer", "add", "zhou", "--name", "周", "--role", "forward", "--role", "duty")[0] == 0
    assert run("officer", "add", "li", "--name", "李", "--role", "duty")[1][0]["error"]["code"] == "taken"
    assert run("officer", "add", "x", "--name", "李", "--role", "duty", "--organ", "y")[0] == 1
    assert run("officer", "change", "li", "--role", "duty")[1][0]["roles"] == ["duty"]
    assert run("officer", "hand-over", "li", "zhou") == (0, [{"from": "li", "to": "zhou", "duties": 0}])
    assert run("officer", "hand-over", "li")[0] == run("officer", "disable")[0] == 1
    assert run("officer", "disable", "li")[1][0].items() >= {"active": False, "open_duties": 0}.items()
    listed = run("officer", "list", "--json")[1]
    assert [(each["login"], each["active"]) for each in listed] == [("li", False), ("zhou", True)]
