"""The terminals of the platform: where they stand, how they are, the silent ones first; which are no longer trusted."""

from fastapi import APIRouter, Response

from core.language import N_, _
from core.sentences import label, listed
from gateway.auth import enrolment
from gateway.desk import drawing
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked, Visit
from gateway.desk.words.cases import named
from gateway.fleet import agents, reports
from gateway.fleet.reports import FleetLine, Health
from gateway.refusals import not_found
from gateway.staff.officers import Role

router = APIRouter(prefix="/desk/terminals", route_class=DeskRoute, include_in_schema=False)
BAD = frozenset({Health.SILENT, Health.STUCK, Health.QUARANTINED, Health.FAULTY})
"""What somebody has to look at."""


@router.get("")
def page(visit: Asked) -> Response:
    _check(visit, Role.ADMINISTER, Role.DUTY)
    found = reports.listed(visit.runtime)
    told = _("已停用，它签的一概不收。") if visit.asked("told") == "revoked" else ""
    may_revoke = visit.officer.may(Role.ADMINISTER)
    return drawing.page(
        visit,
        "terminals.html",
        rows=[(each, health(each.health), each.health in BAD, failing(each)) for each in found],
        ill=sum(each.health in BAD for each in found),
        may_revoke=may_revoke,
        silent_hours=visit.runtime.fleet.silent_hours,
        told=told,
    )


@router.get("/{terminal}/agents")
def its_agents(visit: Asked, terminal: str) -> Response:
    _check(visit, Role.ADMINISTER, Role.DUTY)
    this = next((each for each in reports.listed(visit.runtime) if each.terminal == terminal), None)
    if this is None:
        raise not_found()
    found = agents.listed(visit.runtime, terminal)
    rows = [(each, label(each.agent_class)) for each in found]
    return drawing.page(visit, "terminal_agents.html", row=this, rows=rows, there=sum(not each.until for each in found))


@router.get("/{terminal}/revoke")
def asked(visit: Asked, terminal: str) -> Response:
    _check(visit, Role.ADMINISTER)
    this = next((each for each in reports.listed(visit.runtime) if each.terminal == terminal), None)
    if this is None or this.revoked_at:
        raise not_found()
    return drawing.page(visit, "terminal_revoke.html", row=this)


@router.post("/{terminal}/revoke")
def revoked(visit: Asked, terminal: str) -> Response:
    _check(visit, Role.ADMINISTER)
    if not enrolment.revoke(visit.runtime, terminal):
        raise not_found()
    return back_to("/desk/terminals?told=revoked")


def _check(visit: Visit, *roles: Role) -> None:
    """Raises Refused 404 for an officer without one of these roles."""
    if not visit.officer.may(*roles):
        raise not_found()


HEALTHS = {
    "silent": N_("没有消息"),
    "never": N_("登记后没有来过"),
    "stuck": N_("有件积压"),
    "quarantined": N_("有件待人工处理"),
    "faulty": N_("机器有毛病"),
    "ok": N_("正常"),
    "revoked": N_("已停用"),
}


CHECKS = {
    "settings": N_("设置"),
    "disk": N_("磁盘"),
    "memory": N_("内存"),
    "clock": N_("时钟"),
    "time-zone": N_("时区"),
    "screen": N_("屏幕尺寸"),
    "queue": N_("排队"),
    "models": N_("识别模型"),
    "printer": N_("打印机"),
    "touch": N_("触摸"),
}


def failing(line: FleetLine) -> str:
    """Returns the checks that fail there; one that only a newer terminal knows by its own name."""
    return listed([named(CHECKS, name) if name in CHECKS else name for name in line.failing])


def health(code: str) -> str:
    return named(HEALTHS, code)
