"""`python -m benchmarks.touches [COUNT]` makes trembling touches on every button of every page and counts their
effects.

Double and triple touches, 30 to 700 ms apart, seeded, as touch events through the real windows. The benchmark turns the
clock: the machine answers each touch at once, which is the hardest case. Effects are judged by what changed, without
asking ui/shell/touch_guard.py. Acts: a touch changed something although the thing under the finger, or its page or
sheet, had been there for less than 600 ms. Lost: something said, scanned or written is gone, and is neither asked about
nor can be taken back. Eaten: a digit touched on a pad did not arrive."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from agency.agents import Agents
from core.draft import Draft
from core.fingerprint import fingerprint
from core.ink import Ink
from proxy_client import example as agents
from proxy_client.shots import filed as agents_draft
from sync.terminal import terminal
from testkit.agent_window import agent_window_fixture
from testkit.hands import settled
from testkit.kiosk_window import panel
from testkit.stand_ins import Clock, ScriptedPages, ScriptedPen, ScriptedSpeech
from training import example_case
from training.simulation import screen
from ui.base.confirmation import Confirmation
from ui.base.overlay import Overlay
from ui.entry.code_field import CodeField
from ui.entry.digit_pad import DigitPad
from ui.shell.shell import Shell
from ui.widgets.button import Button
from ui.widgets.signature import SignaturePad

SEEN = 0.6
SOONEST, LATEST = 0.03, 0.7
PADS = {"code_query": "11112222", "slip_query": "11112222"}
BACK = "拿回来"
SIGNED = (((40.0, 60.0), (160.0, 60.0)), ((100.0, 20.0), (100.0, 110.0)))
"""A cross."""


@dataclass
class Count:
    gestures: int = 0
    touches: int = 0
    acts: int = 0
    lost: int = 0
    eaten: int = 0
    digits: int = 0

    def add(self, other: "Count") -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def clean(self) -> bool:
        return not (self.acts or self.lost or self.eaten)


class Trembling:
    """One trembling finger on one window. `tell` is called with each fault, in words."""

    def __init__(self, shell: Shell, filled: Draft, seed: int) -> None:
        self.shell, self.filled, self.dice = shell, filled, Random(seed)
        self.clock, self.count = Clock(), Count()
        self.device = QTest.createTouchDevice()
        shell.touch_guard._clock = self.clock
        shell.touch_guard._wait_ms = lambda: round(SEEN * 1000)
        self._key: object = None
        self._since = 0.0
        self.faults: list[str] = []

    def everything(self) -> Iterator[tuple[str, str]]:
        """Yields each page and each button on it, by name."""
        for page in self.shell.flow.steps:
            self.open(page)
            for button in self.buttons():
                yield page, button.accessibleName()

    def open(self, page: str) -> None:
        draft = replace(self.filled, scans=list(self.filled.scans), inquiry=replace(self.filled.inquiry))
        if page == "invitation":  # which is reached only where somebody invites
            draft.inquiry.life = example_case.under_way()
        draft.inks = {"sign": Ink(SIGNED, fingerprint(draft.signed_words))}  # without its strokes a signature is void
        if page not in {"slip", "receipt", "registering"}:
            draft.slip = draft.receipt = None
        self.shell.sheets.forget()  # problems of the touch before do not count for this one
        self.shell.show_page(page, draft)
        self.live(2.0)

    def buttons(self) -> list[QAbstractButton]:
        found = [each for each in self.shell.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        return [each for each in found if each.accessibleName() and self._reachable(each)]

    def _reachable(self, button: QAbstractButton) -> bool:
        under = self.shell.childAt(self._middle(button))
        return under is button or (under is not None and button.isAncestorOf(under))

    def _middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.shell, widget.rect().center())

    def live(self, seconds: float) -> None:
        """Lets time pass and background work return."""
        while seconds > 0:
            step = min(seconds, 0.1)
            self.clock.now += step
            seconds -= step
            self._drain()
            self.shell.touch_guard.check()

    def _drain(self) -> None:
        until = monotonic() + 3
        settled()
        while (self.shell.station.tasks.busy or self.shell.station.reading.busy) and monotonic() < until:
            settled()

    def gesture(self, page: str, name: str) -> None:
        """Makes one trembling touch on this button of this page."""
        self.open(page)
        found = next((each for each in self.buttons() if each.accessibleName() == name), None)
        if found is None:
            return
        key = isinstance(found, Button) and found.is_key
        place, before = self._middle(found), replace(self.shell.draft, scans=list(self.shell.draft.scans))
        self._look(place)
        self._since = self.clock.now - 1
        self.count.gestures += 1
        for number in range(self.dice.choice((2, 3))):
            if number:
                self.live(self.dice.uniform(SOONEST, LATEST))
                self._look(place)
            self._touch(place, f"{page}: {name}, touch {number + 1}")
        self._stop_listening()
        self._judge(before, f"{page}: {name}", key)

    def _touch(self, place: QPoint, where: str) -> None:
        self.count.touches += 1
        fresh, before = self.clock.now - self._since < SEEN, self._state()
        QTest.touchEvent(self.shell, self.device).press(0, place, self.shell).commit()
        QTest.touchEvent(self.shell, self.device).release(0, place, self.shell).commit()
        if fresh and self._state() != before:
            self.count.acts += 1
            self.faults.append(f"acted unseen, {where}")
        self._drain()
        self._look(place)

    def _look(self, place: QPoint) -> None:
        """Returns since when the thing under the finger has been unchanged."""
        under = self.shell.childAt(place)
        while under and not isinstance(under, QAbstractButton):
            under = under.parentWidget()
        name = "" if isinstance(under, CodeField) else under.accessibleName() if under else ""
        key = (id(self.shell.page), self._sheets(), name)
        if key != self._key:
            self._key, self._since = key, self.clock.now

    def _sheets(self) -> tuple[int, ...]:
        return tuple(id(each) for each in self.shell.findChildren(Overlay) if each.isVisible())

    def _state(self) -> object:
        pads = [len(each._strokes.drawn) for each in self.shell.findChildren(SignaturePad)]
        checked = [each.isChecked() for each in self.shell.findChildren(QAbstractButton) if each.isVisible()]
        draft = self.shell.draft
        held = (
            draft.told,
            draft.consents,
            draft.petitioner,
            draft.purpose,
            draft.category,
            draft.place,
            draft.signature,
        )
        heard = self.shell.station.dictation.listening
        return (id(self.shell.page), self._sheets(), pads, checked, held, len(draft.scans), heard)

    def _stop_listening(self) -> None:
        if self.shell.station.dictation.listening:
            self.shell.station.dictation.stop()
        self.live(0.3)

    def _judge(self, before: Draft, where: str, key: bool) -> None:
        """Checks that everything there before still is, is asked about, or can be taken back. A pad's key writes into
        the number, which the draft has again once it is a number. A signature stands under the words it was given
        for."""
        now = self.shell.draft
        if now.slip or before.slip or any(each.isVisible() for each in self.shell.findChildren(Confirmation)):
            return
        if any(each.isVisible() and each.accessibleName() == BACK for each in self.shell.findChildren(QAbstractButton)):
            return
        kept = (
            before.narrative in now.narrative,
            len(now.scans) >= len(before.scans),
            now.petitioner.name == before.petitioner.name,
            key or not before.petitioner.phone or now.petitioner.phone == before.petitioner.phone,
            not before.signature or bool(now.signature) or now.signed_words != before.signed_words,
        )
        if not all(kept):
            self.count.lost += 1
            self.faults.append(f"lost {kept}, {where}")

    def digits(self, page: str) -> None:
        """Touches four digits on a pad in quick succession."""
        self.shell.sheets.forget()
        self.shell.show_page(page, type(self.filled)())
        self.live(1.0)
        assert self.shell.page is not None
        pad = self.shell.page.findChildren(DigitPad)[0]
        keys = {each.text(): each for each in pad.findChildren(QAbstractButton)}
        for _ in range(50):
            if self.shell.touch_guard.takes(keys["1"]):  # the page has been painted and seen
                break
            self.live(0.1)
        digits = "".join(self.dice.choice("0123456789") for _ in range(4))
        if self.dice.random() < 0.5:
            digits = digits[0] * 2 + digits[2] * 2
        for digit in digits:
            place = self._middle(keys[digit])
            QTest.touchEvent(self.shell, self.device).press(0, place, self.shell).commit()
            QTest.touchEvent(self.shell, self.device).release(0, place, self.shell).commit()
            self.live(self.dice.uniform(SOONEST, LATEST))
        arrived = next((each.value for each in self.shell.page.findChildren(CodeField) if each.value), "")
        self.count.gestures += 1
        self.count.digits += len(digits)
        missing = len(digits) - len(arrived)
        self.count.eaten += missing
        if missing:
            self.faults.append(f"eaten {digits} {arrived}, {page}")


@contextmanager
def windows(folder: Path, seed: int) -> Iterator[list[Trembling]]:
    """Yields the kiosk on a tall and a wide panel, and the agent's window."""
    engines = {
        "speech": lambda: ScriptedSpeech("村口的水管漏水，", "没有人修。"),
        "pages": ScriptedPages,
        "pen": ScriptedPen,
    }
    opened: list[Trembling] = []
    with (
        panel(folder / "tall", screen("1080x1920"), engines, settle_ms=600) as tall,
        panel(folder / "wide", screen("1920x1080"), engines, settle_ms=600) as wide,
        terminal(folder / "agent") as here,
    ):
        opened += [Trembling(tall.shell, tall.draft, seed), Trembling(wide.shell, wide.draft, seed + 1)]
        filed = agents_draft(here)
        added = Agents.of(here).add(agents.WORK_NUMBER, agents.PASSPHRASE, agents.agent())
        with agent_window_fixture(here, folder / "paper") as desk:
            desk.shell.station.session.open(added, agents.WORK_NUMBER)  # type: ignore[attr-defined]
            opened.append(Trembling(desk.shell, filed, seed + 2))
            yield opened


def tremble(opened: Sequence[Trembling], wanted: int, seed: int) -> tuple[Count, list[str]]:
    """Makes this many gestures, spread over every button of every page; returns counts and faults."""
    dice, whole, faults = Random(seed), Count(), []
    places = [(each, page, name) for each in opened for page, name in each.everything()]
    dice.shuffle(places)
    for number in range(wanted):
        finger, page, name = places[number % len(places)]
        if number % 10 == 9:
            finger.digits(dice.choice(tuple(PADS)))
        else:
            finger.gesture(page, name)
    for each in opened:
        whole.add(each.count)
        faults += each.faults
    return whole, faults


def main(wanted: int = 10_000, seed: int = 20261129) -> None:
    with TemporaryDirectory() as folder, windows(Path(folder), seed) as opened:
        count, faults = tremble(opened, wanted, seed)
    print(
        f"touches: {count.gestures} tremors, {count.touches} touches: acts on what was not seen yet {count.acts},"
        f" things lost {count.lost}, digits eaten {count.eaten} of {count.digits}"
    )
    for fault in sorted(set(faults))[:20]:
        print(f"  {fault}")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(*(int(each) for each in sys.argv[1:]))
