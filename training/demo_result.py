"""The inputs of a demo, and the result.json that describes its outcome."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.case import CaseView
from core.draft import Draft
from core.language import _
from sync.terminal import Terminal
from training.demo_office import Office
from training.scripted_visit import ScriptedVisit
from training.simulation import CARD, PAGES, SPEECH
from ui.documents.slip import slip_document


@dataclass(frozen=True)
class Inputs:
    """The inputs of a demo: a recording, a picture of a card, pictures of pages."""

    voice: Path
    card: Path
    pages: Sequence[Path]

    @classmethod
    def given(cls, voice: Path | None, card: Path | None, pages: Sequence[Path] | None) -> "Inputs":
        """Returns inputs in which our own samples replace what is not given."""
        return cls(voice or SPEECH, card or CARD, pages or PAGES)


def told(draft: Draft) -> dict[str, object]:
    """Returns the draft's contents just before it is sealed."""
    person = draft.petitioner
    return {
        "narrative": draft.narrative,
        "petitioner": {"name": person.name, "id_number_masked": person.id_number_masked},
    }


def filed(visit: ScriptedVisit, here: Terminal, inputs: Inputs) -> dict[str, object]:
    """Returns the platform's answer and the delivery that led to it."""
    slip, receipt = visit.draft.slip, visit.draft.receipt
    assert slip is not None
    assert receipt is not None
    return {
        "local_number": slip.local_number,
        "case_number": receipt.case_number,
        "query_code": receipt.query_code,
        "spoken": str(inputs.voice),
        "card": str(inputs.card),
        "pages": [str(page) for page in inputs.pages],
        "engine": {"speech": visit.shell.station.engines.speech.name, "ocr": "rapidocr"},
        "printed": _papers(visit),
        "states": [{"state": move.state.value, "at": move.at.isoformat()} for move in here.outbox.history(slip.item)],
        "steps": visit.screenshots.steps,
    }


def _papers(visit: ScriptedVisit) -> list[str]:
    """Returns the names of the papers that were printed. A slip that was not needed is kept as a file beside them,
    unprinted."""
    slip, folder = visit.draft.slip, visit.simulation.out
    printed = [name for name in ("slip", "receipt") if (folder / f"{name}.pdf").exists()]
    if slip and "slip" not in printed:
        station = visit.shell.station
        (folder / "slip.pdf").write_bytes(
            slip_document(station.theme, slip, station.settings.terminal.site, band=station.band)
        )
    return printed


def answered(office: Office, number: str, view: CaseView) -> dict[str, object]:
    """Returns what officers did, and what the person saw of it and said. `browser`: whether they did it at the desk."""
    record = office.record(number)
    return {
        "officers": {"browser": office.browser, "acts": office.acts},
        "case_states": [
            {"action": each["action"], "state": each["step"], "at": each["at"]} for each in record["timeline"]
        ],
        "unit": view.unit,
        "opinion": view.reply,
        "evaluation": next(iter(record["evaluations"]), None),
    }


def write(out: Path, facts: Mapping[str, object]) -> None:
    (out / "result.json").write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", "utf-8")


def say(out: Path, facts: Mapping[str, object]) -> None:
    print(
        _("平台已登记 {case_number}，查询码 {query_code}。页面、回执和 result.json 在 {out}").format(
            case_number=facts["case_number"], query_code=facts["query_code"], out=out
        )
    )
