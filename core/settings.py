"""The settings of one terminal: every option once, with type, limit, default and prose.

They are read from `$SUNLIT_HOME/settings.toml`; what is not there has its default.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from core import config_file
from core.cases import clocks
from core.cases.both_terms import OfficeTerms
from core.cases.clock_table import STATUTE
from core.home import home
from core.language import SOURCE, languages
from core.problems import ConfigWrong
from core.urgency.kinds import UrgencyKind

FILE = "settings.toml"
log = logging.getLogger(__name__)
PUBLISHED_GROUPS = frozenset({"visit", "speech", "urgency"})
"""Groups that a province may publish. Devices are set by the technician only."""
REMOTE_GROUPS = PUBLISHED_GROUPS | {"terms"}
"""Groups that come from afar: `terms` are the platform's own, as its duties go by them."""


DIGITS = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}
"""Digits of a division's code at each level (GB/T 2260, GB/T 10114); zeros may follow."""


def significant_digits(code: str) -> int:
    """Returns the digits that say something: `330100` has four, it is a city."""
    return next((digits for digits in DIGITS.values() if not code[digits:].strip("0")), len(code))


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Devices(Group):
    """What is plugged in. `none`: there is no such thing here, and people are told so and shown the other way.

    Simulators are for training, which takes them by itself; chosen here they count as none (`simulators`).
    """

    microphone: Literal["sounddevice", "none", "simulated"] = Field("sounddevice", description="or none")
    microphone_clip: Path | None = Field(None, description="training: WAV the simulated microphone plays")
    camera: Literal["uvc", "none", "simulated"] = Field("uvc", description="or none")
    camera_index: int = Field(0, ge=0, le=15, description="which UVC camera")
    camera_pictures: list[Path] = Field(default_factory=list, description="training: what the simulated camera shows")
    card_reader: Literal["none", "serial", "usb", "sdtapi", "simulated"] = Field(
        "none", description="or serial, usb, sdtapi (the vendor's library)"
    )
    card_reader_port: str = Field("/dev/ttyUSB0", description="serial: device, COM3, or socket://host:port")
    card_reader_baud: Literal[115200, 57600, 38400, 19200, 9600] = Field(115200, description="serial")
    card_reader_library: Path | None = Field(None, description="sdtapi: the vendor's .dll or .so")
    card_reader_library_port: int = Field(1001, ge=1, le=1016, description="sdtapi: 1 is COM1, 1001 the first on USB")
    printer: Literal["spooler", "pdf", "none"] = Field("spooler", description="or pdf (files, no paper), or none")
    printer_name: str = Field("", description="queue of the system's spooler; empty: its default")
    printer_folder: Path | None = Field(None, description="pdf: where the files go; without it there is no printer")
    speaker: Literal["sounddevice", "none", "silent"] = Field("sounddevice", description="or none")
    headphones: str = Field("", description="output of the headphone jack, as PortAudio names it; empty: there is none")
    voice: Literal["kokoro", "platform", "none"] = Field("kokoro", description="or platform, or none")
    voice_timbre: Literal["woman", "man"] = Field("woman", description="whose voice Kokoro speaks with; or man")
    volume: float = Field(0.7, ge=0, le=1, description="where the volume returns to after each visit")

    @property
    def simulators(self) -> tuple[str, ...]:
        """The devices for which a simulator was chosen: outside training they are not there."""
        named = ("microphone", "camera", "card_reader", "speaker")
        found = [name for name in named if getattr(self, name) in {"simulated", "silent"}]
        return (*found, *(["printer"] if self.printer == "pdf" and self.printer_folder is None else []))


class Screen(Group):
    width: int = Field(1080, ge=600, description="pixels")
    height: int = Field(1920, ge=600, description="pixels")
    width_mm: float = Field(268, gt=100, description="width of the panel's picture as mounted")

    @property
    def px_per_mm(self) -> float:
        return self.width / self.width_mm


class Visit(Group):
    warn_after: int = Field(90, ge=20, description="seconds of nothing before the warning")
    end_after: int = Field(150, ge=40, description="seconds of nothing before the visit is closed")
    paper_search: int = Field(300, ge=60, description="seconds granted to look for a paper")
    registration_wait: int = Field(
        8, ge=0, le=30, description="seconds the platform has to register, before the terminal's own slip is printed"
    )
    settle_ms: int = Field(
        600, ge=0, le=3000, description="milliseconds a page must have been seen before it takes a touch"
    )

    @model_validator(mode="after")
    def _warns_before_it_ends(self) -> "Visit":
        if self.warn_after >= self.end_after:
            raise PydanticCustomError("warns_too_late", "warn_after must be less than end_after")
        return self


class Window(Group):
    """The agent's window, until the agent chooses otherwise in its menus."""

    lock_after: int = Field(300, ge=60, le=3600, description="seconds of nothing before the window locks")
    ground: Literal["light", "dark", "system"] = Field("light", description="of the screen; system: as the desktop's")
    size: Literal["dense", "ordinary", "large"] = Field("ordinary", description="of letters and buttons")


class Policy(Group):
    """What the authority that runs this terminal has decided."""

    both_card_sides: bool = Field(True, description="ask for the emblem side too, to say when a card has run out")
    keep_card_image: bool = Field(
        False, description="offer to hand in the card's picture, marked 仅供信访使用; the person must agree as well"
    )
    keep_sealed: int = Field(30, ge=1, description="days sealed files stay here after the platform registered them")


class Agency(Group):
    """What those who file for others promise their principals, where no law says a number of days. Days are calendar
    days."""

    tell_days: int = Field(3, ge=0, le=60, description="days until news of a case has been brought to the principal")
    send_days: int = Field(1, ge=0, le=60, description="days a petition may wait here before it is a task to send it")
    authority_days: int = Field(
        30, ge=1, le=365, description="days before a letter of authority ends that it is a task"
    )
    visit_after: int = Field(7, ge=0, le=365, description="days after the answer that the return visit is due from")
    visit_within: int = Field(30, ge=1, le=365, description="days after the answer until the return visit is made")


class Terminal(Group):
    name: str = Field("", max_length=80, description="as technicians call it")
    site: str = Field("", max_length=80, description="the place it stands in, shown on the first page and slips")
    place_code: str = Field("", pattern=r"^(\d{2,12})?$", description="division it stands in, offered first")
    level: Literal["", "village", "township", "county", "city", "province"] = Field(
        "", description="of that division, against which place_code is checked; empty: not checked"
    )
    language: str = Field(SOURCE, description="in which people are spoken to: zh_CN, or a folder of resources/locale")

    @field_validator("language")
    @classmethod
    def _is_there(cls, language: str) -> str:
        if language not in languages():
            expected = " or ".join(repr(each) for each in languages())
            raise PydanticCustomError("literal_error", "one of {expected}", {"expected": expected})
        return language

    @model_validator(mode="after")
    def _level_fits(self) -> "Terminal":
        if self.level and self.place_code and DIGITS[self.level] != significant_digits(self.place_code):
            facts = {"level": self.level, "digits": DIGITS[self.level], "place_code": self.place_code}
            raise PydanticCustomError("level_place", "{level} has {digits} digits, not {place_code}", facts)
        return self


class Platform(Group):
    address: str = Field(
        "", pattern=r"^(https?://[^\s/@?#]+(/[^\s?#]*)?)?$", description="where `sunlit enrol` enrols this terminal"
    )
    timeout: float = Field(20, gt=0, description="seconds for one call")
    proxy: str = Field(
        "", pattern=r"^(https?://[^\s/]+/?)?$", description="http://HOST:PORT that calls must go through; empty: none"
    )
    ca_file: Path | None = Field(
        None, description="PEM of the authority behind the gateway's certificate, if not public"
    )
    key_days: int = Field(365, ge=0, description="days until this terminal takes a new key; 0: by command only")


class Speech(Group):
    engine: Literal["auto", "vosk", "whisper"] = Field(
        "auto", description="auto: Vosk where a Mandarin pack is installed"
    )
    threads: int = Field(1, ge=1, le=8)
    mend: bool = Field(True, description="Whisper: put homophones right")


class Telephone(Group):
    """Whom to call about kinds of urgency, beside the numbers that are the same everywhere (resources/urgency)."""

    number: str = Field(max_length=20, pattern=r"^[0-9+ -]{3,20}$")
    name: str = Field(max_length=20)
    kinds: list[UrgencyKind] = Field(min_length=1)


class Urgency(Group):
    hotlines: list[Telephone] = Field(
        default_factory=list, max_length=40, description="number, name, kinds: of this place"
    )


class Terms(Group):
    """The days that the province's offices have settled on. The platform tells them; slips and screens go by them."""

    profile: str = Field(STATUTE, description="promised to people beside the law: resources/clocks")
    roll_over: bool = Field(True, description="an office's last day that is a day off moves to the next working day")

    @field_validator("profile")
    @classmethod
    def _is_known(cls, profile: str) -> str:
        if profile not in clocks.profiles():
            raise PydanticCustomError("clock_profile", "a profile of resources/clocks")
        return profile

    @property
    def settled(self) -> OfficeTerms:
        return OfficeTerms(self.profile, self.roll_over)


class Updates(Group):
    """New versions of the program and of its data (`sunlit update`)."""

    ring: str = Field("general", pattern="^[a-z]{1,16}$", description="which machines this one is updated with")
    root: Path | None = Field(
        None, description="root.json, which a person brought: whose updates count; empty: none are taken"
    )
    program: Path = Field(Path("/opt/sunlit"), description="where versions of the program lie")


class Settings(Group):
    devices: Devices = Devices()
    screen: Screen = Screen()
    visit: Visit = Visit()
    window: Window = Window()
    policy: Policy = Policy()
    agency: Agency = Agency()
    terminal: Terminal = Terminal()
    platform: Platform = Platform()
    speech: Speech = Speech()
    urgency: Urgency = Urgency()
    terms: Terms = Terms()
    updates: Updates = Updates()


def load(folder: Path | None = None) -> Settings:
    """Reads the settings. Raises ConfigWrong."""
    return config_file.read((folder or home()) / FILE, Settings)


def language(folder: Path | None = None) -> str:
    """Returns the language named in settings.toml; the source language if the file cannot be read, which is
    reported elsewhere."""
    try:
        return load(folder).terminal.language
    except ConfigWrong:
        return SOURCE


def merge_remote(own: Settings, said: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Returns `own` with the province's settings applied, except for keys set in settings.toml itself. A group with an
    invalid value is left out whole."""
    for name in sorted(REMOTE_GROUPS & said.keys()):
        here = getattr(own, name)
        try:
            group = type(here).model_validate({**said[name], **here.model_dump(include=here.model_fields_set)})
        except ValidationError as trouble:
            log.warning("settings from afar left out: %s, %s faults", name, trouble.error_count())
            continue
        own = own.model_copy(update={name: group})
    return own
