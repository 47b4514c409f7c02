"""Tasks in sentences for the agent: what is to be done, why until then, why it ended."""

from datetime import date

from agency.filed_cases import BY_LAW, FiledCase, Light
from agency.task_facts import AT_ONCE, AUTHORITY_RULE, SETTING_RULE, Ending, Fact, TaskKind
from agency.task_notes import How, Outcome, TaskNote
from agency.tasks import Task
from core.case import Grade
from core.date_format import day
from core.language import N_, _, _n
from core.outbox_state import OutboxState
from core.sentences import category_name, joined, label, listed

NEWS = {
    "joined": N_("补充收到了，并到了原来那一件里"),
    "accepted": N_("单位正式受理了"),
    "notified": N_("单位说了怎么办理"),
    "refused": N_("单位决定不受理"),
    "extended": N_("办理时间延长了"),
    "invited": N_("单位约了面谈"),
    "hearing": N_("定了听证的日子"),
    "answered": N_("答复写好了"),
    "delivered": N_("文书送到了"),
    "reviewed": N_("复查或者复核有了结果"),
    "agreed": N_("双方谈妥了，有协议"),
    "pledge": N_("单位写了承诺书"),
    "pledge_kept": N_("单位说承诺的事做到了"),
    "executed": N_("单位说答应的事办完了"),
    "ended": N_("这件事办结了"),
    "petition_withdrawn": N_("这件事撤回了"),
}
PAPERS = {
    "receipt": N_("登记回执（上面有查询码）"),
    "notified": N_("办理告知书"),
    "accepted": N_("受理告知书"),
    "refused": N_("不予受理告知书"),
    "extended": N_("延期告知书"),
    "answered": N_("答复意见书"),
    "reviewed": N_("复查、复核意见书"),
    "agreed": N_("协议书"),
    "pledge": N_("承诺书（签不签由本人）"),
}
OTHERS = {
    (TaskKind.STOP, "withdrawn"): N_("停办：{name}撤回了委托"),
    (TaskKind.STOP, "died"): N_("停办：{name}去世了，代办到此为止"),
    (TaskKind.STOP, "no_more"): N_("停办：{name}不想再反映了"),
    (TaskKind.SUPPLY, "quarantined"): N_("{name}的件平台没有收下，请找运维人员看一看"),
    (TaskKind.SUPPLY, "invited"): N_("问{name}去不去面谈，给单位回话"),
    (TaskKind.URGE, "late"): N_("催一催：{name}的事过了期限"),
    (TaskKind.SEND, "waiting"): N_("{name}的件没有送出去，请到有网的地方"),
    (TaskKind.AUTHORITY, "ends"): N_("{name}的委托书快到期，续签或者结束"),
    (TaskKind.AUTHORITY, "handed_over"): N_("{name}的委托书写的是前一位代办员，请重新签"),
    (TaskKind.RETURN_VISIT, "answered"): N_("回访{name}：答复收到没有，说好的事做了没有"),
}
KINDS = {
    TaskKind.STOP: N_("停办"),
    TaskKind.SUPPLY: N_("补办"),
    TaskKind.TELL: N_("带消息"),
    TaskKind.URGE: N_("催办"),
    TaskKind.SEND: N_("送件"),
    TaskKind.AUTHORITY: N_("委托书"),
    TaskKind.PAPER: N_("带文书"),
    TaskKind.RETURN_VISIT: N_("回访"),
}
RULES = {
    SETTING_RULE: N_("按这里设定的天数"),
    AUTHORITY_RULE: N_("委托书写的最后一天"),
    AT_ONCE: N_("民法典第173条，当天起"),
    "forward": N_("转送的期限，条例第22条"),
    "told-unit": N_("书面告知的期限，条例第23条"),
    "handle": N_("办理的期限，条例第34条"),
    "review": N_("复查的期限，条例第35条"),
    "recheck": N_("复核的期限，条例第36条"),
}
OFFICES = N_("单位办理的期限")
ENDINGS = {
    Ending.REGISTERED: N_("平台登记了"),
    Ending.TAKEN_OVER: N_("已由人工接手"),
    Ending.MOVED_ON: N_("单位有了进展"),
    Ending.URGED: N_("催过了"),
    Ending.ANSWERED: N_("回过话了"),
    Ending.NEWER_ANSWER: N_("又来了新的答复"),
    Ending.NEW_LETTER: N_("有了新的委托书"),
    Ending.CLOSED: N_("这件事办结了"),
    Ending.WITHDRAWN: N_("委托人撤回了委托"),
    Ending.DIED: N_("委托人去世了"),
    Ending.NO_MORE: N_("委托人不想再反映了"),
}
HOW = {
    How.IN_PERSON: N_("当面"),
    How.TELEPHONE: N_("打电话"),
    How.PAPER: N_("留了字条"),
    How.OTHER: N_("别的办法"),
}
OUTCOMES = {
    Outcome.DONE: N_("办好了"),
    Outcome.NOT_MET: N_("没见着人"),
    Outcome.NO_MORE: N_("不想再反映"),
    Outcome.DIED: N_("人去世了"),
}
GRADES = {Grade.SATISFIED: N_("满意"), Grade.MOSTLY: N_("基本满意"), Grade.DISSATISFIED: N_("不满意")}
LIGHTS = {
    Light.SOON: N_("快到期"),
    Light.NONE: N_("没有期限"),
}
MARKS = {Light.LATE: "■", Light.SOON: "▲", Light.IN_TIME: "●", Light.NONE: "○"}
"""Shapes, so that who does not tell the colours apart sees the same."""


def to_do(task: Task) -> str:
    """Returns what is to be done."""
    return said_of(task.kind, task.about, task.filing.name)


def said_of(kind: TaskKind, about: tuple[str, ...], name: str) -> str:
    if kind is TaskKind.TELL:
        return _("说给{name}听：{news}").format(name=name, news=listed([_(NEWS[each]) for each in about]))
    if kind is TaskKind.PAPER:
        papers = listed([_(PAPERS[each]) for each in about])
        return _("带给{name}：{papers}").format(name=name, papers=papers)
    return _(OTHERS[kind, about[-1]]).format(name=name)


def why_until(fact: Fact) -> str:
    """Returns the last day and what sets it; empty where there is none."""
    if fact.until is None:
        return ""
    return _("最晚{day}：{rule}。").format(day=day(fact.until), rule=_(RULES.get(fact.rule, OFFICES)))


def last_day(task: Task, today: date) -> str:
    """Returns how long there is; the day itself stands in `why_until`."""
    if task.until is None:
        return _("尽快")
    left = (task.until - today).days
    if left == 0:
        return _("今天")
    return _n("过了{days}天", -left).format(days=-left) if left < 0 else _n("还有{days}天", left).format(days=left)


def alone(task: Task) -> str:
    """Returns that nobody else tells them, where it is so."""
    return _("平台不发短信给这位，要您去说。") if task.agent_alone_tells else ""


def ended(task: Task) -> str:
    assert task.ended
    return _("{day}，{why}").format(day=day(task.ended.on), why=_(ENDINGS[task.ended.ending]))


def noted(note: TaskNote) -> str:
    """Returns a note in one line: day, how, by whom, what they said."""
    how, outcome = _(HOW[note.how]), _(OUTCOMES[note.outcome])
    line = _("{day}，{by}{how}，{outcome}：{said}").format(
        day=day(note.on), by=note.by, how=how, outcome=outcome, said=" ".join(note.said.split())
    )
    grade = _("（说{grade}）").format(grade=_(GRADES[note.satisfied])) if note.satisfied else ""
    return joined(line, grade)


STEPS = {
    "register": N_("登记了"),
    "classify": N_("登记了，在找该管的单位"),
    "forward": N_("转给单位了"),
    "assign": N_("交给单位限期办理"),
    "object": N_("单位说不归它管"),
    "agree-objection": N_("另找单位"),
    "refuse-objection": N_("由原来的单位办"),
    "dispute": N_("几个单位都说不归自己管"),
    "settle": N_("定下来由谁办"),
    "review-request": N_("申请了复查"),
    "recheck-request": N_("申请了复核"),
    "withdraw-authority": N_("撤回了委托"),
}
ABOUT = {
    "accept": "accepted",
    "notify": "notified",
    "refuse": "refused",
    "refuse-again": "refused",
    "extend": "extended",
    "reply": "answered",
    "deliver": "delivered",
    "review": "reviewed",
    "recheck": "reviewed",
    "mediate": "agreed",
    "execute": "executed",
    "close": "ended",
    "complete": "ended",
    "terminate": "ended",
    "withdraw": "petition_withdrawn",
}
"""Which news tells how far a case is; meetings and pledges go beside the way of it."""
TURNS = {
    "forward": N_("信访部门"),
    "objection-answer": N_("信访部门"),
    "dispute": N_("上级单位"),
    "review": N_("复查的单位"),
    "recheck": N_("复核的单位"),
    "close": N_("委托人"),
}
UNIT = N_("办事单位")


def how_far(case: FiledCase) -> str:
    """Returns how far a case is, and never more than is known."""
    if case.joined:
        return _("补充，并到{number}").format(number=case.case_number)
    if case.item.receipt is None:
        taken_over = case.item.released and case.item.state is OutboxState.QUARANTINED
        return _("已由人工接手") if taken_over else label(case.item.state)
    for event in reversed(case.events):
        if event.action in STEPS:
            return _(STEPS[event.action])
        if event.action in ABOUT:
            return _(NEWS[ABOUT[event.action]])
        if not event.action:
            return label(event.step)
    return label(OutboxState.REGISTERED)


def whose_turn(case: FiledCase) -> str:
    if case.withdrawn or case.joined:
        return _("不用再办")
    if case.item.receipt is None:
        return _("运维人员") if case.item.quarantined else _("这台电脑")
    if case.closed:
        return _("办结了")
    return _(TURNS.get(case.owed.rule, UNIT)) if case.owed else _("纪检机关")


def whole(case: FiledCase) -> str:
    """Returns a case in one line, whole where a column has no room: by which number it is found, about what, how far it
    is, which organ did it."""
    last = case.events[-1] if case.events else None
    said = [
        case.filing.name,
        category_name(case.filing.category),
        case.filing.place,
        case.case_number or case.filing.local_number,
        how_far(case),
        last.organ if last else "",
    ]
    return _("，").join(filter(None, said))


def promised(case: FiledCase) -> str:
    """Returns the last day that the place promised; empty where it promised nothing but the law."""
    owed = case.owed
    if owed is None or owed.limit is None or owed.petitioners or case.withdrawn:
        return ""
    return day(owed.limit) if owed.law or owed.rule not in BY_LAW else ""


def by_law(case: FiledCase) -> str:
    """Returns the last day by law; empty where the law names none."""
    owed = case.owed
    if owed is None or owed.limit is None or owed.rule not in BY_LAW or case.withdrawn:
        return ""
    return day(owed.law or owed.limit)


def light(case: FiledCase, today: date) -> str:
    """Returns the light in a shape and words, with the days that are left."""
    found = Light.NONE if case.withdrawn else case.light(today)
    if found is Light.NONE or case.owed is None or case.owed.limit is None:
        return _("{mark} {light}").format(mark=MARKS[found], light=_(LIGHTS[Light.NONE]))
    left = (case.owed.limit - today).days
    days = _n("过了{days}天", -left).format(days=-left) if left < 0 else _n("还有{days}天", left).format(days=left)
    near = _(LIGHTS[Light.SOON]) if found is Light.SOON else ""
    return _("{mark} {light}").format(mark=MARKS[found], light=_("，").join(filter(None, (near, days))))
