"""A list brought in through the window: looked at first, then taken whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from agency.agents import Agents
from proxy_client import example
from proxy_client.pages.people_import import ONE_FILE, PeopleImportPage
from proxy_client.session import AgentDraft
from sync.terminal import Terminal, terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from testkit.two_people import PERSON, kept, office_of_two, people_page, wait


@pytest.fixture
def office(here: Terminal, tmp_path: Path) -> Iterator[AgentWindowFixture]:
    with office_of_two(here, tmp_path / "paper") as opened:
        yield opened


def import_page(office: AgentWindowFixture) -> PeopleImportPage:
    people_page(office)
    office.turn("people", "导入名单")
    office.visit.arrive("people_import")
    page = office.shell.page
    assert isinstance(page, PeopleImportPage)
    return page


def given(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "名单.csv"
    file.write_bytes("\n".join(["姓名,电话,村", *rows]).encode("gb18030"))
    return file


def test_a_list_is_looked_at_and_taken_whole(office: AgentWindowFixture, tmp_path: Path) -> None:
    page = import_page(office)
    page.look_at(given(tmp_path, "王2满,,", "张福生,12069731007,杨柳村"))
    wait(office, lambda: page.looked_at, "the list")
    assert "2行里有1行不对" in office.seen and not page.on.isEnabled()
    assert page.table.rows.index(0, 3).data() == "有问题"
    page.table.go_to(0)
    assert "姓名里只写名字" in page.why.text()
    page.look_at(given(tmp_path, "张福生,12069731007,杨柳村", "赵大年,12069731002,石桥村二组"))
    wait(office, lambda: page.looked_at and not page.looked_at.wrong, "the list")
    assert "新的1人，和名单上的人合并1人" in office.seen and len(kept(office)) == 2
    assert [page.table.rows.index(row, 4).data() for row in (0, 1)] == ["", "名单上已有，改村组"]
    office.touch("导入")
    wait(office, page.over.isVisible, "all in")
    assert {each.person.name: each.village for each in kept(office)} == {
        PERSON.name: "杨柳村三组",
        "赵大年": "石桥村二组",
        "张福生": "杨柳村",
    }
    office.turn("people_import", "回名单")
    office.visit.arrive("people")


def test_a_full_disk_leaves_the_list_as_it_was(office: AgentWindowFixture, here: Terminal, tmp_path: Path) -> None:
    page = import_page(office)
    page.look_at(given(tmp_path, *(f"王福生,,杨柳村{number}组" for number in range(600))))
    wait(office, lambda: page.looked_at, "the list")
    pages = here.store.read("PRAGMA page_count")[0]["page_count"]
    here.store.read(f"PRAGMA max_page_count = {pages + 2}")
    office.touch("导入")
    wait(office, lambda: "硬盘" in office.seen or "满" in office.seen, "the sentence")
    assert len(kept(office)) == 2 and page.looked_at


def test_dropped_files(office: AgentWindowFixture, tmp_path: Path) -> None:
    page = import_page(office)
    files = [given(tmp_path, "张福生,,"), tmp_path]
    for dropped, words in ((files, ONE_FILE), (files[1:], "这是文件夹")):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in dropped])
        page._take_dropped(mime)
        wait(office, lambda words=words: words in office.seen, "the sentence")  # type: ignore[misc]
    assert not page.on.isEnabled()


def test_a_training_brings_a_village_along(tmp_path: Path) -> None:
    """Its list is of invented people, and offered in a training alone."""
    with terminal(tmp_path / "home", training=True) as here:
        Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
        with agent_window_fixture(here, tmp_path / "paper") as opened:
            opened.sign_in()
            opened.visit.arrive("desk")
            opened.shell.show_page("people_import", AgentDraft(agent=example.agent()))
            page = opened.shell.page
            assert isinstance(page, PeopleImportPage)
            opened.touch("用演练名单")
            wait(opened, lambda: page.looked_at, "the list")
            assert page.looked_at and page.looked_at.wrong == 0
            opened.touch("导入")
            wait(opened, page.over.isVisible, "all in")
            assert {PERSON.name} < {each.person.name for each in kept(opened)}


def test_outside_of_training_no_invented_people_are_offered(office: AgentWindowFixture) -> None:
    assert not import_page(office).sample.isVisible()
