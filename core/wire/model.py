"""What all models that cross a border share."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core import file_name

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"

PUBLIC_KEY = "^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$"
"""The pattern of the schema; invalid keys are rejected elsewhere, with a refusal of their own."""

SafeName = Annotated[
    str,
    Field(max_length=120, pattern=r"^[^/\\\x00]+$", description="a file in the same folder"),
    AfterValidator(file_name.checked),
]
"""A file name that `core.file_name` accepts."""


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
