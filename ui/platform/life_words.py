"""The life of a case in sentences for its petitioner: what happened, whose turn it is, what they can do."""

from datetime import date

from core.case_life import CanDo, CaseLife, Invited, LifeEvent, Owed
from core.cases.state import CaseState
from core.date_format import day
from core.language import N_, _
from core.sentences import joined, label, listed
from ui.platform.own_act_words import answered

HAPPENED = {
    "register": N_("您反映的事登记好了"),
    "register-letter": N_("收到您的信，登记好了"),
    "register-visit": N_("您来反映的事登记好了"),
    "register-phone": N_("接到您的电话，登记好了"),
    "register-network": N_("您从网上反映的事登记好了"),
    "classify": N_("看过了，在找该管的单位"),
    "forward": N_("转给{to}办理"),
    "assign": N_("交给{to}限期办理"),
    "object": N_("办事单位说这事不归它管"),
    "agree-objection": N_("核实过了，另找单位办理"),
    "refuse-objection": N_("核实过了，还由原来的单位办"),
    "dispute": N_("几个单位都说不归自己管，由{to}决定"),
    "settle": N_("定下来了，由{to}办理"),
    "notify": N_("告诉了您怎么办理"),
    "accept": N_("正式受理了"),
    "refuse": N_("决定不受理"),
    "refuse-again": N_("决定不再受理"),
    "extend": N_("延长了办理时间，最晚{due}"),
    "hear": N_("定了听证会，{on}"),
    "invite": N_("约您来一趟，{on}"),
    "answer": N_("您给了回话"),
    "meet": N_("约见这件事有了记录"),
    "pledge": N_("办事单位写了承诺书"),
    "sign-pledge": N_("您签了承诺书"),
    "keep-pledge": N_("承诺的事做到了"),
    "mediate": N_("双方谈妥了，有协议"),
    "reply": N_("写好了答复"),
    "deliver": N_("文书送到了"),
    "review-request": N_("您申请复查，由{to}来查"),
    "review": N_("写好了复查意见"),
    "recheck-request": N_("您申请复核，由{to}来核"),
    "recheck": N_("写好了复核意见"),
    "execute": N_("答应的事办完了"),
    "withdraw": N_("这件事撤回了"),
    "supervise": N_("督办这件事"),
    "urge": N_("催办了一次"),
    "visit": N_("回访了您"),
    "complete": N_("办理有了结果"),
    "close": N_("办结了"),
    "terminate": N_("复查、复核都走完了，信访程序终结"),
    "evaluate": N_("您作了评价"),
    "petitioner-urge": N_("您催了一次"),
    "data-request": N_("您问了个人信息的事"),
    "withdraw-authority": N_("委托撤回了，代办的人不再办"),
    "supplemented": N_("您补充了材料"),
    "answer-request": N_("答复了您问的个人信息的事"),
}
BARE = {
    "forward": N_("转给该管的单位办理"),
    "assign": N_("交给该管的单位限期办理"),
    "dispute": N_("几个单位都说不归自己管，由上级决定"),
    "settle": N_("定下来了由谁办理"),
    "extend": N_("延长了办理时间"),
    "hear": N_("定了听证会"),
    "invite": N_("约您来一趟"),
    "review-request": N_("您申请了复查"),
    "recheck-request": N_("您申请了复核"),
}
"""The same where this terminal does not know to whom, until when, or on which day."""
TURN = {
    "forward": N_("现在该{organ}把事情转给办事单位。"),
    "told-unit": N_("现在该{organ}书面告诉您怎么办理。"),
    "simple-decide": N_("现在该{organ}决定受不受理。"),
    "accept": N_("现在该{organ}决定受不受理。"),
    "objection-answer": N_("现在该{organ}核实这事归谁管。"),
    "dispute": N_("现在该{organ}决定这事归谁管。"),
    "procedure": N_("现在该{organ}按法定程序办理。"),
    "suggestion": N_("现在该{organ}研究您的建议，给您答复。"),
    "handle": N_("现在该{organ}把事情查清楚，给您答复。"),
    "simple-reply": N_("现在该{organ}把事情查清楚，给您答复。"),
    "deliver": N_("文书写好了，现在该{organ}送给您。"),
    "assigned": N_("答复给了您，现在该{organ}报告办理结果。"),
    "execute": N_("现在该{organ}把答应的事办好。"),
    "review": N_("现在该{organ}复查。"),
    "recheck": N_("现在该{organ}复核。"),
    "visit": N_("现在该{organ}回访您，问问哪里不满意。"),
    "close": N_("答复已经给您了。您看看，同意不同意。"),
}
BESIDE = {
    "meeting-proposal": N_("{organ}要给您另约一天，最晚{day}告诉您。"),
}
"""What is owed beside the way of a case, as far as the invitation or the pledge does not say it."""
NOTHING_OWED = {
    CaseState.CLOSED: N_("这件事已经办结。"),
}
UNDER_WAY = N_("这件事正在办。")
OUR_OWN = "close"
"""The rule of the days in which the petitioner alone may act."""


def happened(event: LifeEvent) -> str:
    """Returns what happened in a few words; the plain step where this version has no words for it."""
    facts = {
        "to": listed(event.to),
        "due": day(event.due) if event.due else "",
        "on": day(event.on) if event.on else "",
    }
    said = HAPPENED.get(event.action)
    if said is None:
        return label(event.step)
    if any(not fact and f"{{{name}}}" in said for name, fact in facts.items()):
        return _(BARE[event.action])
    return _(said).format_map(facts)


def when_and_who(event: LifeEvent) -> str:
    """Returns the day, and which organ."""
    on = day(event.at.astimezone())
    return _("{day}\u3000{organ}").format(day=on, organ=event.organ) if event.organ else on


def turn(life: CaseLife) -> str:
    """Returns whose turn it is, and for what."""
    if life.owed is None:
        return _(NOTHING_OWED.get(life.state, UNDER_WAY))
    organ = life.owed.organ or _("办事单位")
    return _(TURN.get(life.owed.rule, N_("现在该{organ}办理。"))).format(organ=organ)


def last_days(owed: Owed) -> list[tuple[str, date]]:
    """Returns the last day with its name; the law's beside it where a shorter one was promised."""
    if owed.limit is None or owed.rule == OUR_OWN:
        return []
    if owed.statute_limit is None:
        return [(_("最晚"), owed.limit)]
    return [(_("本地答应，最晚"), owed.limit), (_("国家规定，最晚"), owed.statute_limit)]


def moved(owed: Owed) -> str:
    """Returns why the last day is a later one, where it is."""
    if owed.target is None or owed.limit in (None, owed.target):
        return ""
    return _("期满是{day}，那天放假，顺延到上班的日子。").format(day=day(owed.target))


def basis(owed: Owed) -> str:
    """Returns the law that says so, for the small print."""
    if owed.rule == OUR_OWN or not owed.article:
        return ""
    article = owed.article.split("(")[0]
    if owed.by_law:
        return _("依据：《{source}》第{article}条。").format(source=owed.source, article=article)
    return _("依据：条例第{article}条；天数由当地定。").format(article=article)


def beside(life: CaseLife) -> list[str]:
    """Returns what is owed beside the way of the case, each with its last day."""
    said = []
    for owed in life.beside:
        if owed.rule in BESIDE and owed.limit:
            organ = owed.organ or _("办事单位")
            told = _(BESIDE[owed.rule]).format(organ=organ, day=day(owed.limit))
            said.append(joined(told, _("已经过了这一天，您可以催问。") if owed.limit < life.today else ""))
    return said


def pledge(life: CaseLife) -> list[str]:
    """Returns what the unit promised, until when, and what became of it; nothing where it promised nothing."""
    made = life.pledge
    if made is None:
        return []
    organ = made.organ or _("办事单位")
    said = [_("{organ}答应：{promise}").format(organ=organ, promise=made.promise)]
    if made.kept:
        return [*said, _("{day}登记做到了。").format(day=day(made.kept))]
    said.append(_("最晚{day}做到。").format(day=day(made.by)))
    if made.by < life.today:
        said.append(_("已经过了这一天，您可以催问。"))
    if made.contact:
        said.append(_("找谁：{contact}。").format(contact=made.contact))
    return [
        *said,
        _("您{day}签过名。").format(day=day(made.signed)) if made.signed else _("签不签名，承诺照样算数。"),
    ]


def late(life: CaseLife) -> str:
    """Returns that the last day has passed, where it has."""
    owed = life.owed
    if owed is None or owed.limit is None or owed.rule == OUR_OWN or life.today <= owed.limit:
        return ""
    return _("已经过了最晚的日子。您可以催问。")


def invitation(life: CaseLife) -> str:
    """Returns the invitation to the next meeting or hearing; empty where there is none to come."""
    if life.invited:
        return _invited(life.invited)
    coming = [
        each for each in life.events if each.action == "hear" and each.on and (each.until or each.on) >= life.today
    ]
    if not coming or not coming[-1].on:
        return ""
    place = coming[-1].place
    said = _("请您参加听证会：{day}。").format(day=day(coming[-1].on))
    return joined(said, _("地点：{place}。").format(place=place) if place else "")


def _invited(to: Invited) -> str:
    on = _("{day}{time}").format(day=day(to.on), time=to.at)
    said = _("请您参加听证会：{day}。") if to.about == "hearing" else _("请您来面谈：{day}。")
    place = _("地点：{place}。").format(place=to.place) if to.place else ""
    return joined(said.format(day=on), place, answered(to.answer, to.wished) if to.answer else "")


def abilities(can: CanDo, *, evaluated: bool) -> list[str]:
    """Returns what the petitioner can do now, the most pressing first."""
    above = can.review_at or _("上一级单位")
    said = []
    if can.review_until:
        said.append(
            _("不同意答复：最晚{day}，可以向{organ}书面申请复查。").format(day=day(can.review_until), organ=above)
        )
    if can.recheck_until:
        said.append(
            _("不同意复查：最晚{day}，可以向{organ}书面申请复核。").format(day=day(can.recheck_until), organ=above)
        )
    if can.evaluate_until:
        until = day(can.evaluate_until)
        said.append(
            _("评价过了；最晚{day}，还可以再评，以前的也留着。").format(day=until)
            if evaluated
            else _("办得好不好：最晚{day}，可以在这里评价。").format(day=until)
        )
    if can.withdraw_at:
        said.append(_("不想再反映：可以到{organ}窗口撤回。").format(organ=can.withdraw_at))
    return said


def until(owed: Owed) -> str:
    """Returns the last days in one sentence, to be said aloud."""
    days = [_("{name}{day}").format(name=name, day=day(last)) for name, last in last_days(owed)]
    return _("{days}。").format(days=listed(days)) if days else ""
