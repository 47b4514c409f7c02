"""`python visit_process.py END FOLDER` runs a kiosk in its own process, given a visit as JSON on stdin; it ends as END
says.

`abandoned`: no touch follows. `cut`: the process reports and waits to be killed. `submitted`: the person leaves with
the receipt. All state is below FOLDER; the parent sets HOME and TMPDIR there too."""

import json
import sys
from dataclasses import replace
from pathlib import Path

from core.draft import Draft
from core.id_document import IdDocument
from core.person import Person
from testkit.kiosk_fixture import KioskFixture, kiosk_fixture
from testkit.visitor import Visitor


def visit(end: str, opened: KioskFixture, person: Person, narrative: str) -> None:
    visitor = Visitor(opened)
    visitor.gather(person, narrative)
    if end == "cut":
        print("cut", flush=True)
        visitor.driver.rest(60_000)
    if end == "submitted":
        visitor.turn("submit", "提交")
        visitor.arrive("receipt")
        visitor.driver.wait((opened.simulation.out / "receipt.pdf").exists, "paper")
        visitor.driver.touch("办好了，离开")
    else:
        opened.pass_time(150)
    visitor.arrive("welcome")
    assert opened.shell.draft == Draft()
    print(len(opened.terminal.submissions.items()), flush=True)


def main(end: str, folder: Path) -> None:
    told = json.load(sys.stdin)
    with kiosk_fixture(folder / "home", folder / "paper") as opened:
        person = Person(**told["person"])
        visit(end, opened, replace(person, document=IdDocument(person.document)), told["narrative"])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
