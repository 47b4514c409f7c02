"""An invented petition, for galleries and tests."""

import base64
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtGui import QImageReader

from core import places
from core.authority.letter import AgentClass
from core.case import CaseStep, CaseSummary, CaseView, EarlierCase, TimelineEntry
from core.consents import Consents
from core.draft import Draft
from core.id_number import check_character
from core.inquiry import Inquiry, LocalStatus
from core.language import _
from core.narrative import narrative_from_text
from core.outbox_state import OutboxState
from core.person import Person
from core.petition import Purpose
from core.question import Question
from core.receipt import Receipt
from core.scan import Quad, Scan, TextLine
from core.training import BAND
from core.wire import Bulletin, ByAgent, Notice, OwnAct, RecipientSet
from sync.identity import Identity
from sync.terminal import Terminal
from training import example_case
from training.simulation import PAGES
from trust.keys import AgeKey, SigningKey
from trust.rights_card import signed
from ui.documents.enclosures import enclosed
from ui.pages.code_query import UNREACHED

WHEN = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
NUMBER = "32990119530612047"
TOLD = (
    "我叫王建国，家住杨柳村三组。村口的自来水管漏水已经两个多月了，路面结冰，老人小孩走路摔了好几跤，"
    "找村里反映过两次都没有人来修，希望尽快把水管修好。"
)

ASKED = "交上去以后多久有答复"


def person() -> Person:
    return Person(
        name="王建国",
        id_number=NUMBER + check_character(NUMBER),
        sex="男",
        ethnicity="汉",
        birth="1953-06-12",
        address="江苏省南京市江宁区杨柳村三组17号",
        phone="12069738989",
    )


def draft() -> Draft:
    """Returns an invented draft that is ready to be submitted."""
    scans = [scan(path) for path in PAGES]
    return Draft(
        consented=True,
        consents=Consents(keep_audio=True),
        petitioner=person(),
        told=narrative_from_text(TOLD),
        purpose=Purpose.REQUEST,
        category="070200",
        place=places.place("320115", "杨柳村三组"),
        scans=scans,
        reviewed=True,
        signature=b"drawn",
        inquiry=inquiry(),
        question=Question(narrative_from_text(ASKED)),
    )


def scan(path: Path) -> Scan:
    """Returns a scan of the picture with its edges found, one line read well and one badly."""
    image = path.read_bytes()
    size = QImageReader(str(path)).size()
    width, height = size.width(), size.height()

    def part(left: float, top: float, right: float, bottom: float) -> Quad:
        a, b, c, d = left * width, top * height, right * width, bottom * height
        return ((a, b), (c, b), (c, d), (a, d))

    lines = (
        TextLine("样本", 0.97, part(0.30, 0.10, 0.70, 0.15)),
        TextLine("手写的一行", 0.55, part(0.12, 0.60, 0.66, 0.65)),
    )
    where = part(0.04, 0.03, 0.96, 0.97)
    return Scan(image, "样本\n手写的一行", size=(width, height), lines=lines, source=image, corners=where)


def inquiry() -> Inquiry:
    steps = (
        (CaseStep.REGISTERED, 2, ""),
        (CaseStep.FORWARDED, 3, "区水务局"),
        (CaseStep.ACCEPTED, 5, ""),
        (CaseStep.REPLIED, 19, ""),
    )
    view = CaseView(
        case_number="XF2026-00000001",
        timeline=tuple(TimelineEntry(step=step, at=WHEN.replace(day=day), note=note) for step, day, note in steps),
        reply="水管已于11月17日更换，路面已除冰。今后报修请拨打村务值班电话。",
        unit="区水务局",
        due=date(2027, 1, 4),
        evaluable=True,
    )
    line = CaseSummary(case_number=view.case_number, registered_on=WHEN.date(), step=CaseStep.REPLIED)
    known = LocalStatus(
        local_number="1120-466802",
        created=WHEN,
        state=OutboxState.REGISTERED,
        since=WHEN,
        case_number=view.case_number,
        steps=tuple(TimelineEntry(step=step, at=WHEN.replace(day=day)) for step, day, _ in steps[:3]),
        due=date(2027, 1, 4),
        heard=WHEN,
    )
    return Inquiry(
        query_code="1" * 16,
        last_four="0470",
        view=view,
        life=example_case.life(),
        paper=example_case.paper(),
        possible=example_case.possible(),
        act=OwnAct.CORRECT,
        act_done=example_case.act_done(),
        card=example_case.rights_card(),
        pledge=example_case.pledge(),
        card_text=signed(example_case.rights_card(), SigningKey.generate()),
        cases=(line,),
        by_agent=(ByAgent(case_number=line.case_number, agent="李秀英", agent_class=AgentClass.GRID_WORKER),),
        standing=known,
        silence=_(UNREACHED),
    )


def bulletin(keys: list[RecipientSet]) -> Bulletin:
    """Returns an example bulletin: a notice to everybody, and the unit that repairs the water supply."""
    word = (
        "11月25日（星期三）上午九点到十一点，区信访局和区水务局的同志到杨柳村便民服务中心接待群众，当面听取大家对冬季供水、"
        "道路除冰的意见。路远的老人可以请代办员陪同，也可以在这台机器上先说一说，到时候当面答复。"
    )
    return Bulletin(
        number=1,
        at=WHEN,
        recipients=keys,
        notices=[
            Notice(title="下周三上午，区里的同志来村接访", text=word, dated=WHEN.date()),
            Notice(title="村口道路除冰，请绕行东侧便道", dated=WHEN.date()),
        ],
        routes={"070200": "区水务局"},
    )


def filed(terminal: Terminal) -> Draft:
    """Returns the draft after it was handed in at a terminal that has keys to seal for but no network, and was
    answered."""
    keys = [RecipientSet(name=name, keys=[AgeKey.generate().recipient]) for name in ("bureau", "discipline")]
    signing = SigningKey.generate()
    terminal.identities.adopt(
        Identity(
            terminal="example",
            url="http://127.0.0.1:9",
            private_key=base64.b64encode(signing.raw).decode(),
            gateway_key=SigningKey.generate().public,
            recipients=keys,
            training=terminal.training,
        )
    )
    terminal.agent_register.create()
    terminal.feed.take(bulletin(keys))
    done = draft()
    done.slip = terminal.submissions.accept(
        done.freeze(WHEN, enclosed(done, WHEN, "", band=_(BAND) if terminal.training else ""))
    )
    done.earlier = (example_case.own_case(),)
    done.receipt = Receipt(
        item=done.slip.item, case_number="XF2026-00000001", query_code="4821-0937-5566-1204", registered_at=WHEN
    )
    before = EarlierCase(case_number="XF2026-00000000", registered_at=WHEN.replace(month=9), step=CaseStep.REPLIED)
    terminal.outbox.note_receipt(done.receipt, before)
    return done
