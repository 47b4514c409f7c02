"""The simulated devices of a demo, its settings and its folders."""

import shutil
from pathlib import Path

from core import settings
from core.resources import resource
from devices.camera.simulated import SimulatedCamera
from devices.card_reader.simulated import SimulatedCardReader
from devices.microphone.simulated import SimulatedMicrophone
from devices.printer.pdf import PdfPrinter
from devices.speaker.silent import SilentSpeaker
from ui.startup.bootstrap import Hardware

SITE = settings.Terminal(name="demo", site="江宁区杨柳村便民服务中心", place_code="320115")
# The samples belong to one matter: unpaid wages, the promissory note, the list of payments.
SPEECH = resource("samples", "speech", "s02_alpha.wav")
CARD = resource("samples", "idcards", "card_s00_front.jpg")
PAGES = tuple(resource("samples", "documents", f"page_{name}.jpg") for name in ("s27_note", "s25_table"))


class Simulation:
    """The simulated devices. `camera`, `microphone` and `printer` can be told to fail; the speakers are silent but keep
    time."""

    def __init__(self, out: Path, screen: settings.Screen, *, mute: bool = False, settle_ms: int | None = None) -> None:
        """`settle_ms`: milliseconds a page is seen before it takes a touch; tests shorten it."""
        self.out = out
        devices = settings.Devices(voice="none" if mute else "kokoro")
        policy = settings.Policy(keep_card_image=True)
        visit = settings.Visit() if settle_ms is None else settings.Visit(settle_ms=settle_ms)
        self.settings = settings.Settings(screen=screen, visit=visit, terminal=SITE, devices=devices, policy=policy)
        self.camera = SimulatedCamera()
        self.microphone = SimulatedMicrophone()
        self.reader = SimulatedCardReader()
        self.printer = PdfPrinter(out, paper=True)
        self.hardware = Hardware(
            microphone=self.microphone,
            camera=self.camera,
            reader=self.reader,
            printer=self.printer,
            loud=SilentSpeaker(0.7),
            headphones=SilentSpeaker(0.7),
        )


def practised(chosen: settings.Devices) -> settings.Devices:
    """Returns device settings with the chosen volume and voice; all devices are simulated."""
    return settings.Devices(volume=chosen.volume, voice=chosen.voice)


def practice_hardware(chosen: settings.Devices, paper: Path) -> Hardware:
    """Returns the simulated hardware of a practice window; prints go to the folder `paper`."""
    return Hardware(
        microphone=SimulatedMicrophone(chosen.microphone_clip),
        camera=SimulatedCamera(chosen.camera_pictures),
        reader=SimulatedCardReader(),
        printer=PdfPrinter(paper, paper=True),
        loud=SilentSpeaker(chosen.volume),
        headphones=SilentSpeaker(chosen.volume),
    )


def emptied(folder: Path) -> Path:
    """Empties or makes the folder and returns it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def screen(text: str) -> settings.Screen:
    """Returns the screen for a text such as 1080x1920, on a 21.5 inch panel, upright or wide."""
    width, height = (int(part) for part in text.lower().split("x"))
    return settings.Screen(width=width, height=height, width_mm=268 if height > width else 476)
