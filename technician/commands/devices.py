"""What is plugged into this machine, beside what the settings name. Nothing is opened."""

import argparse
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core import settings
from core.command_line import print_json, print_text
from core.language import N_, _
from core.problems import PrinterMissing
from core.settings import Devices
from devices.portaudio import PORTAUDIO
from devices.printer.spooler import SpoolerPrinter
from doctor.time_limit import within
from sync.commands import DONE

SECONDS = 10.0
NAMES = {
    "microphone": N_("话筒"),
    "speaker": N_("喇叭"),
    "camera": N_("摄像头"),
    "card_reader": N_("读卡器"),
    "printer": N_("打印机"),
}


@dataclass(frozen=True)
class Seen:
    """`chosen`: as the settings have it; `there`: what the system names."""

    kind: str
    chosen: str
    there: tuple[str, ...]


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(args: argparse.Namespace) -> int:
    for each in seen(settings.load().devices):
        if args.json:
            print_json({"device": each.kind, "chosen": each.chosen, "there": list(each.there)})
            continue
        print_text(_("{name}：设置里是 {chosen}").format(name=_(NAMES[each.kind]), chosen=each.chosen))
        for there in each.there or (_("系统里没有看到"),):
            print_text(f"  {there}")
    return DONE


def seen(chosen: Devices) -> Iterator[Seen]:
    inputs, outputs = next(iter(within(SECONDS, _sounds)), ((), ()))
    yield Seen("microphone", chosen.microphone, inputs)
    yield Seen("speaker", chosen.speaker, outputs)
    yield Seen("camera", f"{chosen.camera} {chosen.camera_index}", tuple(_cameras(Path("/sys/class/video4linux"))))
    ports = next(iter(within(SECONDS, _ports)), ())
    port = f" {chosen.card_reader_port}" if chosen.card_reader == "serial" else ""
    yield Seen("card_reader", chosen.card_reader + port, ports)
    queues = next(iter(within(SECONDS, _queues)), ())
    yield Seen("printer", f"{chosen.printer} {chosen.printer_name}".strip(), queues)


def _sounds() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the names of inputs and of outputs."""
    try:
        sounddevice = PORTAUDIO.claim()
    except OSError:
        return (), ()
    try:
        found = list(sounddevice.query_devices())
        inputs = tuple(str(each["name"]) for each in found if each["max_input_channels"])
        return inputs, tuple(str(each["name"]) for each in found if each["max_output_channels"])
    finally:
        PORTAUDIO.release()


def _cameras(folder: Path) -> Iterator[str]:
    for each in sorted(folder.glob("video*")):
        with suppress(OSError):
            yield f"{each.name}: {(each / 'name').read_text().strip()}"


def _ports() -> tuple[str, ...]:
    from serial.tools import list_ports  # looks at the system's devices

    return tuple(f"{each.device}: {each.description}" for each in list_ports.comports())


def _queues() -> tuple[str, ...]:
    try:
        told = SpoolerPrinter().queues()
    except PrinterMissing:
        return ()
    return tuple(re.findall(r"^printer (\S+)", told, re.MULTILINE))
