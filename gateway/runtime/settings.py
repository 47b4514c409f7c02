"""The settings of a gateway, read from gateway.toml in its folder: `[limits]` of terminals, `[connections]`,
`[door]`, `[staff]`, `[oidc]`, `[cases]`, `[terminals]`, `[sms]`, `[letters]`."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from core import config_file
from core.cases import clocks
from core.cases.both_terms import OfficeTerms
from gateway.runtime.letter_settings import LetterSettings
from gateway.runtime.sms_settings import SmsSettings

FILE = "gateway.toml"
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*")
SAFE_ADDRESS = r"^$|^https://\S+$|^http://(127\.0\.0\.1|localhost)(:\d+)?(/\S*)?$"
MAX_PART_BYTES = 256 * 1024 * 1024


class LimitSettings(BaseModel):
    """`[limits]`. Above `part_bytes` and `parts` a terminal is answered 422, above the others 429 with the time to
    wait; below `free_bytes` every terminal is answered 503."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    registrations: int = Field(6000, ge=1, description="new items within `window_minutes`")
    window_minutes: int = Field(10, ge=1, le=24 * 60)
    text_bytes_a_day: int = Field(1_000_000_000, ge=1, description="texts registered within 24 hours, sealed size")
    lines_a_day: int = Field(20_000, ge=1, description="of the journal, of its doing; registering is never for these")
    rotations_a_day: int = Field(4, ge=1, description="keys taken over within 24 hours")
    upload_bytes_a_day: int = Field(20_000_000_000, ge=1, description="attachments begun within 24 hours, sealed size")
    open_uploads: int = Field(500, ge=1, description="attachments begun, still open, and not all here")
    part_bytes: int = Field(MAX_PART_BYTES, ge=1, le=MAX_PART_BYTES, description="one attachment, sealed size")
    people_a_day: int = Field(200, ge=1, description="asked about by card, or by filing with their card")
    parts: int = Field(50, ge=0, le=50, description="attachments of one item")
    free_bytes: int = Field(500_000_000, ge=0, description="of the disk; with less nothing is taken in")
    keep_uploads_hours: int = Field(7 * 24, ge=25, description="after its last use an unfinished upload is swept")


class ConnectionSettings(BaseModel):
    """`[connections]`, of one process. Seconds are floats so that tests can be quick."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    head_seconds: float = Field(20, gt=0, description="for the head of a call, from the connection or the last answer")
    progress_seconds: float = Field(30, gt=0, description="within which so many bytes of a body have to come")
    progress_bytes: int = Field(3000, ge=1, description="or the rest of it; a line of 9.6 kbit/s brings 36,000")
    body_seconds: float = Field(900, gt=0, description="for a whole body")
    upload_seconds: float = Field(3600, gt=0, description="for one PATCH of an upload; what came of it stays")
    answer_seconds: float = Field(30, gt=0, description="for which an answer may find no reader")
    connections: int = Field(800, ge=1, description="open ones; at more, the one that keeps us waiting longest goes")
    of_a_terminal: int = Field(32, ge=1, description="calls of one terminal under way")
    of_an_address: int = Field(200, ge=1, description="calls of one address, and its connections, under way")
    held_bytes: int = Field(64 << 20, ge=16 << 20, description="of bodies in memory; beyond, who has most is sent away")
    proxies: list[str] = Field(
        ["127.0.0.1", "::1"], description="addresses whose X-Forwarded-For is believed, and that count as nobody's"
    )


class HostSettings(BaseModel):
    """`[door]` in gateway.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...] = Field((), description="host names terminals call this platform by, without a port")

    @field_validator("hosts")
    @classmethod
    def _names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        names = tuple(each.lower().strip("[]") for each in hosts)
        if wrong := [each for each in names if not HOST_NAME.fullmatch(each)]:
            raise PydanticCustomError("host_name", "host names alone: {wrong}", {"wrong": wrong[0]})
        return names


class StaffSettings(BaseModel):
    """`[staff]`: officers' sessions and invitations."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    idle_minutes: int = Field(30, ge=5, le=8 * 60, description="after which an unused session has ended")
    hours: int = Field(10, ge=1, le=24, description="after which every session has ended: a working day")
    invitation_hours: int = Field(72, ge=1, le=14 * 24, description="within which an invitation has to be used")


class OidcSettings(BaseModel):
    """`[oidc]`: the province's own sign-in (OpenID Connect). The client's secret stands in the environment variable
    `secret_variable`, never in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: str = Field(
        "", pattern=SAFE_ADDRESS, description="https://…; empty: officers sign in with password and code alone"
    )
    client_id: str = Field("", description="as the provider knows this platform")
    secret_variable: str = Field("SUNLIT_OIDC_SECRET", description="environment variable that holds the secret")
    redirect: str = Field(
        "", pattern=SAFE_ADDRESS, description="https://…/desk/oidc/callback, as registered at the provider"
    )
    claim: str = Field("preferred_username", description="claim of the ID token that holds an officer's login")
    scope: str = Field("openid profile", description="asked of the provider")
    seconds: float = Field(10, gt=0, le=60, description="for an answer of the provider")


class FleetSettings(BaseModel):
    """`[terminals]`: from when on a terminal stands among those that somebody has to look at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    silent_hours: int = Field(
        24, ge=1, le=31 * 24, description="without a call; a hall that is closed for two days needs 72"
    )
    stuck_hours: int = Field(
        24, ge=1, le=31 * 24, description="an item waits there while the terminal is heard; the platform lacks it"
    )
    unknown_agents: Literal["mark", "refuse"] = Field(
        "mark", description="a petition of an agent whom its terminal did not tell: taken and marked, or answered 422"
    )


class CaseworkSettings(BaseModel):
    """`[cases]`: how the province handles cases, where the law leaves it open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: str = Field("statute", description="clocks of new cases: resources/clocks")
    emergency: bool = Field(False, description="steps may be left out and cases answered directly")
    roll_over: bool = Field(
        True,
        description="an office's last day that is a day off moves to the next working day; false: it stays. "
        "A petitioner's own days always move",
    )
    proofs_since: date | None = Field(
        None,
        strict=True,
        description="agents' filings before this day need no proof of kinship or recommendation: terminals of a "
        "version before could name none",
    )
    evaluation_days: int = Field(90, ge=1, le=3650, description="after delivery in which a case may be evaluated")
    evaluations: int = Field(10, ge=1, le=100, description="times a case may be evaluated; 1: a judgement stands")
    evaluation_not_of: tuple[Annotated[int, Field(ge=1, le=6)], ...] = Field(
        (1, 2, 4), description="ways of article 31(1) that end in another's decision, which is not evaluated"
    )

    @property
    def terms(self) -> OfficeTerms:
        return OfficeTerms(self.profile, self.roll_over)

    @field_validator("profile")
    @classmethod
    def _known(cls, profile: str) -> str:
        if profile not in clocks.profiles():
            raise PydanticCustomError("clock_profile", "a profile of resources/clocks")
        return profile


class GatewaySettings(BaseModel):
    """gateway.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limits: LimitSettings = LimitSettings()
    connections: ConnectionSettings = ConnectionSettings()
    door: HostSettings = HostSettings()
    staff: StaffSettings = StaffSettings()
    oidc: OidcSettings = OidcSettings()
    sms: SmsSettings = SmsSettings()
    letters: LetterSettings = LetterSettings()
    cases: CaseworkSettings = CaseworkSettings()
    terminals: FleetSettings = FleetSettings()


def read_settings(data: Path) -> GatewaySettings:
    """Raises ConfigWrong."""
    return config_file.read(data / FILE, GatewaySettings)
