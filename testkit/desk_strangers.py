"""What an officer is answered about a case that is not theirs, by every route of the desk, beside what they are
answered about one that is not there. The routes are those that the app serves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import requests
from sqlalchemy import select

from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.cases import supplements
from gateway.cases.acts import Act
from gateway.casework.acts import do
from gateway.casework.files import Brought
from gateway.desk.route import DeskRoute
from gateway.desk.routers import ROUTERS
from gateway.storage.letter_tables import documents
from gateway.storage.notice_tables import notices
from gateway.storage.schema import cases
from testkit.desk import TOKEN, Desk
from testkit.officers import HANDLER, WAY, Office
from testkit.terminal import ASKER, PAGE, Terminal, petition

CASES = "/desk/cases/"
"""What lies below is about one case: to strangers it is nothing."""
DEEDS = ("", "keep", "list", "take", "forward", "remove")
"""What the buttons of forms ask for."""
RELATIONS = ("same-matter", "same-person", "related")
NOT_SAID = frozenset({"date", "server"})
"""Headers that tell of the moment and the server, whatever is asked."""
ENDING = frozenset({"/desk/account/end"})
"""After this nobody is signed in any more."""
JOB = re.compile(r"/desk/bulk/jobs/\d+")
"""The number of a job is the next one, whatever cases it is about."""
SEARCHED = ("number", "case", "first")


@dataclass(frozen=True)
class Subject:
    """A case as a stranger may name it: its number, its petitioner, a letter, a notice, a file that an officer brought
    and a paper that was added (the versions they came with)."""

    number: str
    name: str
    id_number: str
    document: int
    notice: int
    brought: int
    added: int


@dataclass(frozen=True)
class Ask:
    """`method` and `path`, with the form of a POST."""

    method: str
    path: str
    form: dict[str, str] = field(default_factory=dict)


def asked(about: Subject, route: DeskRoute, actions: Iterable[Action] = Action) -> Iterator[Ask]:
    """Yields the ways of asking a route about the case. Raises KeyError for a parameter of the path that is not known
    here: say what it stands for."""
    known = {
        **{"number": about.number, "document": str(about.document), "version": str(about.brought)},
        **{"terminal": about.number, "login": about.number, "name": about.number, "rest": f"of/{about.number}"},
        "kind": "signpost",
        "n": "1",
    }
    names = set(route.param_convertors or ())
    if "/brought/" in route.path:
        known["n"] = "0"  # files of acts are counted from 0, papers from 1
    if "/added/" in route.path:
        known["version"] = str(about.added)
    for action in [each.value for each in actions] if "action" in names else [""]:
        path = route.path_format.format_map({name: (known | {"action": action})[name] for name in names})
        for method in sorted((route.methods or set()) & {"GET", "POST"}):
            if method == "GET":
                yield Ask(method, path)
                if not names:
                    yield from (Ask(method, f"{path}?{name}={about.number}") for name in SEARCHED)
                continue
            deeds = DEEDS[:2] if action else DEEDS[:1] if names else DEEDS
            yield from (Ask(method, path, _form(about, deed)) for deed in deeds)


def _form(about: Subject, deed: str) -> dict[str, str]:
    """Every field by which a form of the desk names a case or its petitioner."""
    return {
        **{"do": deed, "case": f"{about.number}|1", "number": about.number, "unit": "town", "reasons": "某事"},
        **{"name": about.name, "id_number": about.id_number, "notice": str(about.notice), "version": "1"},
        **({"first": about.number} if not deed else {}),
        f"reason-{about.number}": "某事",
    }


def routes() -> list[DeskRoute]:
    """Returns the routes for officers who are signed in; the others know no case."""
    served = [each for router in ROUTERS for each in router.routes if isinstance(each, DeskRoute)]
    return [each for each in served if not each.open_to_all and each.path not in ENDING]


@dataclass
class Stranger:
    """An officer who is no party to the case."""

    desk: Desk

    def __post_init__(self) -> None:
        token = TOKEN.search(self.desk.get("/desk/keys"))
        assert token
        self.token, self.asked = token[1], 0

    def leaks(self, case: Subject, nothing: Subject, actions: Iterable[Action] = Action) -> list[str]:
        """Returns where the answers about the case differ from those about `nothing`, a line each."""
        found = []
        for route in routes():
            for one, other in zip(asked(case, route, actions), asked(nothing, route, actions), strict=True):
                if why := self._differs(one, other, case, nothing):
                    found.append(f"{self.desk.login} {one.method} {one.path} {one.form.get('do', '')}: {why}")
        return found

    def with_own(self, own: str, case: Subject, nothing: Subject) -> list[str]:
        """The same, where an officer names the case, or a letter of it, in an act on a case of their own."""
        found = []
        forms: list[tuple[str, dict[str, str]]] = [("unlink", {})] + [
            ("link", {"relation": each}) for each in RELATIONS
        ]
        for action, form in forms:
            path = f"{CASES}{own}/acts/{action}"
            one, other = (Ask("POST", path, {"case": each.number, **form}) for each in (case, nothing))
            if why := self._differs(one, other, case, nothing):
                found.append(f"{self.desk.login} {action} {form}: {why}")
        one, other = (Ask("GET", f"{CASES}{own}/letters/{each.document}") for each in (case, nothing))
        if why := self._differs(one, other, case, nothing):
            found.append(f"{self.desk.login} a letter by the own number: {why}")
        return found

    def _differs(self, one: Ask, other: Ask, case: Subject, nothing: Subject) -> str:
        first, second = self._answer(one), self._answer(other)
        known, unknown = _told(first, case, nothing), _told(second, nothing, nothing)
        if known != unknown:
            return f"{first.status_code} is not what is said of nothing, {second.status_code}"
        about_it = one.path.startswith(f"{CASES}{case.number}")
        return f"{first.status_code}, not 404" if about_it and first.status_code != 404 else ""

    def _answer(self, ask: Ask) -> requests.Response:
        self.asked += 1
        form = {"token": self.token, **ask.form} if ask.method == "POST" else None
        url = self.desk.gateway.url + ask.path
        return self.desk.browser.request(ask.method, url, data=form, allow_redirects=False, timeout=60)


def _told(answer: requests.Response, about: Subject, nothing: Subject) -> tuple[int, dict[str, str], bytes]:
    """Returns status, headers and body, with the number that was asked for as that of `nothing`."""
    headers = {name.lower(): value for name, value in answer.headers.items() if name.lower() not in NOT_SAID}
    headers = {name: JOB.sub("/desk/bulk/jobs/0", value) for name, value in headers.items()}
    headers = {name: value.replace(about.number, nothing.number) for name, value in headers.items()}
    return answer.status_code, headers, answer.content.replace(about.number.encode(), nothing.number.encode())


def subject(office: Office, terminal: Terminal) -> Subject:
    """Leads a case to an answer, with letters, notices, a paper that was added and a file that an officer brought."""
    item, status = terminal.filed()
    assert status.receipt and terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    number, runtime = status.receipt.case_number, office.runtime
    office.lead(number, CaseState.ACCEPTED)
    more = terminal.sealed(replace(petition(terminal.gateway.clock()), supplements=number))
    assert terminal.hand_in(more).status_code == 201
    assert terminal.upload(more).patch(more.files["1.age"]).status_code == 204
    given = next(given for state, _, _, given in WAY if state is CaseState.REPLIED)
    reply = do(runtime, office.by[HANDLER], Act(number, Action.REPLY, given), [Brought("回函.jpg", PAGE.content)])
    this = cases.c.number == number
    letter = select(documents.c.id).join(cases, cases.c.id == documents.c.case_id).where(this)
    notice = select(notices.c.id).join(cases, cases.c.id == notices.c.case_id).where(this)
    with runtime.reading() as db:
        known = {
            "document": db.execute(letter.limit(1)).scalar_one(),
            "notice": db.execute(notice.limit(1)).scalar_one(),
        }
        (added,) = supplements.of_case(db, reply.case_id)
    brought, version = reply.case.version, added.version
    return Subject(number, ASKER.name, ASKER.id_number, **known, brought=brought, added=version)


def nothing_like(case: Subject) -> Subject:
    """A subject of the same shape that is not there."""
    number = case.number[:-8] + "9" * 8
    return replace(
        case,
        number=number,
        name="无此人",
        id_number="110105194912310003",
        document=10**6,
        notice=10**6,
        brought=9,
        added=9,
    )
