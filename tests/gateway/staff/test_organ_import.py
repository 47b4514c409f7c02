"""Lists of organs are taken whole or not at all, and say everything that is wrong with them."""

import csv
import json
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from core.table_file import Row
from gateway.runtime import Runtime
from gateway.staff import officers, organ_import, organ_list, tree
from gateway.staff.officers import Officer, Role
from gateway.staff.organ_files import COLUMNS
from gateway.staff.organ_list import Held, OrganList
from gateway.staff.organs import Organ, OrganKind, OrganTree
from testkit.gateway_in_process import Gateway, either_store
from testkit.no_work import NoWork
from tests.gateway.staff.trees import PROVINCE

Told = dict[str, Any]


def row(organ: str, parent: str = "", kind: str = "unit", **more: str) -> Told:
    return {"id": organ, "name": more.pop("name", f"{organ}局"), "kind": kind, "parent": parent, **more}


COUNTY = [
    row("jn", kind="bureau", name="江宁区信访局", places="320115"),
    row("water", "jn", name="江宁区水务局"),
    row("roads", "jn", name="江宁区交通运输局"),
    row("jw", "jn", kind="discipline", name="江宁区纪委监委"),
    row("town", "jn", kind="bureau", name="东山街道信访办", places="320115001000"),
]


class Duties(NoWork):
    def __init__(self, **duties: int) -> None:
        self.duties = duties
        self.moved: list[tuple[str, str]] = []

    def of_organs(self, db: Connection) -> Mapping[str, int]:
        return self.duties

    def move_organ(self, db: Connection, source: str, target: str) -> int:
        self.moved.append((source, target))
        return self.duties.pop(source, 0)


def as_json(rows: list[Told]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def as_csv(rows: list[Told], headings: Mapping[str, str] | None = None, delimiter: str = ",") -> str:
    text = StringIO()
    written = csv.writer(text, delimiter=delimiter)
    written.writerow([(headings or {}).get(name, name) for name in COLUMNS])
    written.writerows([[each.get(name, "") for name in COLUMNS] for each in rows])
    return text.getvalue()


def as_xlsx(rows: list[Told]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for each in rows:
        values = [str(each.get(name, "")) for name in COLUMNS]
        sheet.append([int(value) if value.isdigit() else value for value in values])
    book.save(held := BytesIO())
    return held.getvalue()


IN_CHINESE = {name: others[0] for name, others in COLUMNS.items()}
FILES = {
    "json": as_json(COUNTY),
    "object": json.dumps({"organs": COUNTY}).encode(),
    "lines": b"\n".join(json.dumps(each).encode() for each in COUNTY),
    "utf-8": as_csv(COUNTY).encode(),
    "bom": as_csv(COUNTY).encode("utf-8-sig"),
    "gb18030": as_csv(COUNTY, IN_CHINESE).encode("gb18030"),
    "utf-16, tabs": as_csv(COUNTY, delimiter="\t").encode("utf-16"),
    "semicolons": as_csv(COUNTY, delimiter=";").encode(),
    "xlsx": as_xlsx(COUNTY),
}


@pytest.fixture
def runtime(gateway: Gateway) -> Runtime:
    return gateway.runtime


def take(runtime: Runtime, content: bytes, work: NoWork | None = None) -> OrganList:
    return organ_import.take(runtime, content, "root", work or NoWork())


def said(found: OrganList) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in found.problems]


@pytest.mark.parametrize("file", FILES)
def test_a_list_is_read_as_offices_have_it(runtime: Runtime, file: str) -> None:
    found = take(runtime, FILES[file])
    assert said(found) == [] and len(found.organs) == 5
    organs = tree.tree(runtime)
    assert organs["water"] == Organ("water", "江宁区水务局", OrganKind.UNIT, "jn")
    assert organs.bureau_for("320115001002").id == "town"
    assert organs.discipline_for("320115") == organs["jw"]


@either_store
def test_a_list_takes_the_place_of_the_one_before(runtime: Runtime) -> None:
    first = take(runtime, as_json(COUNTY))
    assert (len(first.added), first.ended) == (5, ("bureau",))
    assert not tree.tree(runtime)["bureau"].active, "nobody worked there, nothing was open"
    assert not take(runtime, as_json(COUNTY)).changes_something
    assert tree.tree(runtime).version == 1
    later = [{**each, "name": "江宁区水务和湖泊局"} if each["id"] == "water" else each for each in COUNTY[:4]]
    found = take(runtime, as_json(later))
    assert (found.added, found.changed, found.ended) == ((), ("water",), ("town",))
    assert tree.tree(runtime)["water"].name == "江宁区水务和湖泊局"
    assert tree.tree(runtime).bureau_for("320115001002").id == "jn"
    assert take(runtime, as_json(COUNTY)).changed == ("water", "town"), "one that comes back is there again"
    assert tree.tree(runtime)["town"].active


@either_store
def test_an_organ_is_merged_with_what_it_has_open(runtime: Runtime) -> None:
    work = Duties(water=2)
    take(runtime, as_json(COUNTY))
    officers.add(runtime, Officer("wang", "王芳", "water", frozenset({Role.HANDLE})), "root")
    left_out = [each for each in COUNTY if each["id"] != "water"]
    found = take(runtime, as_json(left_out), work)
    assert said(found) == [(0, "left-out-officers"), (0, "left-out-duties")]
    assert "江宁区水务局" in found.problems[0].message and "1" in found.problems[0].message
    assert tree.tree(runtime)["water"].active and work.moved == []
    merged = [{**each, "merged_into": "roads"} if each["id"] == "water" else each for each in COUNTY]
    found = take(runtime, as_json(merged), work)
    assert (said(found), found.merged, work.moved) == ([], ("water",), [("water", "roads")])
    assert tree.tree(runtime).current("water").id == "roads"
    take(runtime, as_json([{**each, "name": each["name"] + "·"} for each in merged]), work)
    assert work.moved == [("water", "roads")], "merged once"


def test_a_gbk_list_with_a_loop_in_it_is_refused_row_by_row_and_nothing_is_written(runtime: Runtime) -> None:
    rows = [*COUNTY, row("a", "c"), row("b", "a"), row("c", "b"), row("below", "a")]
    found = take(runtime, as_csv(rows, IN_CHINESE).encode("gb18030"))
    assert said(found) == [(7, "loop"), (8, "loop"), (9, "loop")]
    assert "a → c → b → a" in found.problems[0].message
    assert [each.id for each in tree.tree(runtime)] == ["bureau"] and tree.tree(runtime).version == 0


WRONG = [
    ([*COUNTY, row("water", "jn")], (6, "doubled-id")),
    ([*COUNTY, row("x", "nowhere")], (6, "unknown-parent")),
    ([*COUNTY, row("x", "x")], (6, "loop")),
    ([*COUNTY, row("x", "jn", kind="court")], (6, "unknown-kind")),
    ([*COUNTY, row("", "jn")], (6, "bad-id")),
    ([*COUNTY, row("../x", "jn")], (6, "bad-id")),
    ([*COUNTY, row("x", "jn", name=" ")], (6, "bad-name")),
    ([*COUNTY, row("x", "jn", name="x" * 121)], (6, "bad-name")),
    ([*COUNTY, row("x", "jn", places="江宁")], (6, "bad-place")),
    ([*COUNTY, row("x", "jn", kind="bureau", places="320115")], (6, "doubled-place")),
    ([*COUNTY, row("x", "jn", kind="discipline")], (6, "doubled-place")),
    ([*COUNTY, row("x", "jn", merged_into="nowhere")], (6, "unknown-successor")),
    ([*COUNTY, row("x", "jn", merged_into="x")], (6, "merge-loop")),
    ([*COUNTY, row("x", "y", merged_into="water"), row("y", "x")], (7, "merged-parent")),
    ([row("a"), row("b", "a")], (0, "no-bureau")),
    ([row("a", merged_into="b"), row("b", "b")], (2, "loop")),
    ([row("0", kind="bureau"), *(row(str(n + 1), str(n)) for n in range(31))], (31, "too-deep")),
]


@pytest.mark.parametrize(("rows", "problem"), WRONG)
def test_what_is_wrong_is_said_with_its_row(rows: list[Told], problem: tuple[int, str]) -> None:
    read = [Row(number, each) for number, each in enumerate(rows, 1)]
    found = organ_list.compare(read, OrganTree(()), Held())
    assert said(found)[:1] == [problem]
    assert all(len(each.message) > 0 and "{" not in each.message for each in found.problems)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"id,name,kind,parent\n", "empty"),
        (b"[]", "empty"),
        (b'[{"id": "a"', "json"),
        (b"[1, 2]", "json"),
        (b"[" * 100_000, "json"),
        (b"id,name,kind\na,b,unit\n", "no-column"),
        (b"id,name,kind,parent,id\na,b,unit,,c\n", "doubled-column"),
        (b"PK\x03\x04 no workbook", "table"),
        (as_csv(COUNTY).encode()[:-30] + b"\xe6\n", "encoding"),
        (b"\xff\xfe\x00", "encoding"),
        (b"x" * (20 << 20) + b"x", "too-large"),
    ],
)
def test_a_file_that_is_no_list_is_refused(runtime: Runtime, content: bytes, code: str) -> None:
    assert said(take(runtime, content)) == [(0, code)]


IDS = st.sampled_from("abcdef") | st.just("")


@given(
    st.lists(
        st.fixed_dictionaries(
            {"id": IDS, "name": st.just("n"), "kind": st.sampled_from(OrganKind), "parent": IDS, "merged_into": IDS}
        ),
        max_size=8,
    )
)
def test_in_a_list_without_problems_all_stand_below_a_root(rows: list[dict[str, str]]) -> None:
    """There may be several: a government, and the discipline organ beside it."""
    found = organ_list.compare([Row(n, each) for n, each in enumerate(rows, 1)], OrganTree(PROVINCE), Held())
    if found.problems:
        return
    organs = OrganTree(found.organs)
    roots = [each.id for each in organs if each.active and each.parent is None]
    assert frozenset[str]().union(*map(organs.subtree, roots)) == {each.id for each in organs}
    assert organs.bureau_for("110000") == organs.root_bureau
    assert all(organs.current(each.id).active for each in organs)


def test_what_is_listed_can_be_imported_again(runtime: Runtime, tmp_path: Path) -> None:
    content = as_json([organ_list_row(each) for each in PROVINCE])
    assert said(take(runtime, content)) == []
    assert {each.id: each for each in tree.tree(runtime) if each.id != "bureau"} == {each.id: each for each in PROVINCE}
    assert not take(runtime, content).changes_something


def organ_list_row(organ: Organ) -> Told:
    return {
        "id": organ.id,
        "name": organ.name,
        "kind": organ.kind,
        "parent": organ.parent,
        "places": list(organ.places),
        "merged_into": organ.merged_into,
    }
