"""How long a text and how far away a moment may be that crosses a border.

Generous: what people give has rules of its own (`core.plausible`). Here is what a store and a screen can bear, and what
was sealed long ago.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

SHORT, LINE, NOTE, STORY = 64, 200, 2000, 200_000
"""Characters: of a name for programs; of a line; of a remark; of what is told, read or replied."""

Short = Annotated[str, Field(max_length=SHORT)]
Plain = Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A line that a database takes and a technician's screen shows."""
Key = Annotated[str, Field(max_length=120, description="of Ed25519, raw, base64")]
Line = Annotated[str, Field(max_length=LINE)]
Note = Annotated[str, Field(max_length=NOTE)]
Story = Annotated[str, Field(max_length=STORY)]
Document = Annotated[str, Field(max_length=8_000_000)]
"""JSON as one of us said it."""

FIRST_YEAR, LAST_YEAR = 1900, 2999


def near(moment: datetime) -> datetime:
    """As near as a clock that is wrong may be. Raises ValueError where no other zone's calendar reaches."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("no date of our time")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(near)]
LocalMoment = Annotated[datetime, AfterValidator(near)]
"""One that may lack a zone, as petitions of a version before."""
