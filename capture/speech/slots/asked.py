"""The slot asked: what the person wants done or wants to know. A wish starts at its cue and ends with its clause."""

import re
from collections.abc import Iterator

from capture.speech.slots.spoken_text import BEGIN, STOP, Span, SpokenText
from capture.speech.slots.vocabulary import any_of

US, YOU, SOON, DO = (any_of("wishes", name) for name in ("us", "you", "soon", "do"))
NOT_DONE = f"(?!.{{0,14}}(?:了|过){STOP})"
"""帮我们把路修好了 was done."""
WORDS = [
    "(?<!没)(?<!没有)(?<!看不到)(?:希望|盼望|期盼|盼着|恳请|恳求|恳望|呼吁|央求|拜托)(?!小学|工程|的)",
    "(?<!被)请求(?!被)",
    "望(?=贵|领导|有关|政府|尽快|予以|早日|上级|给予|批准)",
    "(?<!医生)(?<!大夫)(?<!老师)(?<!的)建议(?!书)",
    "(?:想要?|特此?|现|来|要)申请(?!了)|想(?:再)?(?:补办|办理?|领|要)(?:一|个|点)",
]
DEMANDS = [
    f"(?:(?<=[我们现特故人家户])|(?<=强烈)|(?<=坚决)|{BEGIN})要求(?!{US}|户口|提供|必须|每|学生|家长)",
    f"要求(?={DO}|重新|依法|严|有关|公司|水库|学校|医院|开发商|物业|种子|他|追究|合理)",
    f"{BEGIN}(?:就)?(?:我)?(?:只)?要(?:见|告|求|赔偿|退钱|退款|个说法|把|讨)|我要(?:见|把|求|退|他|告)",
    "我想(?:[给替为].{1,4}(?:申请|办|要)|告|要回|讨|让|把|请|求|找人)",
    "(?:应该|应当|理应)(?:给|赔|重新|管|退|补|查|让|算|装|修|公开|改)",
    f"(?:叫|让)(?:他们?|她|它|我们?|政府)(?:给|把|赔|还|管|退|轮|搬|道歉|停){NOT_DONE}",
]
PLEAS = [
    "(?<![申邀聘宴报])请(?!假|客|吃|了|来|过|的|不|帖|柬|律师|求|人吃|人修|问(?:你们|您)?(?:这里|这儿|听))(?=.)",
    "清(?=政府|领导|帮忙|帮我|有关部门|求)",  # recognisers' misspellings of 请
    f"(?:求求|求)(?={YOU})",
    "(?:麻烦|烦请|劳驾)(?=你|您|帮|领导|政府|派|给|有关)",
    f"{BEGIN}(?:也|就|都|快)?(?:帮|替)(?={US}|忙|一下|着?[查问看催]){NOT_DONE}",
    f"(?:{SOON})?帮(?={US}|忙){NOT_DONE}|(?:帮忙|帮着)(?=.)",
    f"{SOON}(?:地|的)?(?:能|给|把|将)?(?={DO})",
    f"给{US}?(?:个|一个|句)?(?:说法|准话|答复|公道|交代|交待|评理|评评|解决|做主|作主|想办法|想想办法|主持|问一|查一|催一|说说|安排)",
    "(?:给|讨|要)(?:个|一个|句)?(?:说法|准话|公道|交代)|主持公道|[做作]主|还我|说句公道话",
    "(?:你们?|您|恁)(?!们?来了|不知道|说)(?:可要?|一定|快|要|得|能|出)?"
    "(?:去|下来|来|给|帮|把|行行好|出个面|出面|想想?办法|跟.{1,4}说|管管|说说|派|看看|查)",
    "(?:查|看|管|问|修|催|处理|解决|核实|调查|说|评)(?:一下|一哈|一查|一看|一管|一问|一说)(?:吧|嘛|呗|啊|子)?" + STOP,
    "(?:管管|查查|修修|(?<![来去])(?:问问|看看|说说))(?:吧|嘛|呗|啊|伊|看)?" + STOP,
    "(?:赔偿|补偿|解决|处理|归还|退还|补发|落实|恢复)(?:吧|嘛)" + STOP,
]
QUESTIONS = [
    "(?:想|请)(?:请?问|查|咨询|了解|知道)(?!(?:一下)?(?:你们|您)?(?:这里|这儿|听))",
    f"{BEGIN}咨询(?:一下)?",
    "(?:来|过来|商量着)问(?:问|一?下|一声)?(?=啥|什么|怎|咋|能|该|到底|几时|多会)",
    "(?<!知道)(?<!不知)(?:啥时候|多会儿|几时)(?:能|才|可以|给)(?=.{1,10}(?:？|\\?|$))",
    "(?:能不能|能否|可不可以|可否|是否可以)(?=.)",
    "(?:怎么办|咋办|咋弄|咋整|怎么弄|该找谁|找哪个部门|找哪里|找谁(?!谁|都|也)|有没有办法|谁来管|中不中|行不行)",
    "(?:应该|要|得)?(?:怎么|如何)(?:申请|办理|处理|解决|补办|领取|使用|用|算|才能)",
    "怎么还[不没]",
    "(?<!知道)(?<!不知)什么时候(?:能|才|可以|给)(?=.{1,10}(?:？|\\?|$))",
]
CUE = re.compile("|".join(f"(?:{cue})" for cue in [*WORDS, *DEMANDS, *PLEAS, *QUESTIONS]))
DONE = re.compile(r"(?:请|要求|申请|求|帮|催|查|看|问)(?:了|过)")
"""Words for something asked in the past, which is no wish."""
THANKS = re.compile("感谢|谢谢|多亏|表扬")
END = re.compile("[，。！？；,!?;\n]|$")
GOES_ON = re.compile(
    "[，,；;](?=并|同时|尽快|早日|多[建修设派开]|把|给|让|叫|使|依法|不要|别|加强|赔|退还|恢复|重新|追究|帮|还(?!是|没|有)|能)"
    "[^，。！？；,!?;]+"
)
"""A clause that is still part of the wish before it."""
MAX_WISH_CHARS = 60


def wishes(text: str) -> Iterator[Span]:
    """Yields wishes, each up to the end of its clause."""
    place = 0
    while found := CUE.search(text, place):
        place = max(_end(text, found.start(), found.end()), found.end())
        if not DONE.match(text, found.start()) and not _thanked(text, found):
            yield Span(text[found.start() : place], found.start(), place)


def asked(said: SpokenText) -> Span | None:
    return said.asked[0] if said.asked else None


def _thanked(text: str, found: re.Match[str]) -> bool:
    """True for thanks, such as 感谢民警帮我找到孩子, which are no wish."""
    return "帮" in found[0] and bool(THANKS.search(text, 0, found.start()))


def _end(text: str, start: int, after: int) -> int:
    """Returns the next punctuation mark, or a later one if the wish continues: 请政府，帮我们把工钱要回来."""
    found = END.search(text, after)
    end = found.start() if found else len(text)
    while more := GOES_ON.match(text, end):
        end = more.end()
    return min(end, start + MAX_WISH_CHARS)
