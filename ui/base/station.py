"""The Station: every service a page may use, in one record, built once by the app that starts.

`reading` runs the tasks of pages and cards. It has one worker, because their engines serve one caller at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.language import _
from core.problems import Problem
from core.settings import Settings
from core.training import BAND
from devices.ports import Printer
from ui.background.engines import Engines
from ui.background.tasks import TaskRunner
from ui.base.input_preference import InputPreference
from ui.base.presence import Presence
from ui.camera.device_stream import DeviceStream
from ui.platform.province import Province
from ui.platform.sync_facade import SyncFacade
from ui.speech.dictation import Dictation
from ui.speech.speech_output import SpeechOutput
from ui.theme.tokens import Theme


@dataclass(frozen=True)
class Station:
    settings: Settings
    theme: Theme
    tasks: TaskRunner
    reading: TaskRunner
    engines: Engines
    camera: DeviceStream
    reader: DeviceStream | None
    dictation: Dictation
    speech_output: SpeechOutput
    printer: Printer
    sync: SyncFacade
    province: Province
    presence: Presence
    now: Callable[[], datetime]
    input_preference: InputPreference
    training: bool
    """Whether this is a training: simulated devices, a practice platform."""
    settings_problems: tuple[Problem, ...]
    """Faults in the settings for the technician to correct; the first page names them."""

    @property
    def takes_files(self) -> bool:
        """Whether papers may come as files: nobody brings a file to a kiosk."""
        return False

    @property
    def band(self) -> str:
        """Returns the training mark for every paper; empty outside of training."""
        return _(BAND) if self.training else ""

    def renew(self) -> None:
        """Applies, between two visits, the settings the province has sent meanwhile."""
        before = self.province.settings.speech
        now = self.province.renew()
        self.presence.limits = now.visit
        if now.speech != before:
            self.engines.reload("speech")

    def close(self) -> None:
        """Closes every device and waits for work under way."""
        self.speech_output.reset()
        self.dictation.abandon()
        for feed in (self.camera, self.reader):
            if feed:
                feed.shut()
        for runner in (self.speech_output.runner, self.reading, self.tasks):
            runner.close()
