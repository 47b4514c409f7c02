"""What petitioners were told, and what became of it. What is unknown a person looks into, and has sent again."""

from fastapi import APIRouter, Response

from core.language import N_, _
from gateway.cases import notice_list
from gateway.desk import drawing
from gateway.desk.route import DeskRoute, back_to
from gateway.desk.visit import Asked
from gateway.desk.words.cases import named
from gateway.notices.outbox import MAY_RESEND
from gateway.notices.states import State
from gateway.refusals import not_found

router = APIRouter(prefix="/desk/notices", route_class=DeskRoute, include_in_schema=False)
AGAIN = frozenset({State.REFUSED, State.UNKNOWN})


@router.get("")
def page(visit: Asked) -> Response:
    """The unknown ones, unless another state is asked for."""
    said = visit.asked("state", 20) or State.UNKNOWN.value
    if said != "all" and said not in set(State):
        raise not_found()
    before = visit.asked("before", 12)
    last = int(before) if before.isascii() and before.isdigit() else None
    found = notice_list.page(visit.runtime, visit.officer, None if said == "all" else State(said), last)
    shown, more = found[: notice_list.PAGE_SIZE], len(found) > notice_list.PAGE_SIZE
    rows = [(each, node(each.node), channel(each.channel), state(each.state), each.state in AGAIN) for each in shown]
    return drawing.page(
        visit,
        "notices.html",
        rows=rows,
        state=said,
        states=[*((each.value, state(each)) for each in State), ("all", _("全部"))],
        may_resend=visit.officer.may(*MAY_RESEND),
        older=f"/desk/notices?state={said}&before={shown[-1].id}" if more else "",
        newer=f"/desk/notices?state={said}" if last else "",
        told=_("已排队再发。") if visit.asked("told") == "again" else "",
    )


@router.post("/again")
def again(visit: Asked) -> Response:
    number = visit.said("notice", 12)
    if not number.isascii() or not number.isdigit():
        raise not_found()
    notice_list.resend(visit.runtime, visit.officer, int(number))
    return back_to("/desk/notices?told=again")


NOTICE_NODES = {
    "registered": N_("登记受理"),
    "forwarded": N_("转送"),
    "assigned": N_("交办"),
    "told": N_("办理途径"),
    "accepted": N_("受理"),
    "handled": N_("办理"),
    "result": N_("看结果"),
    "not-accepted": N_("不予受理"),
    "extended": N_("延期"),
    "replied": N_("回复"),
    "review": N_("复查"),
    "reviewed": N_("复查意见"),
    "recheck": N_("复核"),
    "rechecked": N_("复核意见"),
    "supervised": N_("督查督办"),
    "invited": N_("约见"),
    "pledged": N_("承诺书"),
}
NOTICE_STATES = {
    "due": N_("等着发"),
    "handed-over": N_("已交出，等回音"),
    "accepted": N_("运营商已收"),
    "delivered": N_("已到"),
    "refused": N_("被拒收"),
    "unknown": N_("去向不明"),
}
CHANNELS = {"sms": N_("短信"), "paper": N_("下次来时给纸"), "agent": N_("请代理人转告")}


def node(code: str) -> str:
    return named(NOTICE_NODES, code)


def state(code: str) -> str:
    return named(NOTICE_STATES, code)


def channel(code: str) -> str:
    return named(CHANNELS, code)
