"""All checks in the order a technician reads them, and which of them are made when."""

from core.wire import CheckState
from doctor import camera, computer, equipment, network, packs, records, sound
from doctor.examination import Check, Manner, bounded
from doctor.finding import State, worst
from doctor.machine import Machine

CHECKS = (
    Check("settings", records.settings),
    Check("disk", computer.disk, seconds=8),
    Check("memory", computer.memory),
    Check("clock", computer.clock, seconds=15),
    Check("time-zone", computer.time_zone),
    Check("screen", computer.screen),
    Check("key", records.key, seconds=15),
    Check("store", records.store, seconds=60),
    Check("queue", records.queue, seconds=15),
    Check("models", packs.models, seconds=120),
    Check("network", network.network, Manner.NETWORK, seconds=90),
    Check("printer", equipment.printer, seconds=45, waits=True),
    Check("touch", equipment.touch),
    Check("microphone", sound.microphone, Manner.DEVICE, seconds=12),
    Check("speaker", sound.speaker, Manner.DEVICE, seconds=15),
    Check("camera", camera.camera, Manner.DEVICE, seconds=20),
    Check("card-reader", equipment.card_reader, Manner.DEVICE, seconds=12, waits=True),
)
TOLD_AS: dict[State, CheckState] = {State.OK: "ok", State.WARN: "warn", State.FAIL: "fail"}
NAMES = tuple(each.name for each in CHECKS)

TOLD = (
    *(each for each in CHECKS if each.name in {"settings", "disk", "memory", "clock", "time-zone", "screen", "queue"}),
    Check("models", packs.models_quickly),
    Check("printer", equipment.printer, seconds=6),
    *(each for each in CHECKS if each.name == "touch"),
)
"""What the heartbeat tells: nothing that opens a device, calls anybody, or reads whole files."""


def chosen(only: list[str], *, quiet: bool = False) -> list[Check]:
    """Returns the checks named, all if none is; `quiet`: without those that open devices."""
    named = [each for each in CHECKS if not only or each.name in only]
    return [each for each in named if not (quiet and each.manner is Manner.DEVICE)]


def states(machine: Machine) -> dict[str, CheckState]:
    """Returns the state of each check the heartbeat tells, by its name."""
    return {each.name: TOLD_AS[worst(bounded(each, machine))] for each in TOLD}
