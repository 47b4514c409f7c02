"""Speech to text. `engine` loads the configured engine, which takes seconds, so it is called in the background."""

from capture.models import ModelStore, model_store
from capture.speech.port import SpeechEngine
from core.problems import PackMissing
from core.settings import Speech

__all__ = ["engine"]


def engine(settings: Speech, packs: ModelStore | None = None) -> SpeechEngine:
    """Returns the engine. `auto`: Vosk if a Mandarin pack of it is installed, otherwise Whisper. Raises
    PackMissing, PackDamaged."""
    here = packs or model_store()
    vosk = _largest(here, "vosk")
    if settings.engine == "vosk" or (settings.engine == "auto" and vosk):
        return _vosk(here, vosk)
    return _whisper(here, _largest(here, "whisper"), settings)


def _largest(here: ModelStore, kind: str) -> str | None:
    """Returns the largest installed Mandarin pack of an engine; None if there is none."""
    packs = [pack for pack in here.packs.values() if pack.engine == kind and "zh" in pack.languages]
    installed = [pack for pack in packs if here.installed(pack.name)]
    return max(installed, key=lambda pack: pack.size).name if installed else None


def _vosk(here: ModelStore, name: str | None) -> SpeechEngine:
    from capture.speech.vosk.engine import VoskEngine

    if name is None:
        raise PackMissing("python -m capture models fetch vosk-small-cn")
    return VoskEngine(here.require(name))


def _whisper(here: ModelStore, name: str | None, settings: Speech) -> SpeechEngine:
    from capture.speech.whisper.engine import WhisperEngine
    from capture.speech.whisper.homophones import HomophoneCorrector, Lexicon
    from capture.speech.whisper.model import Whisper
    from capture.speech.whisper.vad import VoiceDetector

    if name is None:
        raise PackMissing("python -m capture models fetch whisper-base")
    model, detector = Whisper(here.require(name), settings.threads), VoiceDetector(here.require("silero-vad"))
    return WhisperEngine(model, detector, HomophoneCorrector(Lexicon()) if settings.mend else None)
