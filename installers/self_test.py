"""Tests an installation: a sample petition is spoken, shown, scanned, filed and registered; no data remains."""

import json
import os
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QFontInfo

from agency.agents import Agents
from capture.card import scanner
from capture.models import require
from capture.page import load, reader
from capture.speech import engine
from capture.speech.wav import read_wav
from core import validation
from core.authority.letter import Agent, AgentClass
from core.draft import Draft
from core.matters import suggest
from core.narrative import narrative_from_text
from core.person import Person
from core.petition import Purpose
from core.places import locate, place
from core.receipt import Receipt
from core.resources import resource
from core.sentences import category_name
from core.settings import Screen, Speech
from core.training import BAND
from devices.voice.kokoro import KokoroVoice
from doctor.checks import chosen
from doctor.examination import bounded
from doctor.finding import State, worst
from doctor.machine import Machine
from sync.terminal import terminal
from training.local_gateway import LocalGateway
from ui.documents.enclosures import enclosed
from ui.papers.scanning import scanned
from ui.shell.window import application
from ui.theme.tokens import FAMILY, Theme

CLIP = resource("samples", "speech", "s01_kumo.wav")
CARD = resource("samples", "idcards", "card_s00_front.jpg")
PAGE = resource("samples", "documents", "page_s00_letter.jpg")
SITE = "320115"
OF_A_BUILD = {"disk", "memory", "clock", "time-zone", "screen", "models"}
"""Checks that say something before there are settings and an identity."""


def main(*, agent: bool = False) -> int:
    """`agent`: an agent is registered and signs in before."""
    began = time.perf_counter()
    screen = drawn()
    draft = gathered()
    with TemporaryDirectory(prefix="sunlit-self-test-") as folder:
        if agent:
            sign_in(Path(folder) / "agents")
        receipt = filed(draft, Path(folder))
    report = {
        "self_test": "ok",
        "screen": screen,
        "narrative": draft.narrative,
        "category": category_name(draft.category),
        "petitioner": {"name": draft.petitioner.name, "id_number_masked": draft.petitioner.id_number_masked},
        "page": draft.scans[0].text,
        "read_back_seconds": read_back(draft.narrative),
        "checks": checked(),
        "case_number": receipt.case_number,
        "seconds": round(time.perf_counter() - began, 1),
    }
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0


def drawn() -> str:
    """Returns the font a window would use; drawn in memory where there is no screen."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    theme = Theme(Screen())
    family = QFontInfo(theme.font("body")).family()
    if family != FAMILY or theme.pixmap("sun").isNull():
        raise SystemExit(f"the window would be drawn with {family}")
    return family


def gathered() -> Draft:
    """Returns the draft that the real engines make of the samples."""
    pages = reader()
    card, scan = scanner(pages).read(load(CARD)), scanned(pages, load(PAGE))
    draft = Draft(purpose=Purpose.REQUEST, told=narrative_from_text(heard(CLIP)), petitioner=card.person())
    at_home = locate(draft.petitioner.address)
    draft.category = suggest(draft.narrative)[0]
    draft.place = place(at_home.code if at_home and not validation.place(at_home.code) else SITE)
    draft.scans = [scan]
    if not (draft.identified and scan.text):
        raise SystemExit("the sample card or page was not read")
    return draft


def heard(clip: Path) -> str:
    recogniser = engine(Speech()).listen(live=False)
    clauses = [*recogniser.accept(read_wav(clip)), *recogniser.finish()]
    return "".join(clause.text for clause in clauses)


def checked() -> dict[str, str]:
    """Returns the state of each check of this machine that opens nothing and calls nobody. A machine that is set up
    later may fail some; models that are not whole end the test."""
    with TemporaryDirectory(prefix="sunlit-self-test-") as folder:
        here = Machine(Path(folder))
        found = {each.name: worst(bounded(each, here)) for each in chosen([], quiet=True) if each.name in OF_A_BUILD}
    if found["models"] is State.FAIL:
        raise SystemExit("the model packs are not whole")
    return {name: state.value for name, state in found.items()}


def read_back(text: str) -> float:
    """Returns the seconds of speech that the voice makes of the first sentence."""
    sounds = KokoroVoice(require("kokoro")).speak(text.partition("。")[0])
    return round(sum(sound.seconds for sound in sounds), 1)


def sign_in(folder: Path) -> None:
    """Registers an agent on a terminal of its own. Raises Problem when they cannot sign in then."""
    number, passphrase = "0001", secrets.token_urlsafe(12)
    someone = Agent(person=Person(name="Self Test"), agent_class=AgentClass.VILLAGE_CADRE)
    with terminal(folder, training=True) as here:
        agents = Agents.of(here)
        agents.add(number, passphrase, someone)
        agents.sign_in(number, passphrase, datetime.now(UTC).astimezone())


def filed(draft: Draft, folder: Path) -> Receipt:
    """Files the draft at a terminal and verifies that it arrived once and unchanged at the platform."""
    gateway = LocalGateway(folder / "gateway")
    gateway.start()
    try:
        with terminal(folder / "terminal", training=True) as here:
            here.enrol(gateway.url, gateway.code(), name="self-test")
            now = datetime.now(UTC).astimezone()
            slip = here.submissions.accept(draft.freeze(now, enclosed(draft, now, "", band=BAND)))
            here.engine.run_once()
            receipt = here.submissions.status(slip.item).receipt
        cases = [json.loads(line) for line in gateway.ask("list", "--json").splitlines()]
        if receipt is None or [case["case_number"] for case in cases] != [receipt.case_number]:
            raise SystemExit("the gateway did not register the petition once")
        shown = json.loads(gateway.ask("show", receipt.case_number, "--json"))
        if shown["petition"]["matter"]["narrative"] != draft.narrative:
            raise SystemExit("the gateway has other words than were handed in")
        return receipt
    finally:
        gateway.stop()
