"""The life of the invented petition (`training.example`): answered, with a promise that is shorter than the law's."""

import base64
from datetime import UTC, date, datetime

from core.case import CaseStep, OwnCase
from core.case_life import CanDo, CaseLife, Invited, LifeEvent, Owed, Paper, Pledged, Reader
from core.cases.state import CaseState
from core.petition import Purpose
from core.places import Place
from core.rights_card import CardStep, RightsCard, snapshot
from core.wire import DocumentAnswer, OwnAct, OwnActDone, PossibleAct, PossibleActs

NUMBER = "XF2026-00000001"
BUREAU, UNIT, ABOVE = "区信访局", "区水务局", "区人民政府"
REPLY = "水管已于11月17日更换，路面已除冰。今后报修请拨打村务值班电话。"
ACCEPTANCE = Paper(number="宁水信受〔2026〕8号", kind="accept", title="信访事项受理告知书", day=date(2026, 11, 5))
OPINION = Paper(number="宁水信处〔2026〕12号", kind="reply", title="信访事项处理意见书", day=date(2026, 11, 18))
OPINION_TEXT = (
    f"{UNIT}\n信访事项处理意见书\n{OPINION.number}\n王建国：\n您反映杨柳村三组村口自来水管漏水的事项（编号{NUMBER}），"
    "我局于2026年11月5日受理。现将处理意见告知如下：\n一、您的请求\n尽快把水管修好。\n二、查明的事实\n"
    "村口供水支管于2026年9月冻裂，漏水致路面结冰，情况属实。\n三、处理意见\n（一）关于“尽快把水管修好”：支持。"
    "支管已于11月17日更换，路面已除冰。\n四、依据\n《城市供水条例》第二十七条。\n"
    f"不服本意见的，可以自收到之日起三十日内向{ABOVE}书面申请复查。\n{UNIT}\n2026年11月18日"
)
INVITED = Invited(
    number=6,
    about="hearing",
    on=date(2026, 11, 25),
    at="09:30",
    place="杨柳村便民服务中心二楼会议室",
    organ=UNIT,
)


PROMISE = "更换村口的旧水管，修好路面"
PLEDGE = Pledged(
    number=5,
    organ=UNIT,
    promise=PROMISE,
    by=date(2026, 11, 27),
    contact="李明，0451-5550123",
    paper="宁水信承〔2026〕3号",
)
PLEDGE_TEXT = (
    f"{UNIT}\n信访事项办理双向承诺书\n{PLEDGE.paper}\n王建国：\n"
    f"为了办好您反映的事（编号{NUMBER}），我单位写下这份承诺书，请您听一听、看一看。\n一、我单位承诺\n"
    f"（一）依法办理，最晚2026年11月27日做到：{PROMISE}。\n（二）到了那天没有做到，平台自动催办；您也可以催办。\n"
    f"（三）您有话要说，可以找：{PLEDGE.contact}。\n二、您愿意做的\n"
    "如实说明情况；有新情况、新材料，告诉我单位；在那天以前，让我单位把这件事办完。\n三、您的权利都还在\n"
    "签不签由您自己定。不签，这件事照样办，我单位的承诺照样算数。\n"
    "签了，您也随时可以来查、来问、补充材料，可以评价、申请复查和复核，可以到信访部门反映，也可以走诉讼、行政复议等法定途径。\n"
    f"本承诺书您和我单位各留一份。\n{UNIT}\n2026年11月12日\n信访人（自愿签名、日期）"
)


def own_case() -> OwnCase:
    """The case as it is offered to be added to."""
    return OwnCase(
        case_number=NUMBER,
        registered_on=date(2026, 11, 2),
        kind=Purpose.REQUEST,
        category="070200",
        place=Place(code="320115", name="江苏省南京市江宁区", detail="杨柳村三组"),
        beginning="我叫王建国，家住杨柳村三组，村口的自来水管去年冬天冻裂了，一直漏到现在，路面结冰，老人小孩走路摔了好几跤……",
    )


def life() -> CaseLife:
    return CaseLife(
        case_number=NUMBER,
        state=CaseState.DELIVERED,
        today=date(2026, 11, 20),
        events=(
            LifeEvent(action="register", step=CaseStep.REGISTERED, at=_at(2), due=date(2026, 11, 5)),
            LifeEvent(action="classify", step=CaseStep.REGISTERED, at=_at(3), organ=BUREAU),
            LifeEvent(action="forward", step=CaseStep.FORWARDED, at=_at(3), organ=BUREAU, to=(UNIT,)),
            LifeEvent(action="accept", step=CaseStep.ACCEPTED, at=_at(5), organ=UNIT, papers=(ACCEPTANCE,)),
            LifeEvent(action="reply", step=CaseStep.ACCEPTED, at=_at(18), organ=UNIT, papers=(OPINION,)),
            LifeEvent(action="deliver", step=CaseStep.REPLIED, at=_at(19), organ=UNIT),
        ),
        owed=Owed(
            organ=UNIT,
            rule="execute",
            started=date(2026, 11, 19),
            target=date(2026, 12, 5),
            limit=date(2026, 12, 7),
            article="32(2)",
            source="信访工作条例",
        ),
        readers=(
            Reader(day=date(2026, 11, 3), office=BUREAU),
            Reader(day=date(2026, 11, 4), office=UNIT),
            Reader(day=date(2026, 11, 16), office=UNIT),
        ),
        can=CanDo(
            review_until=date(2026, 12, 21),
            review_at=ABOVE,
            evaluate_until=date(2027, 2, 17),
            withdraw_at=BUREAU,
        ),
        answer=REPLY,
    )


def under_way() -> CaseLife:
    """Before the answer: a shorter promise beside the law's term, and a hearing to come."""
    hearing = LifeEvent(
        action="hear",
        step=CaseStep.ACCEPTED,
        at=_at(12),
        organ=UNIT,
        on=date(2026, 11, 25),
        place="杨柳村便民服务中心二楼会议室",
    )
    owed = Owed(
        organ=UNIT,
        rule="handle",
        started=date(2026, 11, 5),
        target=date(2026, 11, 25),
        limit=date(2026, 11, 25),
        article="34",
        source="信访工作条例",
        statute_target=date(2027, 1, 4),
        statute_limit=date(2027, 1, 4),
    )
    whole = life()
    return CaseLife(
        case_number=NUMBER,
        state=CaseState.ACCEPTED,
        today=whole.today,
        events=(*whole.events[:4], hearing),
        owed=owed,
        readers=whole.readers[:2],
        can=CanDo(withdraw_at=BUREAU),
        invited=INVITED,
        pledge=PLEDGE,
    )


def paper() -> DocumentAnswer:
    file = base64.b64encode(b"%PDF-1.4\n%%EOF\n").decode()
    return DocumentAnswer(number=OPINION.number, title=OPINION.title, text=OPINION_TEXT, pdf=file)


def pledge() -> DocumentAnswer:
    """The letter of a unit that its petitioner may sign."""
    number, title = PLEDGE.paper, "信访事项办理双向承诺书"
    return DocumentAnswer(number=number, title=title, text=PLEDGE_TEXT, pdf=paper().pdf)


def _at(day: int) -> datetime:
    return datetime(2026, 11, day, 1, 30, tzinfo=UTC)


def possible() -> PossibleActs:
    """What can still be done on that day."""
    review = PossibleAct(act=OwnAct.REVIEW, until=date(2026, 12, 21), article="35")
    others = (
        OwnAct.TELEPHONE,
        OwnAct.NO_MESSAGES,
        OwnAct.NO_AUDIO,
        OwnAct.COPY,
        OwnAct.CORRECT,
        OwnAct.DELETE,
        OwnAct.WITHDRAW,
    )
    return PossibleActs(
        acts=(review, *(PossibleAct(act=act) for act in others)), urge_after=date(2026, 12, 7), told_to="*0470"
    )


def act_done() -> OwnActDone:
    return OwnActDone(act=OwnAct.CORRECT, on=date(2026, 11, 20), version=7, due=date(2026, 12, 11))


def rights_card() -> RightsCard:
    steps = [CardStep(each.action, each.at.date()) for each in life().events]
    return snapshot(NUMBER, 1, date(2026, 11, 20), steps)
