"""How much one terminal may ask for: `[limits]` in gateway.toml, in the gateway's folder. Generous if not set."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from core import config_file

FILE = "gateway.toml"
LARGEST_PART = 256 * 1024 * 1024


class Limits(BaseModel):
    """Beyond the first four a terminal hears 429 and when to come again, beyond the last two 422."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    registrations: int = Field(6000, ge=1, description="new items within `window_minutes`")
    window_minutes: int = Field(10, ge=1, le=24 * 60)
    upload_bytes_a_day: int = Field(20_000_000_000, ge=1, description="attachments begun within 24 hours, sealed size")
    open_uploads: int = Field(500, ge=1, description="attachments begun, still open, and not all here")
    part_bytes: int = Field(LARGEST_PART, ge=1, le=LARGEST_PART, description="one attachment, sealed size")
    parts: int = Field(50, ge=0, le=50, description="attachments of one item")


class Gateway(BaseModel):
    """gateway.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limits: Limits = Limits()


def read(data: Path) -> Limits:
    """Raises ConfigWrong."""
    return config_file.read(data / FILE, Gateway).limits
