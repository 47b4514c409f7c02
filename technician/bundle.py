"""The support bundle: a zip of chosen facts about this machine, none of them about anybody.

Each entry is made of fields named here: no file of the terminal is copied, and no free text that somebody wrote.
"""

import io
import json
import platform
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, get_origin

from core.command_line import json_text
from core.problems import BundlePersonal, StoreProblem
from core.settings import Settings
from doctor.checks import chosen
from doctor.examination import Timed, examine
from doctor.machine import Machine
from storage.agent_register import AgentRegister
from storage.audit_log import AuditLog
from sync.heartbeat import version
from sync.outbox import Outbox
from technician.journal import last
from technician.personal_data import found

LINES = 400
EVENT_FIELDS = ("at", "did", "problem")
CODE = re.compile(r"^P\d{3}$")
TELLING = frozenset({"disk", "memory", "clock", "time-zone", "screen", "key", "store", "queue", "models", "touch"})
TELLING_TOO = frozenset({"microphone", "speaker", "camera", "card-reader", "network-tls", "network-signature"})
"""Checks whose findings hold figures and days alone; of the others, which name hosts and places, only the state goes
along."""


def entries(machine: Machine, *, quiet: bool) -> Iterator[tuple[str, bytes]]:
    """Yields name and content of each entry."""
    yield "about.json", _json(about(machine))
    yield "doctor.jsonl", _lines(_checked(examine(machine, chosen([], quiet=quiet))))
    yield "settings.json", _json(plain_settings(machine.settings))
    yield "queue.json", _json(queue(machine))
    yield "journal.jsonl", _lines(journal(machine.home / "journal.jsonl"))


def packed(parts: Iterable[tuple[str, bytes]], known: Iterable[str]) -> bytes:
    """Returns the zip. Raises BundlePersonal if anything in it looks like personal data."""
    words = list(known)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts:
            if kinds := found(content, words):
                raise BundlePersonal(f"{name}: {', '.join(kinds)}")
            zipped.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def about(machine: Machine) -> dict[str, Any]:
    return {
        "version": version(),
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "libc": " ".join(platform.libc_ver()),
        "at": machine.now().isoformat(timespec="seconds"),
    }


def _checked(results: Iterable[Timed]) -> Iterator[dict[str, Any]]:
    for each in results:
        told = {"check": each.finding.check, "state": each.finding.state.value, "seconds": round(each.seconds, 2)}
        yield {**told, "found": each.finding.found} if each.finding.check in TELLING | TELLING_TOO else told


def plain_settings(settings: Settings) -> dict[str, dict[str, Any]]:
    """Returns the settings that are numbers, yes or no, or one of a few words; nothing that somebody wrote freely."""
    told: dict[str, dict[str, Any]] = {}
    for group, fields in settings.model_dump(mode="json").items():
        kinds = type(getattr(settings, group)).model_fields
        told[group] = {
            name: value
            for name, value in fields.items()
            if kinds[name].annotation in {int, float, bool} or get_origin(kinds[name].annotation) is Literal
        }
    return told


def queue(machine: Machine) -> dict[str, Any]:
    """Returns how many items are in which state, and the codes of their problems."""
    try:
        store = machine.store()
    except StoreProblem as problem:
        return {"problem": problem.code}
    try:
        items = Outbox(store).all()
    except StoreProblem as problem:
        return {"problem": problem.code}
    finally:
        store.close()
    states: dict[str, int] = {}
    for each in items:
        code = each.reason.partition(" ")[0]
        name = f"{each.state.value} {code}".strip() if CODE.match(code) else each.state.value
        states[name] = states.get(name, 0) + 1
    return {"items": states}


def journal(file: Path) -> Iterator[dict[str, str]]:
    """Yields the last events, without the ids of items and whatever else a line says."""
    for event in last(file, LINES):
        told = {name: str(event[name]) for name in EVENT_FIELDS if name in event}
        code = str(event.get("reason", "")).partition(" ")[0]
        yield {**told, **({"problem": code} if CODE.match(code) else {})}


def known_words(machine: Machine) -> list[str]:
    """Returns what this terminal knows to be somebody's: agents, and whom to call. Unread files have no words."""
    words = [each for line in machine.settings.urgency.hotlines for each in (line.name, line.number)]
    terminal = machine.settings.terminal
    words += [terminal.name, terminal.site]
    with suppress(StoreProblem, OSError):
        words += _agents(machine)
    return words


def _agents(machine: Machine) -> list[str]:
    log = AuditLog(machine.home / "journal.jsonl", machine.home / "damaged")
    register = AgentRegister(machine.home, machine.key, log, lambda: True)
    listed = register.listed()
    return [each for number, agent in listed.items() for each in (number, agent.person.name, agent.organisation)]


def _json(thing: Any) -> bytes:
    return (json_text(thing, indent=1) + "\n").encode()


def _lines(things: Iterable[Any]) -> bytes:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in things).encode()
