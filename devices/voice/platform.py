"""The system's voices, as separate programs: SAPI on Windows, speech-dispatcher elsewhere.

The text is piped, as arguments are readable by everyone on the machine.
"""

import base64
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator

import numpy as np

from core.problems import SpeakerMissing, UnreadableSound
from devices.ports import Sound
from devices.sound_file import read_wav
from devices.voice.text_normalisation import clauses

CLAUSE_SECONDS = 60.0
SPOKEN = Sound(np.zeros(0, np.float32), 24_000)

SAPI = """
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]'zh-CN')
$voice.Rate = -2
$wave = New-Object IO.MemoryStream
$voice.SetOutputToWaveStream($wave)
$voice.Speak([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd().Trim())))
$voice.SetOutputToNull()
[Console]::Out.Write([Convert]::ToBase64String($wave.ToArray()))
"""


class SapiVoice:
    """Returns the sound of Windows' zh-CN voice. Raises SpeakerMissing."""

    def __init__(self, program: str = "powershell") -> None:
        self._program = program

    def speak(self, text: str) -> Iterator[Sound]:
        for clause in clauses(text):
            spoken = _run(
                [self._program, "-NoProfile", "-NonInteractive", "-Command", SAPI], base64.b64encode(clause.encode())
            )
            try:
                yield read_wav(io.BytesIO(base64.b64decode(spoken)))
            except (ValueError, UnreadableSound) as error:
                raise SpeakerMissing("SAPI gave no sound") from error


class SpeechDispatcherVoice:
    """Speaks aloud by itself, at the system's volume, and then yields an empty sound for the finished clause.

    Raises SpeakerMissing.
    """

    def __init__(self, program: str = "spd-say") -> None:
        self._program = program

    def speak(self, text: str) -> Iterator[Sound]:
        for clause in clauses(text):
            _run([self._program, "--wait", "--language", "zh", "--rate", "-20", "--pipe-mode"], clause.encode() + b"\n")
            yield SPOKEN


def platform_voice() -> SapiVoice | SpeechDispatcherVoice:
    return SapiVoice() if sys.platform == "win32" else SpeechDispatcherVoice()


def _run(command: list[str], text: bytes) -> bytes:
    program = shutil.which(command[0])
    if not program:
        raise SpeakerMissing(f"no {command[0]} here")
    try:
        done = subprocess.run(  # nosec B603 # no shell
            [program, *command[1:]], input=text, capture_output=True, check=True, timeout=CLAUSE_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SpeakerMissing(f"{command[0]}: {type(error).__name__}") from None
    return done.stdout
