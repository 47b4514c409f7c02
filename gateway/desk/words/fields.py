"""What the fields of an act are called, how they are asked for, and what their choices mean."""

from dataclasses import dataclass
from enum import StrEnum

from core.cases.fields import FIELDS
from core.language import N_, _


class Widget(StrEnum):
    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    ORGAN = "organ"
    ORGANS = "organs"
    OFFICER = "officer"
    OUTCOMES = "outcomes"


@dataclass(frozen=True)
class Asked:
    label: str
    widget: Widget = Widget.LINE
    hint: str = ""


FIELD_LABELS = {
    "kind": Asked(N_("信访目的"), Widget.CHOICE),
    "way": Asked(N_("法定途径"), Widget.CHOICE, N_("只有第六类走六十日办理和复查、复核。")),
    "profile": Asked(N_("办理规则"), Widget.CHOICE, N_("本地承诺更短时选，法定期限照样并列显示。")),
    "track": Asked(N_("办理方式"), Widget.CHOICE),
    "unit": Asked(N_("转给哪个单位"), Widget.ORGAN),
    "units": Asked(N_("协办单位"), Widget.ORGANS, N_("一行一个单位编号。")),
    "organ": Asked(N_("由哪个机关复查、复核、决定"), Widget.ORGAN, N_("不选就是上一级机关。")),
    "officer": Asked(N_("承办人"), Widget.OFFICER, N_("不选就是您本人。")),
    "case": Asked(N_("另一件的编号")),
    "term": Asked(N_("哪天以前报结果"), Widget.DAY),
    "on": Asked(N_("哪一天"), Widget.DAY, N_("不填就是今天。")),
    "until": Asked(N_("到哪一天"), Widget.DAY),
    "by": Asked(N_("哪天以前"), Widget.DAY),
    "days": Asked(N_("延长几天"), Widget.NUMBER, N_("最长三十天，只能一次。")),
    "reasons": Asked(N_("理由"), Widget.TEXT),
    "should_have": Asked(N_("应由哪个单位办")),
    "procedure": Asked(N_("走什么程序，到哪里")),
    "contact": Asked(N_("联系人和电话")),
    "minutes": Asked(N_("联席会议纪要文号")),
    "place": Asked(N_("地点")),
    "conclusion": Asked(N_("结论"), Widget.TEXT),
    "matters": Asked(N_("受理的事项"), Widget.TEXT, N_("一行一项。答复时每一项都要有结果。")),
    "facts": Asked(N_("查明的事实"), Widget.TEXT),
    "opinion": Asked(N_("处理意见"), Widget.TEXT),
    "basis": Asked(N_("法律、政策依据"), Widget.TEXT),
    "outcomes": Asked(N_("每项的结果"), Widget.OUTCOMES),
    "how": Asked(N_("怎样送达"), Widget.CHOICE),
    "signer": Asked(N_("签收人")),
    "proof": Asked(N_("凭证"), Widget.LINE, N_("邮单号、回证编号，或拒收的经过。")),
    "ground": Asked(N_("依据哪一条")),
    "remedy": Asked(N_("该找哪里、怎么办"), Widget.LINE, N_("机关、地址、期限，写给信访人看。")),
    "earlier": Asked(N_("先前的复核意见书文号，或者那件的编号")),
    "finding": Asked(N_("结论"), Widget.CHOICE),
    "terms": Asked(N_("协议内容"), Widget.TEXT),
    "done": Asked(N_("执行情况"), Widget.TEXT),
    "report": Asked(N_("报告"), Widget.TEXT),
    "demand": Asked(N_("要求"), Widget.TEXT),
    "note": Asked(N_("说明"), Widget.TEXT),
    "method": Asked(N_("回访方式"), Widget.CHOICE),
    "notice_received": Asked(N_("收到告知了吗"), Widget.CHOICE),
    "opinion_received": Asked(N_("收到意见书了吗"), Widget.CHOICE),
    "carried_out": Asked(N_("意见落实了吗"), Widget.CHOICE),
    "relation": Asked(N_("什么关系"), Widget.CHOICE),
    "about": Asked(N_("约见做什么"), Widget.CHOICE, N_("听证要提前告知。")),
    "at": Asked(N_("几点"), Widget.LINE, N_("比如 09:30。")),
    "attends": Asked(N_("信访人怎么说"), Widget.CHOICE),
    "wished": Asked(N_("想改到哪一天"), Widget.DAY),
    "came": Asked(N_("信访人来了吗"), Widget.CHOICE),
    "promise": Asked(N_("承诺办好什么"), Widget.TEXT, N_("写给信访人听：做什么，做到什么样。到了日子就是应办的事。")),
    "pledge": Asked(N_("哪份承诺书")),
    "document": Asked(N_("送的是哪份文书"), Widget.CHOICE),
    "request": Asked(N_("答复哪个请求"), Widget.CHOICE),
    "answer": Asked(N_("答复"), Widget.TEXT, N_("做了什么；不能做的说明依据。")),
}
CHOICE_WORDS = {
    "request": N_("申诉求决"),
    "suggestion": N_("建议意见"),
    "accusation": N_("检举控告"),
    "1": N_("一、法院、检察、公安等依诉讼程序办理"),
    "2": N_("二、仲裁"),
    "3": N_("三、党员申诉、复审"),
    "4": N_("四、行政复议、裁决、确认、许可、处罚"),
    "5": N_("五、请求查处违法、保护人身财产"),
    "6": N_("六、其他：信访程序"),
    "ordinary": N_("普通"),
    "simple": N_("简易"),
    "immediate": N_("即接即办"),
    "joint": N_("联合办理"),
    "in-hand": N_("当面"),
    "post": N_("邮寄"),
    "electronic": N_("电子（本人同意）"),
    "left": N_("留置"),
    "public": N_("公告"),
    "uphold": N_("维持"),
    "revoke": N_("撤销"),
    "change": N_("变更"),
    "redo": N_("责令重办"),
    "in-person": N_("上门"),
    "telephone": N_("电话"),
    "other": N_("其他"),
    "yes": N_("是"),
    "no": N_("否"),
    "same-matter": N_("同一事项：并入那一件"),
    "same-person": N_("同一信访人"),
    "related": N_("相关事项"),
    "extend": N_("延期告知书"),
    "hearing": N_("听证"),
    "meeting": N_("面谈"),
    "comes": N_("来"),
    "absent": N_("不来"),
    "other-day": N_("改日子"),
    "supported": N_("支持"),
    "explained": N_("解释说明"),
    "denied": N_("不予支持"),
    "adopted": N_("采纳"),
    "partly": N_("部分采纳"),
    "noted": N_("留作参考"),
    "copy": N_("查阅、复制个人信息"),
    "correct": N_("更正、补充个人信息"),
    "delete": N_("删除个人信息"),
}


CHOOSING = frozenset({Widget.CHOICE, Widget.OUTCOMES})


def label(name: str) -> str:
    return _(FIELD_LABELS[name].label) if name in FIELD_LABELS else name


def hint(name: str) -> str:
    asked = FIELD_LABELS.get(name)
    return _(asked.hint) if asked and asked.hint else ""


def widget(name: str) -> Widget:
    return FIELD_LABELS[name].widget if name in FIELD_LABELS else Widget.LINE


def choice(code: str) -> str:
    return _(CHOICE_WORDS[code]) if code in CHOICE_WORDS else code


def choices(name: str) -> list[tuple[str, str]]:
    """Returns code and word of each value that the field can have."""
    codes = ("1", "2", "3", "4", "5", "6") if name == "way" else FIELDS[name].choices
    return [(code, choice(code)) for code in codes]
