import subprocess
import sys

import pytest

from core.settings import Devices
from devices import chosen


@pytest.mark.parametrize(
    ("port", "choice", "kind"),
    [
        ("microphone", "simulated", "SimulatedMicrophone"),
        ("microphone", "sounddevice", "SounddeviceMicrophone"),
        ("camera", "simulated", "SimulatedCamera"),
        ("camera", "uvc", "UvcCamera"),
        ("card_reader", "none", "NoneType"),
        ("card_reader", "simulated", "SimulatedCardReader"),
        ("card_reader", "serial", "SamReader"),
        ("card_reader", "usb", "SamReader"),
        ("card_reader", "sdtapi", "SdtapiReader"),
        ("printer", "pdf", "PdfPrinter"),
        ("printer", "spooler", "SpoolerPrinter"),
        ("printer", "none", "NoPrinter"),
        ("speaker", "silent", "SilentSpeaker"),
        ("speaker", "sounddevice", "SounddeviceSpeaker"),
        ("voice", "kokoro", "KokoroVoice"),
        ("voice", "platform", "SpeechDispatcherVoice"),
        ("voice", "none", "NoVoice"),
    ],
)
def test_the_settings_choose(port, choice, kind):
    device = getattr(chosen, port)(Devices(**{port: choice}))
    assert type(device).__name__ == kind


def test_the_speaker_begins_at_the_volume_of_the_settings():
    assert chosen.speaker(Devices(volume=0.3)).volume == 0.3


def test_choosing_loads_no_hardware_library_and_no_engine():
    heavy = "{'sounddevice', 'onnxruntime', 'jieba', 'misaki', 'serial', 'usb'}"
    program = f"import sys; import devices.chosen; sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
