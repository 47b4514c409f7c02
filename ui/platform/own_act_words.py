"""What a petitioner can do with their own case, in sentences."""

from dataclasses import dataclass
from datetime import date

from core.cases.state import Answer
from core.date_format import day
from core.language import N_, _
from core.sentences import joined
from core.wire import OwnAct, OwnActDone, PossibleAct, PossibleActs


@dataclass(frozen=True)
class ActWords:
    """`note`: beside the name in the list; `follows`: what follows from it; `asks`: what is asked for, nothing where it
    is empty; `done`: what was recorded."""

    name: str
    note: str
    icon: str
    follows: str
    button: str
    done: str
    asks: str = ""
    needs_words: bool = False


NOT_LATE = N_("还没到期，最晚{day}。过了那天还没办，可以来这里催办。")
ACTS: dict[OwnAct, ActWords] = {
    OwnAct.URGE: ActWords(
        name=N_("催一催"),
        note=N_("过了期还没办"),
        icon="clock",
        follows=N_("这件事过了最晚的日子。您催一次，信访部门和办事单位在这件事里都看得到。"),
        button=N_("催办"),
        done=N_("您催了一次，已经记在这件事里。"),
        asks=N_("想说的话"),
    ),
    OwnAct.REVIEW: ActWords(
        name=N_("申请复查"),
        note=N_("不同意答复，请上一级再查一遍"),
        icon="document",
        follows=N_("上一级单位重新查一遍，写出复查意见。"),
        button=N_("申请复查"),
        done=N_("您申请了复查，已经记在这件事里。"),
        asks=N_("哪里不同意"),
        needs_words=True,
    ),
    OwnAct.RECHECK: ActWords(
        name=N_("申请复核"),
        note=N_("不同意复查，请再上一级核一遍"),
        icon="document",
        follows=N_("再上一级单位核一遍，写出复核意见。这是最后的意见。"),
        button=N_("申请复核"),
        done=N_("您申请了复核，已经记在这件事里。"),
        asks=N_("哪里不同意"),
        needs_words=True,
    ),
    OwnAct.SIGN_PLEDGE: ActWords(
        name=N_("看承诺书"),
        note=N_("办事单位写给您的，愿意就签名"),
        icon="document",
        follows=N_("签不签由您自己定。不签，这件事照样办。"),
        button=N_("签好了"),
        done=N_("您签了承诺书，已经记在这件事里。"),
    ),
    OwnAct.TELEPHONE: ActWords(
        name=N_("换电话"),
        note=N_("换一个收短信的号码"),
        icon="phone",
        follows=N_("这件事以后的短信发到新号码，旧号码不再用。"),
        button=N_("换成这个号码"),
        done=N_("收短信的号码换好了。"),
        asks=N_("新的手机号"),
        needs_words=True,
    ),
    OwnAct.NO_MESSAGES: ActWords(
        name=N_("不要短信"),
        note=N_("收回发短信的同意"),
        icon="phone",
        follows=N_("这件事不再给{told_to}的号码发短信。办到哪一步，可以回这台机器来查。"),
        button=N_("不要短信"),
        done=N_("这件事不再给您发短信。"),
    ),
    OwnAct.NO_AUDIO: ActWords(
        name=N_("删掉录音"),
        note=N_("收回留录音的同意"),
        icon="microphone",
        follows=N_("这件事的录音从平台删掉，改不回来。记下的文字还在，事情照办。平台以前做的备份里可能还有一份。"),
        button=N_("删掉录音"),
        done=N_("您收回了留录音的同意。"),
    ),
    OwnAct.NO_CARD_IMAGE: ActWords(
        name=N_("删掉证件照片"),
        note=N_("收回留证件照片的同意"),
        icon="card",
        follows=N_(
            "这件事的证件照片从平台删掉，改不回来。姓名和证件号还在，事情照办。平台以前做的备份里可能还有一份。"
        ),
        button=N_("删掉证件照片"),
        done=N_("您收回了留证件照片的同意。"),
    ),
    OwnAct.COPY: ActWords(
        name=N_("看我的信息"),
        note=N_("问问留了我哪些个人信息"),
        icon="card",
        follows=N_("信访部门书面答复您，答复在这件事的文书里。"),
        button=N_("提出请求"),
        done=N_("您问的事已经记下。"),
        asks=N_("想看什么"),
        needs_words=True,
    ),
    OwnAct.CORRECT: ActWords(
        name=N_("改我的信息"),
        note=N_("姓名、住址等写错了"),
        icon="pencil",
        follows=N_("信访部门书面答复您，答复在这件事的文书里。"),
        button=N_("提出请求"),
        done=N_("您要改的已经记下。"),
        asks=N_("哪里错了，应该是什么"),
        needs_words=True,
    ),
    OwnAct.DELETE: ActWords(
        name=N_("删我的信息"),
        note=N_("请求删除个人信息"),
        icon="trash",
        follows=N_("信访部门书面答复您，答复在这件事的文书里。"),
        button=N_("提出请求"),
        done=N_("您要删的已经记下。"),
        asks=N_("想删什么"),
        needs_words=True,
    ),
    OwnAct.WITHDRAW_AUTHORITY: ActWords(
        name=N_("撤回委托"),
        note=N_("不要代办的人再办"),
        icon="people",
        follows=N_("撤回以后，代办的人在平台上查不了、也办不了这件事。事情照常办，您自己来查。"),
        button=N_("撤回委托"),
        done=N_("委托撤回了，代办的人不再办这件事。"),
        asks=N_("为什么撤回"),
    ),
    OwnAct.WITHDRAW: ActWords(
        name=N_("撤回"),
        note=N_("不想再办这件事"),
        icon="cross",
        follows=N_("撤回以后，这件事不再办，也改不回来。以后有需要，可以再来反映。"),
        button=N_("撤回这件事"),
        done=N_("这件事撤回了，不再办。"),
        asks=N_("为什么撤回"),
    ),
}

ERASED = {OwnAct.NO_AUDIO: N_("录音已从平台删除。"), OwnAct.NO_CARD_IMAGE: N_("证件照片已从平台删除。")}
REFUSED = {
    OwnAct.NO_AUDIO: N_("没有送到的录音，平台不收。"),
    OwnAct.NO_CARD_IMAGE: N_("没有送到的证件照片，平台不收。"),
}

INVITATION = N_("答复约见")
SAID = {Answer.COMES: N_("您说来。"), Answer.ABSENT: N_("您说来不了。")}


def answered(answer: Answer, wished: date | None = None) -> str:
    """Returns what the petitioner said to an invitation."""
    if answer in SAID:
        return _(SAID[answer])
    return _("您想改到{day}。").format(day=day(wished)) if wished else _("您想改一天。")


def of(act: OwnAct) -> ActWords:
    return ACTS[act]


def noted(possible: PossibleAct) -> str:
    """Returns the words beside an act in the list, with its last day."""
    note = _(ACTS[possible.act].note)
    return _("{note}，最晚{day}").format(note=note, day=day(possible.until)) if possible.until else note


def explained(act: OwnAct, possible: PossibleActs) -> str:
    """Returns what follows from an act, and its last day."""
    until = next((each.until for each in possible.acts if each.act is act), None)
    follows = _(ACTS[act].follows).format(told_to=possible.told_to)
    return joined(follows, _("最晚{day}申请。").format(day=day(until)) if until else "")


def done(what: OwnActDone) -> str:
    """Returns what was recorded, what was deleted, on which day, and until when it is answered."""
    erased = _(ERASED[what.act]) if what.any_erased and what.act in ERASED else ""
    refused = _(REFUSED[what.act]) if what.any_refused and what.act in REFUSED else ""
    said = joined(_(ACTS[what.act].done), erased, refused, _("日期：{day}。").format(day=day(what.on)))
    return joined(said, _("答复期限：{day}。").format(day=day(what.due)) if what.due else "")
