"""A letter of every kind, as a careful officer would write it about one invented matter."""

from datetime import date
from typing import Any

from gateway.letters.letter import Answer, Facts, Letter, Value
from gateway.letters.schema import FieldSchema, schemas

CASE = "XF2026-00000001"
DAY = date(2026, 3, 5)
BUREAU, UNIT, HIGHER = "泽州县信访局", "泽州县住房和城乡建设局", "泽州县人民政府"
LAMP, DAMAGES = "修好阳光村一组村口的路灯", "赔偿摔伤的医药费2000元"
ANSWERS = (
    Answer(
        request=LAMP,
        outcome="support",
        opinion="由县市政维护中心于2026年3月20日前修复，费用由施工单位承担。修复后通知阳光村村民委员会到场验收。",
    ),
    Answer(
        request=DAMAGES,
        outcome="explain",
        opinion="医药费属民事赔偿，不属于行政机关职权。您可以向泽州县人民法院起诉，也可以请阳光镇人民调解委员会调解。",
    ),
)
SAID: dict[str, Value] = {
    "addressee": "王小满",
    "person": "王小满",
    "contact": "李明，0356-1234567",
    "query_code": "4821-0937-5566-1204",
    "channel": "kiosk",
    "received_on": date(2026, 1, 5),
    "registered_on": date(2026, 1, 2),
    "forwarded_on": date(2026, 1, 4),
    "arrived_on": date(2026, 1, 5),
    "accepted_on": date(2026, 1, 8),
    "next_by": date(2026, 1, 19),
    "tell_by": date(2026, 1, 20),
    "object_by": date(2026, 1, 12),
    "term": date(2026, 3, 10),
    "promise": "修好村口三盏路灯，请村民委员会到场验收",
    "promised_by": date(2026, 3, 20),
    "due_on": date(2026, 3, 9),
    "old_limit": date(2026, 3, 9),
    "new_limit": date(2026, 4, 8),
    "approved_on": date(2026, 3, 4),
    "approved_by": "张建国局长",
    "to_organ": UNIT,
    "gist": "阳光村一组村口三盏路灯自2025年11月起不亮，村民夜间出行不便，有人摔伤，请求修复并赔偿。",
    "report": "查明的事实、对每项请求的意见、送达情况和信访人的态度。",
    "letter_number": "泽信转〔2026〕3号",
    "objection_number": "泽建异〔2026〕1号",
    "competent": "阳光镇人民政府",
    "verified_by": "泽州县信访局办信科",
    "matter": "阳光村一组村口路灯长期不亮，请求修复。",
    "way": "6",
    "procedure": "由市政科调查核实，听取您的陈述，六十日内出具信访处理意见书。",
    "where": "泽州县住房和城乡建设局市政科，泽州县凤台街12号。",
    "requests": (LAMP, DAMAGES),
    "facts": "2025年11月3日，施工单位在村口开挖管沟时挖断照明电缆，三盏路灯停止照明。我单位于2026年1月12日到现场查看并"
    "询问村民三人，施工单位承认挖断电缆，至今未修复。\n您于2025年12月20日晚在村口摔倒，医药费票据共2000元，属实。",
    "answers": ANSWERS,
    "basis": ("《城市照明管理规定》第二十六条", "《中华人民共和国民法典》第一千一百六十五条"),
    "forwarded_by": BUREAU,
    "remedy_organ": HIGHER,
    "remedy_days": 30,
    "assigned_number": "泽信交〔2026〕2号",
    "signer": "张建国",
    "handling": "收到交办函后，我单位于1月12日到现场查看，听取信访人陈述，询问施工单位和村民，调取施工图纸。",
    "result": "路灯已于3月1日修复并通过验收；对医药费作了解释说明，信访人表示明白。",
    "reply_number": "泽建处〔2026〕12号",
    "delivered_on": date(2026, 3, 4),
    "officer": "李明，0356-1234567",
    "earlier_number": "泽建处〔2026〕12号",
    "earlier_organ": UNIT,
    "earlier_on": date(2026, 1, 3),
    "examined": "原意见认定事实清楚，有现场照片、询问笔录和施工图纸为证；适用依据正确；程序合法；处理适当。",
    "finding": "uphold",
    "hearing": "none",
    "level": "review",
    "ground": "litigation",
    "reasons": "路灯电缆在施工中被挖断，需要重新敷设，所需材料3月下旬才能到货。",
    "elsewhere": "泽州县人民法院（泽州县泽州路1号，电话0356-7654321）。",
    "elsewhere_term": "自知道权利受到损害之日起三年。",
    "recheck_number": "泽政复核〔2025〕4号",
    "recheck_on": date(2025, 9, 8),
    "recheck_organ": HIGHER,
    "same": "您这次提出的事实和理由，与复核意见书已经审查的相同，没有新的证据。",
    "held_on": date(2026, 3, 16),
    "time": "上午9时30分",
    "place": "泽州县住房和城乡建设局二楼会议室",
    "public": "closed",
    "closed_why": "涉及个人隐私，当事人申请不公开。",
    "chair": "赵刚",
    "absence": "无正当理由不参加的，视为放弃听证，不影响事项继续办理。",
    "listeners": ("钱芳", "孙伟", "周敏"),
    "form": "mediated",
    "parties": ("信访人王小满，住阳光村一组", "对方当事人泽州县宏达建筑有限公司，法定代表人吴强"),
    "terms": ("宏达建筑有限公司修复村口三盏路灯。", "宏达建筑有限公司赔偿王小满医药费2000元，一次付清。"),
    "performer": "泽州县宏达建筑有限公司",
    "perform_by": date(2026, 3, 31),
    "found": "该事项1月5日转送你单位，期限已过，至今没有书面告知信访人，也没有说明原因。",
    "to_do": ("三日内书面告知信访人。", "查明迟延的原因和责任。"),
    "answer_by": date(2026, 3, 20),
    "findings": "2025年下半年，反映施工挖断照明电缆后长期不修复的信访事项有七件，涉及四个乡镇。",
    "proposals": ("在施工许可中写明修复照明设施的期限。", "建立照明设施报修台账，逾期的通报。"),
    "risk": "冬季夜间无照明，已有三人摔伤，易引发集体上访。",
    "organ_to_go": "泽州县劳动人事争议仲裁委员会",
    "address": "泽州县凤台街88号一楼",
    "phone": "0356-2223333",
    "bring": ("身份证", "劳动合同或者工资条", "仲裁申请书两份"),
    "document": "信访事项处理意见书",
    "document_number": "泽建处〔2026〕12号",
    "received_by": "王小满本人签收",
    "post_number": "",
    "visitor": "刘洋（泽州县信访局）",
    "visited_on": date(2026, 3, 5),
    "notice_received": "yes",
    "opinion_received": "yes",
    "understood": "partly",
    "carried_out": "partly",
    "grade_bureau": "satisfied",
    "grade_unit": "mostly",
    "wants_review": "no",
    "request": "correct",
    "answer": "已经把登记的姓名由“王小曼”更正为“王小满”，与身份证一致。",
}
OTHERWISE: dict[str, dict[str, Value]] = {
    "forward": {"addressee": UNIT},
    "assign": {"addressee": UNIT},
    "objection": {
        "addressee": BUREAU,
        "reasons": "该处路灯由阳光镇人民政府建设和管理，2023年县政府会议纪要第8号明确由乡镇维护，"
        "我单位没有维护职责和经费。",
    },
    "objection-answer": {
        "addressee": UNIT,
        "decision": "refuse",
        "reasons": "城市照明管理规定明确由县级主管部门监督施工单位修复，会议纪要只涉及日常维护，不涉及施工损坏。",
    },
    "refuse": {
        "matter": "施工单位赔偿医药费2000元。",
        "reasons": "赔偿属平等主体之间的民事纠纷，应当由人民法院审理。",
    },
    "refuse-again": {"received_on": date(2026, 3, 2)},
    "completion": {"addressee": BUREAU},
    "review-accept": {"reasons": "申请在期限内提出，属于复查范围。", "received_on": date(2026, 2, 10)},
    "review-refuse": {
        "reasons": "您于1月3日收到处理意见书，2月20日提出申请，已经超过三十日。",
        "received_on": date(2026, 2, 20),
    },
    "review": {"reasons": "原意见对两项请求都作了答复，依据明确。", "remedy_organ": "晋城市人民政府"},
    "recheck": {
        "earlier_number": "泽政复查〔2026〕2号",
        "earlier_organ": HIGHER,
        "reasons": "复查意见事实清楚，依据正确。",
    },
    "termination": {
        "last_opinion": "晋城市人民政府2026年1月20日作出的信访事项复核意见书（晋政复核〔2026〕1号）",
        "exhausted": "rechecked",
        "conference": "泽州县信访工作联席会议",
        "minutes": "〔2026〕8号",
        "reasons": "事实清楚，程序到位，路灯已经修复。",
    },
    "year-report": {
        "addressee": "泽州县委、泽州县人民政府、晋城市信访局",
        "year": 2025,
        "counts": ("全年登记信访事项412件", "申诉求决355件", "建议意见40件", "检举控告17件", "情况反映0件"),
        "areas": ("城乡建设：120件", "劳动和社会保障：88件", "其他领域合计204件"),
        "organs": ("泽州县住房和城乡建设局：120件", "其他机关、单位合计275件"),
        "passed_on": "转送310件，交办52件，督办21件，催办60件，不予受理9件。",
        "suggested": "提出建议：改进工作建议书3份、完善政策建议书1份。收到群众建议意见40件，已经答复38件。",
        "adopted": "三份改进工作的建议已被采纳，照明设施报修台账已经建立；完善政策的建议正在研究。",
        "further": "全年没有发生重大信访事项迟报。",
    },
    "supervision": {"addressee": UNIT, "ground": "shirking"},
    "suggestion": {"addressee": UNIT, "form": "work"},
    "warning": {"addressee": "泽州县人民政府", "form": "risk"},
    "signpost": {
        "matter": "用人单位拖欠2025年11月和12月工资。",
        "procedure": "申请劳动仲裁",
        "term": "劳动关系终止之日起一年内。",
    },
    "delivery": {"way": "hand"},
    "visit": {"way": "phone", "reasons": "灯修好了，就是来回跑了三趟。医药费的事还想问问法院怎么告。"},
}
BY_BUREAU = (
    *("receipt", "forward", "forward-told", "assign", "objection-answer", "supervision", "suggestion", "warning"),
    *("signpost", "visit", "termination", "year-report"),
)
BY_HIGHER = "review-accept review-refuse review recheck".split()


def letter(kind: str, without: str = "", /, **other: Any) -> Letter:
    """Returns a letter with which nothing is wrong, without one field, and with `other` values."""
    schema = schemas()[kind]
    said: dict[str, Value] = {**SAID, **OTHERWISE.get(kind, {}), **other}
    fields = {each.name: said[each.name] for each in schema.fields if each.name != without and _needed(each, said)}
    organ = BUREAU if kind in BY_BUREAU else HIGHER if kind in BY_HIGHER else UNIT
    return Letter(kind=kind, organ=organ, case_number=CASE, day=DAY, fields=fields)


def facts(of: Letter, **known: tuple[Value, ...]) -> Facts:
    """Returns a record that agrees with the letter; `known`: what it says otherwise."""
    from_record = {
        each.name: (of.fields[each.name],)
        for each in schemas()[of.kind].fields
        if each.record and each.name in of.fields
    }
    return Facts(requests=(LAMP, DAMAGES), known={**from_record, **known})


def _needed(field: FieldSchema, said: dict[str, Value]) -> bool:
    return field.when is None or said.get(field.when.field) in field.when.values
