"""Names of states, actions, duties and kinds, in the words of the regulation."""

from core.language import N_, _

STATES = {
    "registered": N_("已登记"),
    "classified": N_("已分类"),
    "forwarded": N_("已转送"),
    "assigned": N_("已交办"),
    "objected": N_("异议待答"),
    "disputed": N_("归属待定"),
    "notified": N_("已告知"),
    "accepted": N_("办理中"),
    "agreed": N_("已达成协议"),
    "replied": N_("意见待送达"),
    "delivered": N_("已答复"),
    "reviewing": N_("复查中"),
    "reviewed": N_("复查意见待送达"),
    "rechecking": N_("复核中"),
    "rechecked": N_("复核意见待送达"),
    "refused": N_("不予受理待送达"),
    "linked": N_("已并案"),
    "closed": N_("已办结"),
}
ACTIONS = {
    "register": N_("登记"),
    "evaluate": N_("满意度评价"),
    "classify": N_("分类"),
    "forward": N_("转送"),
    "assign": N_("交办"),
    "object": N_("提出异议"),
    "agree-objection": N_("同意异议，收回"),
    "refuse-objection": N_("不同意异议"),
    "notify": N_("告知办理途径"),
    "accept": N_("受理"),
    "refuse": N_("不予受理"),
    "refuse-again": N_("不再受理"),
    "extend": N_("延期"),
    "hear": N_("听证"),
    "mediate": N_("调解、和解"),
    "reply": N_("作出处理意见"),
    "deliver": N_("登记送达"),
    "review-request": N_("登记复查申请"),
    "review": N_("作出复查意见"),
    "recheck-request": N_("登记复核申请"),
    "recheck": N_("作出复核意见"),
    "execute": N_("登记执行结果"),
    "withdraw": N_("登记撤回"),
    "supervise": N_("督办"),
    "urge": N_("催办"),
    "visit": N_("回访"),
    "link": N_("关联、并案"),
    "unlink": N_("解除关联"),
    "complete": N_("报办结报告"),
    "close": N_("办结"),
    "take": N_("由我承办"),
    "recuse": N_("回避"),
    "contribute": N_("协办意见"),
    "invite": N_("约见信访人"),
    "answer": N_("登记信访人的回话"),
    "meet": N_("登记面谈"),
    "pledge": N_("写承诺书"),
    "keep-pledge": N_("登记承诺已做到"),
    "sign-pledge": N_("信访人签承诺书"),
    "dispute": N_("提请决定归属"),
    "settle": N_("决定由谁办理"),
    "terminate": N_("登记终结"),
    "answer-request": N_("答复个人信息请求"),
    "petitioner-urge": N_("信访人催办"),
    "data-request": N_("信访人提出个人信息请求"),
    "withdraw-authority": N_("撤回委托"),
    "supplemented": N_("信访人补充材料"),
}
DUTIES = {
    "forward": N_("转送或交办"),
    "told-unit": N_("书面告知"),
    "told-direct": N_("书面告知"),
    "objection": N_("提出异议"),
    "objection-answer": N_("答复异议"),
    "dispute": N_("决定由谁办理"),
    "accept": N_("决定是否受理"),
    "procedure": N_("导入法定程序"),
    "discipline": N_("按纪检监察规定办理"),
    "suggestion": N_("研究建议"),
    "suggestion-answer": N_("答复建议"),
    "handle": N_("作出处理意见"),
    "preliminary": N_("初步答复"),
    "simple-decide": N_("决定是否简易受理"),
    "simple-pass": N_("逐级转送"),
    "simple-reply": N_("简易办理，作出意见"),
    "deliver": N_("送达信访人"),
    "assigned": N_("报办结报告"),
    "execute": N_("执行意见"),
    "close": N_("等申请复查的期限"),
    "review": N_("作出复查意见"),
    "review-accept": N_("决定是否受理复查"),
    "recheck": N_("作出复核意见"),
    "visit": N_("回访"),
    "meet": N_("见面"),
    "meeting": N_("按约定见面"),
    "meeting-proposal": N_("另约一天"),
    "pledge": N_("做到承诺的事"),
}
KINDS = {
    "request": N_("申诉求决"),
    "suggestion": N_("建议意见"),
    "accusation": N_("检举控告"),
    "report": N_("情况反映"),
}
OUTCOMES = {
    "met": N_("已办"),
    "objected": N_("提了异议"),
    "disputed": N_("提请决定"),
    "settled": N_("已决定"),
    "came-back": N_("收回"),
    "forwarded-on": N_("又转出"),
    "withdrawn": N_("已撤回"),
    "linked": N_("已并案"),
    "review-asked": N_("申请了复查、复核"),
    "answered": N_("已答复"),
    "agreed": N_("已达成协议"),
    "refused": N_("不予受理"),
    "refused-again": N_("不再受理"),
    "procedure": N_("已导入法定程序"),
    "discipline": N_("纪检监察机关已办"),
    "no-review": N_("期内未申请复查"),
    "terminated": N_("已终结"),
    "case-ended": N_("随件办结"),
    "replaced": N_("另约了"),
    "declined": N_("信访人说不来"),
    "other-day": N_("信访人想改天"),
    "not-come": N_("信访人没有来"),
    "not-needed": N_("信访人按原定日子来"),
}
PROFILES = {
    "statute": N_("法定期限"),
    "simple": N_("简易办理"),
    "315": N_("315 承诺"),
    "520": N_("520 承诺"),
    "jiangsu-10": N_("江苏十日承诺"),
    "green-7-20": N_("绿色通道 7/20"),
    "meet-3": N_("三个工作日见面"),
    "zhejiang": N_("浙江规定"),
    "shandong": N_("山东规定"),
}
CHANNELS = {
    "kiosk": N_("自助终端"),
    "proxy": N_("由代理人提交"),
    "letter": N_("来信"),
    "visit": N_("来访"),
    "phone": N_("来电"),
    "network": N_("网上"),
}
RELATIONS = {"same-matter": N_("同一事项"), "same-person": N_("同一信访人"), "related": N_("相关事项")}
GRADES = {"satisfied": N_("满意"), "mostly": N_("基本满意"), "dissatisfied": N_("不满意")}
PAPERS = {
    "page": N_("材料"),
    "card": N_("证件"),
    "audio": N_("录音"),
    "signature": N_("签名"),
    "authority": N_("委托书"),
    "other": N_("其他"),
}


def state(code: str) -> str:
    return named(STATES, code)


def action(code: str) -> str:
    return named(ACTIONS, code)


def duty(code: str) -> str:
    return named(DUTIES, code)


def kind(code: str) -> str:
    return named(KINDS, code)


def channel(code: str) -> str:
    return named(CHANNELS, code)


def outcome(code: str) -> str:
    return named(OUTCOMES, code)


def profile(code: str) -> str:
    return named(PROFILES, code)


def relation(code: str) -> str:
    return named(RELATIONS, code)


def grade(code: str) -> str:
    return named(GRADES, code)


def paper(code: str) -> str:
    return named(PAPERS, code)


def named(table: dict[str, str], code: str) -> str:
    """Returns the word for a code; the code itself where a province has one of its own."""
    return _(table[code]) if code in table else code
