"""One call of a page: who asks, in which language, with which form."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff.officers import Officer
from gateway.staff.sign_in import SignedIn


@dataclass(frozen=True)
class Visit:
    request: Request
    runtime: Runtime
    language: str
    signed_in: SignedIn | None
    form: FormData

    @property
    def officer(self) -> Officer:
        """Raises Refused 403 on a page that nobody has to sign in for."""
        return self.session_of_officer.officer

    @property
    def session_of_officer(self) -> SignedIn:
        """Raises Refused 403 as `officer`."""
        if self.signed_in is None:
            raise Refused(403, "not-signed-in", "nobody is signed in")
        return self.signed_in

    @property
    def token(self) -> str:
        """Returns what the forms of this page carry."""
        return self.signed_in.session.csrf if self.signed_in else ""

    def said(self, name: str, most: int = 20_000) -> str:
        """Returns a text of the form without blanks around it; empty if it was not sent. Raises Refused 413."""
        value = self.form.get(name)
        text = value.strip() if isinstance(value, str) else ""
        if len(text) > most:
            raise Refused(413, "too-long", f"{name} is longer than {most} characters")
        return text.replace("\r\n", "\n")

    def all_said(self, name: str, most: int = 500) -> list[str]:
        """Returns every value of that name, such as the boxes that were ticked."""
        values = [value for value in self.form.getlist(name) if isinstance(value, str)]
        if len(values) > most:
            raise Refused(413, "too-long", f"more than {most} of {name}")
        return values

    def files(self, name: str) -> list[UploadFile]:
        return [each for each in self.form.getlist(name) if isinstance(each, UploadFile) and each.size]

    def asked(self, name: str, most: int = 200) -> str:
        """Returns a value of the address, after the question mark."""
        return self.request.query_params.get(name, "").strip()[:most]


def _of(request: Request) -> Visit:
    visit: Visit = request.state.visit
    return visit


Asked = Annotated[Visit, Depends(_of)]
"""For the parameter of a page."""
