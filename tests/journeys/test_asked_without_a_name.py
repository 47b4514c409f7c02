"""Who asks without a name leaves nothing: no row, no file, no word in memory."""

import gc
from hashlib import sha256
from pathlib import Path

from core.draft import Draft
from sync.latest_time import HEARD, LATEST
from sync.terminal import Terminal
from testkit.faulty_platform import FaultyPlatform
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from tests.journeys.test_clean_end import kept_in_memory, settle, words_on
from tests.journeys.traces import Told, files


def lying(folder: Path) -> dict[str, str]:
    """Returns every file below a folder with the digest of its content."""
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files(folder)}


def rows(here: Terminal) -> dict[str, int]:
    """Returns how many rows each table of the store has; without the times that the engine notes in the background."""
    store = here.outbox.store
    tables = [row["name"] for row in store.read("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counted = {name: int(store.read(f"SELECT count(*) AS n FROM {name}")[0]["n"]) for name in tables}
    times = store.read("SELECT name FROM facts WHERE name IN (?, ?, 'heard')", LATEST, HEARD)
    return {**counted, "facts": counted["facts"] - len(times)}


def test_a_question_leaves_no_row_no_file_and_no_word(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor, home: Path, paper: Path
) -> None:
    told = Told()
    before, counted = lying(home), rows(kiosk.terminal)
    visitor.turn("welcome", "我想问问")
    visitor.arrive("question")
    visitor.driver.touch("我来打字")
    visitor.write(told.narrative)
    visitor.arrive("advice")
    assert list(kept_in_memory(told.narrative))
    visitor.driver.touch("不办了")
    visitor.arrive("welcome")

    def gone() -> bool:
        kiosk.voice.told.clear()
        settle()
        return list(kept_in_memory(told.narrative)) == []

    visitor.driver.wait(gone, "nothing left in memory")
    assert rows(kiosk.terminal) == counted
    assert lying(home).keys() == before.keys()
    assert told.traces(home, paper) == []
    assert list(files(paper)) == []
    assert told.narrative not in words_on(kiosk.shell)
    assert [each for each in gc.get_objects() if isinstance(each, Draft)] == [kiosk.shell.draft]
    assert kiosk.shell.draft == Draft()
