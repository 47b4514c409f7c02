"""Settings choose among real devices; no setting yields a simulator."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import MicrophoneUnset, SpeakerUnset
from core.settings import Devices
from devices import configured
from devices.ports import Sound
from devices.printer.pdf import PdfPrinter

PORTS = ("microphone", "camera", "card_reader", "printer", "speaker", "headphones", "voice")
REAL = ["SounddeviceMicrophone", "UvcCamera", "NoneType", "SpoolerPrinter", "SounddeviceSpeaker", "NoneType"]
REAL += ["KokoroVoice"]


@pytest.mark.parametrize(
    ("port", "choice", "kind"),
    [
        ("microphone", "none", "Absent"),
        ("microphone", "simulated", "Absent"),
        ("microphone", "sounddevice", "SounddeviceMicrophone"),
        ("camera", "none", "Absent"),
        ("camera", "simulated", "Absent"),
        ("camera", "uvc", "UvcCamera"),
        ("card_reader", "none", "NoneType"),
        ("card_reader", "simulated", "NoneType"),
        ("card_reader", "serial", "SamReader"),
        ("card_reader", "usb", "SamReader"),
        ("card_reader", "sdtapi", "SdtapiReader"),
        ("printer", "pdf", "NoPrinter"),
        ("printer", "spooler", "SpoolerPrinter"),
        ("printer", "none", "NoPrinter"),
        ("speaker", "none", "AbsentSpeaker"),
        ("speaker", "silent", "AbsentSpeaker"),
        ("speaker", "sounddevice", "SounddeviceSpeaker"),
        ("voice", "kokoro", "KokoroVoice"),
        ("voice", "platform", "SpeechDispatcherVoice"),
        ("voice", "none", "NoVoice"),
    ],
)
def test_the_settings_choose(port: str, choice: str, kind: str) -> None:
    device = getattr(configured, port)(Devices.model_validate({port: choice}))
    assert type(device).__name__ == kind


def choices(name: str) -> st.SearchStrategy[str]:
    """Returns every value a technician may write for this device."""
    return st.sampled_from(get_args(Devices.model_fields[name].annotation))


@given(
    chosen_ones=st.fixed_dictionaries({name: choices(name) for name in PORTS if name != "headphones"}),
    headphones=st.sampled_from(["", "hw:1"]),
    folder=st.none() | st.just(Path("paper")),
    clip=st.none() | st.just(Path("clip.wav")),
)
def test_no_choice_leads_to_a_simulator(
    chosen_ones: dict[str, str], headphones: str, folder: Path | None, clip: Path | None
) -> None:
    more = {"headphones": headphones, "printer_folder": folder, "microphone_clip": clip}
    devices = Devices.model_validate({**chosen_ones, **more, "camera_pictures": [Path("a.jpg")]})
    made = [getattr(configured, name)(devices) for name in PORTS]
    rooms = {type(device).__module__ for device in made}
    assert not any("simulated" in room or "silent" in room for room in rooms)
    assert not [each for each in made if isinstance(each, PdfPrinter) and each.paper]
    named = {name for name, choice in chosen_ones.items() if choice in {"simulated", "silent"}}
    assert set(devices.simulators) - {"printer"} == named
    assert ("printer" in devices.simulators) == (chosen_ones["printer"] == "pdf" and folder is None)


def test_without_a_word_devices_are_real_ones() -> None:
    assert Devices().simulators == ()
    kinds = [type(getattr(configured, name)(Devices())).__name__ for name in PORTS]
    assert kinds == REAL


def test_nothing_of_the_simulators_is_even_loaded() -> None:
    simulated = "any('simulated' in name or 'silent' in name for name in sys.modules if name.startswith('devices'))"
    program = (
        f"import sys; import kiosk.__main__, proxy_client.__main__; sys.exit({simulated} or 'training' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_is_not_there_says_so_each_time() -> None:
    microphone = configured.microphone(Devices(microphone="none"))
    for _ in range(2):
        with pytest.raises(MicrophoneUnset):
            microphone.open()
        microphone.close()
    with pytest.raises(SpeakerUnset):
        configured.speaker(Devices(speaker="none")).play(Sound(np.zeros(10, np.float32), 24_000))


def test_the_speaker_begins_at_the_volume_of_the_settings() -> None:
    assert configured.speaker(Devices(volume=0.3)).volume == 0.3


def test_choosing_loads_no_hardware_library_and_no_engine() -> None:
    heavy = "{'sounddevice', 'onnxruntime', 'jieba', 'misaki', 'serial', 'usb'}"
    program = f"import sys; import devices.configured; sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
