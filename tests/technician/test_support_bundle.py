"""Markers of personal data are planted everywhere a person's words can lie; the bundle holds none."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.authority.letter import Agent, AgentClass
from core.person import Person
from core.problems import BundlePersonal
from storage.agent_register import Account
from sync.terminal import terminal
from technician import personal_data
from technician.bundle import EVENT_FIELDS, packed
from testkit.filings import MARKER, a_filing
from tests.technician.conftest import Lines, Sunlit

PLANTED = ("王小满", "13912345678", "11010519491231002X", "阳光村一组甲号", "xiaoman@example.cn", MARKER)
SITE = """
[terminal]
name = "王小满家的机器"
site = "阳光村一组甲号"
[platform]
proxy = "http://13912345678.example:3128"
[devices]
printer_name = "wangxiaoman"
headphones = "王小满的耳机"
[urgency]
hotlines = [{ number = "13912345678", name = "王小满", kinds = ["wages"] }]
"""


def contents(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as zipped:
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def plant(home: Path) -> None:
    """Puts personal data into settings, petitions, agents, the log's own fields, file names."""
    (home / "settings.toml").write_text(SITE)
    with terminal(home) as opened:
        for _each in range(2):
            opened.submissions.accept(a_filing(pages=(MARKER.encode(),)))
        agent = Agent(person=Person(name="王小满", phone="13912345678"), agent_class=AgentClass.GRID_WORKER)
        opened.agent_register.add("13912345678", Account(agent=agent, salt="", mark=""))
        opened.audit_log.write(
            "quarantined", item="11010519491231002X", reason="P503 王小满 13912345678", name="王小满"
        )
    (home / "王小满.txt").write_text("xiaoman@example.cn")
    (home / "damaged" / "王小满").mkdir(parents=True)


def test_nothing_planted_anywhere_is_in_the_bundle(lines: Lines, enrolled: Path, tmp_path: Path) -> None:
    plant(enrolled)
    code, (said,) = lines("support-bundle", "--quiet", str(tmp_path / "b.zip"))
    assert (code, said["bytes"]) == (0, (tmp_path / "b.zip").stat().st_size)
    whole = (tmp_path / "b.zip").read_bytes()
    entries = contents(tmp_path / "b.zip")
    for name, text in [*entries.items(), ("names", " ".join(entries)), ("zip", whole.decode("latin-1"))]:
        assert [each for each in PLANTED if each in text or each.encode().decode("latin-1") in text] == [], name
        assert "wangxiaoman" not in text
        assert personal_data.found(text.encode()) == []


def test_it_says_what_is_needed(sunlit: Sunlit, enrolled: Path, tmp_path: Path) -> None:
    plant(enrolled)
    assert sunlit("support-bundle", "--quiet", str(tmp_path / "b.zip"))[0] == 0
    entries = contents(tmp_path / "b.zip")
    assert {*entries} == {"about.json", "doctor.jsonl", "settings.json", "queue.json", "journal.jsonl"}
    assert json.loads(entries["queue.json"]) == {"items": {"saved": 2}}
    checks = [json.loads(line) for line in entries["doctor.jsonl"].splitlines()]
    assert {"disk", "store", "queue", "network-tcp"} <= {each["check"] for each in checks}
    events = [json.loads(line) for line in entries["journal.jsonl"].splitlines()]
    assert {"enrolled", "quarantined"} <= {each["did"] for each in events}
    assert all(set(each) <= set(EVENT_FIELDS) for each in events)
    assert json.loads(entries["settings.json"])["screen"]["width_mm"] == 268


def test_a_bundle_that_holds_something_is_not_written() -> None:
    for planted in PLANTED[1:3] + PLANTED[4:5]:
        with pytest.raises(BundlePersonal) as refused:
            packed([("a.txt", f"told {planted} here".encode())], [])
        assert planted not in str(refused.value)
    with pytest.raises(BundlePersonal):
        packed([("a.txt", "王小满说".encode())], ["王小满"])
    with zipfile.ZipFile(io.BytesIO(packed([("a.txt", b"figures: 12")], ["王小满"]))) as zipped:
        assert zipped.read("a.txt") == b"figures: 12"


def test_a_folder_that_cannot_be_written(sunlit: Sunlit, enrolled: Path) -> None:
    code, _out, err = sunlit("support-bundle", "--quiet", "/no/such/folder/b.zip")
    assert (code, "P809" in err) == (3, True)


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["13912345678", "139 1234 5678", "139-1234-5678"]))
def test_a_telephone_is_found_between_other_words(before: str, behind: str, number: str) -> None:
    text = f"{before} {number} {behind}"
    assert "telephone" in personal_data.found(text.encode("utf-8", "replace"))


def test_a_short_work_number_hinders_no_bundle(lines: Lines, enrolled: Path, tmp_path: Path) -> None:
    with terminal(enrolled) as opened:
        agent = Agent(person=Person(name="王小满"), agent_class=AgentClass.GRID_WORKER)
        opened.agent_register.add("20", Account(agent=agent, salt="", mark=""))
    code, (said,) = lines("support-bundle", "--quiet", str(tmp_path / "b.zip"))
    assert code == 0, said
    assert personal_data.found(b'{"x": "320115"}', ["320115"]) == ["known word"]
    assert personal_data.found(b'{"x": "1320115"}', ["320115"]) == []
