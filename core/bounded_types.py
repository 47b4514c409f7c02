"""Types of texts and moments in wire models, with greatest length in characters and range of years.

The limits are generous, so that petitions sealed by earlier versions stay readable. Narrower rules for what a person
enters are in `core.validation`.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

SHORT_CHARS, LINE_CHARS, NOTE_CHARS, STORY_CHARS = 64, 200, 2000, 200_000
"""Limits in characters: of an identifier, a line, a remark, and a narrative or reply."""

ShortText = Annotated[str, Field(max_length=SHORT_CHARS)]
PlainLine = Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A line without characters that a database rejects or a technician's screen would not show."""
PublicKeyText = Annotated[str, Field(max_length=120, description="of Ed25519, raw, base64")]
LineText = Annotated[str, Field(max_length=LINE_CHARS)]
NoteText = Annotated[str, Field(max_length=NOTE_CHARS)]
StoryText = Annotated[str, Field(max_length=STORY_CHARS)]
JsonText = Annotated[str, Field(max_length=8_000_000)]
"""JSON written by a terminal or the gateway."""

FIRST_YEAR, LAST_YEAR = 1900, 2999


def check_year_range(moment: datetime) -> datetime:
    """Returns `moment`. Raises ValueError for a year outside FIRST_YEAR to LAST_YEAR."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("no date of our time")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(check_year_range)]
LocalMoment = Annotated[datetime, AfterValidator(check_year_range)]
"""A time that may lack its zone, as in petitions of a version before."""
