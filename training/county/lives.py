"""How the cases of the made-up county go: the steps of each life, who does them, and how many days lie between."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.cases.actions import EVALUATE
from core.petition import Purpose


class Part(StrEnum):
    """Who does a step: an officer of the bureau, of the unit, or of an organ above; or the petitioner."""

    BUREAU = "bureau"
    UNIT = "unit"
    SUPERVISOR = "supervisor"
    REVIEWER = "reviewer"
    RECHECKER = "rechecker"
    DISCIPLINE = "discipline"
    PETITIONER = "petitioner"


@dataclass(frozen=True)
class Step:
    """`days` after the step before. `given`: values of the act's fields; `{matters}` and the like are the story's,
    `{in_20}` is the day twenty days later, `{earlier}` the case before it of the same life's kind."""

    part: Part
    action: str
    days: int
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    name: str
    steps: tuple[Step, ...]
    kind: Purpose = Purpose.REQUEST


BUREAU, UNIT = Part.BUREAU, Part.UNIT
LINKED = "linked"
"""The life of a case that waits for another."""
REVIEWER, RECHECKER, SUPERVISOR = Part.REVIEWER, Part.RECHECKER, Part.SUPERVISOR


def _classify(profile: str = "", way: str = "6") -> Step:
    given = {"kind": "request", "way": way}
    return Step(BUREAU, "classify", 1, {**given, "profile": profile} if profile else given)


CLASSIFY = _classify()
FORWARD = Step(BUREAU, "forward", 2, {"unit": "{unit}"})
ASSIGN = Step(BUREAU, "assign", 2, {"unit": "{unit}", "term": "{in_40}", "demand": "请查清事实，按期报告办理结果。"})
TAKE = Step(UNIT, "take", 1)
NOTIFY = Step(UNIT, "notify", 4, {"way": "6"})
ACCEPT = Step(UNIT, "accept", 3, {"matters": "{matters}", "track": "ordinary"})
REPLY = Step(
    *(UNIT, "reply", 11),
    {"facts": "{facts}", "opinion": "{opinion}", "basis": "{basis}", "outcomes": "{outcomes}"},
)
DENY = Step(UNIT, "reply", 9, {**REPLY.given, "opinion": "经查，现有证据不足，不予支持。", "outcomes": "{denied}"})
DELIVER = Step(UNIT, "deliver", 2, {"how": "in-hand", "signer": "本人", "proof": "本人签收"})
EXECUTE = Step(UNIT, "execute", 8, {"done": "已经按意见办完，照片存档。"})
OBJECT = Step(UNIT, "object", 3, {"reasons": "经核，该事项的主管单位不是我单位。"})
REVIEW_REQUEST = Step(BUREAU, "review-request", 7, {"reasons": "答复没有说清楚依据，请上级复查。"})
REVIEW = Step(
    *(REVIEWER, "review", 14),
    {"finding": "uphold", "reasons": "原处理意见事实清楚，依据正确。", "outcomes": "{denied}"},
)
RECHECK_REQUEST = Step(BUREAU, "recheck-request", 6, {"reasons": "复查没有到现场看，请再核。"})
ON_THE_WAY = (CLASSIFY, FORWARD)
TAKEN_UP = (*ON_THE_WAY, NOTIFY, ACCEPT)
ANSWERED = (*TAKEN_UP, REPLY, DELIVER)
DENIED = (*TAKEN_UP, DENY, DELIVER)


def _evaluate(grade: str) -> Step:
    return Step(Part.PETITIONER, EVALUATE, 3, {"grade": grade})


def _profiled(profile: str) -> Life:
    return Life(profile, (_classify(profile), FORWARD, NOTIFY, ACCEPT))


REQUESTS = (
    Life("registered", ()),
    Life("accepted", TAKEN_UP),
    Life("forwarded", ON_THE_WAY),
    Life("executed", (*ANSWERED, EXECUTE)),
    Life("delivered", ANSWERED),
    Life("classified", (CLASSIFY,)),
    Life("denied", DENIED),
    _profiled("315"),
    Life("evaluated", (*ANSWERED, _evaluate("satisfied"))),
    Life("dissatisfied", (*DENIED, _evaluate("dissatisfied"))),
    Life("assigned", (CLASSIFY, ASSIGN)),
    Life("objected", (*ON_THE_WAY, OBJECT)),
    Life("notified", (*ON_THE_WAY, NOTIFY)),
    Life("extended", (*TAKEN_UP, Step(UNIT, "extend", 20, {"days": "30", "reasons": "需要委托鉴定，结论未出。"}))),
    Life("reviewing", (*DENIED, REVIEW_REQUEST)),
    Life(LINKED, (Step(BUREAU, "link", 1, {"case": "{earlier}", "relation": "same-matter"}),)),
    Life("refused", (*ON_THE_WAY, Step(UNIT, "refuse", 4, {"ground": "litigation", "remedy": "向县人民法院起诉。"}))),
    Life("replied", (*TAKEN_UP, REPLY)),
    _profiled("520"),
    Life("came back", (*ON_THE_WAY, OBJECT, Step(BUREAU, "agree-objection", 2, {"reasons": "异议成立，另行转送。"}))),
    Life(
        "has to keep it",
        (*ON_THE_WAY, OBJECT, Step(BUREAU, "refuse-objection", 2, {"reasons": "按三定方案属你单位职责。"})),
    ),
    Life("heard", (*TAKEN_UP, Step(UNIT, "hear", 12, {"on": "{today}", "until": "{today}", "place": "镇政府会议室"}))),
    Life("agreed", (*TAKEN_UP, Step(UNIT, "mediate", 9, {"terms": "双方同意按清单分期履行。", "by": "{in_30}"}))),
    Life("joint", (CLASSIFY, Step(BUREAU, "forward", 2, {"unit": "{unit}", "units": "gov-county"}), TAKE)),
    Life(
        "visited",
        (
            *DENIED,
            _evaluate("dissatisfied"),
            Step(SUPERVISOR, "visit", 2, {"method": "telephone", "note": "已电话回访，诉求仍在，督促单位再解释。"}),
        ),
    ),
    Life("reviewed", (*DENIED, REVIEW_REQUEST, REVIEW)),
    Life("withdrawn", (*ON_THE_WAY, Step(BUREAU, "withdraw", 3, {"reasons": "信访人书面撤回，事情已经办好。"}))),
    Life("procedure", (_classify(way="4"), FORWARD, Step(UNIT, "notify", 3, {"way": "4", "procedure": "行政裁决"}))),
    _profiled("jiangsu-10"),
    Life("urged", (*TAKEN_UP, Step(BUREAU, "urge", 16, {"note": "请按期办结。"}))),
    Life(
        "supervised",
        (
            *TAKEN_UP,
            Step(SUPERVISOR, "supervise", 25, {"ground": "进展缓慢", "demand": "七日内报告进展。", "by": "{in_7}"}),
        ),
    ),
    Life(
        "assigned and reported",
        (
            CLASSIFY,
            ASSIGN,
            NOTIFY,
            ACCEPT,
            REPLY,
            DELIVER,
            Step(UNIT, "complete", 2, {"report": "已办结，意见书已送达。"}),
        ),
    ),
    Life(
        "rechecking",
        (
            *DENIED,
            REVIEW_REQUEST,
            REVIEW,
            Step(REVIEWER, "deliver", 2, {"how": "post", "proof": "挂号信回执"}),
            RECHECK_REQUEST,
        ),
    ),
    _profiled("green-7-20"),
    Life(
        "simple", (_classify("simple"), FORWARD, Step(UNIT, "accept", 2, {"matters": "{matters}", "track": "simple"}))
    ),
    Life(
        "answered at once",
        (*ON_THE_WAY, Step(UNIT, "reply", 2, {**REPLY.given, "outcomes": "{first}", "track": "immediate"}), DELIVER),
    ),
    Life(
        "refused and told",
        (
            *ON_THE_WAY,
            Step(UNIT, "refuse", 4, {"ground": "arbitration", "remedy": "向县劳动人事争议仲裁委员会申请仲裁。"}),
            DELIVER,
        ),
    ),
    Life(
        "procedure ended",
        (
            _classify(way="4"),
            FORWARD,
            Step(UNIT, "notify", 3, {"way": "4", "procedure": "行政裁决"}),
            Step(UNIT, "complete", 20, {"report": "裁决书已送达当事人。"}),
        ),
    ),
    _profiled("zhejiang"),
    Life("taken", (*ON_THE_WAY, TAKE)),
    _profiled("shandong"),
    Life(
        "done again",
        (
            *DENIED,
            REVIEW_REQUEST,
            Step(REVIEWER, "review", 12, {"finding": "redo", "reasons": "事实没有查清，责令重新处理。"}),
            Step(REVIEWER, "deliver", 2, {"how": "in-hand", "proof": "本人签收"}),
        ),
    ),
    Life(
        "rechecked",
        (
            *DENIED,
            REVIEW_REQUEST,
            REVIEW,
            Step(REVIEWER, "deliver", 2, {"how": "post", "proof": "挂号信回执"}),
            RECHECK_REQUEST,
            Step(RECHECKER, "recheck", 12, {"finding": "uphold", "reasons": "复查意见正确。", "outcomes": "{denied}"}),
            Step(RECHECKER, "deliver", 2, {"how": "post", "proof": "挂号信回执"}),
        ),
    ),
)
SUGGEST = Step(BUREAU, "classify", 1, {"kind": "suggestion"})
ANSWER = {"opinion": "{opinion}", "outcomes": "{outcomes}"}
SUGGESTIONS = (
    Life("suggested", (), Purpose.SUGGESTION),
    Life(
        "suggestion answered",
        (SUGGEST, FORWARD, Step(UNIT, "notify", 3), Step(UNIT, "reply", 9, ANSWER), DELIVER),
        Purpose.SUGGESTION,
    ),
    Life("suggestion at the unit", (SUGGEST, FORWARD, Step(UNIT, "notify", 3)), Purpose.SUGGESTION),
    Life("answered by the bureau", (SUGGEST, Step(BUREAU, "reply", 3, ANSWER)), Purpose.SUGGESTION),
)
ACCUSE = (Step(BUREAU, "classify", 1, {"kind": "accusation"}), Step(BUREAU, "forward", 1, {"unit": "discipline"}))
ACCUSATIONS = (
    Life("accused", (), Purpose.ACCUSATION),
    Life("with the discipline organ", ACCUSE, Purpose.ACCUSATION),
    Life(
        "examined", (*ACCUSE, Step(Part.DISCIPLINE, "complete", 30, {"report": "已按规定办结。"})), Purpose.ACCUSATION
    ),
)


def lives(count: int) -> list[Life]:
    """Returns so many lives: of sixteen cases one is an accusation, two are suggestions."""
    turn = {Purpose.SUGGESTION: 0, Purpose.ACCUSATION: 0, Purpose.REQUEST: 0}
    found = []
    for n in range(count):
        kind = {5: Purpose.SUGGESTION, 9: Purpose.ACCUSATION, 13: Purpose.SUGGESTION}.get(n % 16, Purpose.REQUEST)
        table = {Purpose.SUGGESTION: SUGGESTIONS, Purpose.ACCUSATION: ACCUSATIONS}.get(kind, REQUESTS)
        found.append(table[turn[kind] % len(table)])
        turn[kind] += 1
    return found
