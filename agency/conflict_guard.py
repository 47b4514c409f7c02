"""Whether a complaint names the agent who writes it, their unit or their kin, as people say it and recognisers hear it.

It decides nothing: the principal is told what was heard and says how to go on. It keeps nothing and tells nobody. What
it cannot know: who is meant by a word like 他, kin it was not told of, and another person of the same name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.authority.letter import Agent, AgentClass

HAN = re.compile(r"[一-鿿]")
CLAUSE = re.compile(r"[^，。！？；,.!?;\n]+")
TITLES = {
    AgentClass.VILLAGE_CADRE: "主任 副主任 书记 副书记 支书 村长 会计 出纳 队长 组长 委员 文书 干部 站长 村官".split(),
    AgentClass.GRID_WORKER: "网格员 网格长 组长 楼长 专干 主任".split(),
    AgentClass.LEGAL_WORKER: "律师 所长 法律工作者 主任".split(),
    AgentClass.NEAR_RELATIVE: [],
}
UNITS = {
    AgentClass.VILLAGE_CADRE: [
        *"村委会 村民委员会 居委会 村委 村干部 村两委 两委 村支部 支委会 大队".split(),
        *"村主任 村支书 村书记 村长 村会计 村文书 支书".split(),
    ],
    AgentClass.GRID_WORKER: "网格员 网格长 居委会 居民委员会 村委会 社区干部 社区主任 社区书记".split(),
    AgentClass.LEGAL_WORKER: "法律服务所 司法所 法律工作者 法律援助".split(),
    AgentClass.NEAR_RELATIVE: [],
}
PLACES = {AgentClass.VILLAGE_CADRE: "村里 村上 队里 大队".split(), AgentClass.GRID_WORKER: "社区 居委".split()}
"""Words for a place that stand for its office where somebody there acts (OFFICIAL)."""
OFFICIAL = re.compile(
    r"^(?:从来|都|就|也|一直|又|还)?"
    r"(?:不给|不管|不让|不批|不发|扣|收|说|让|要|给了|把|反映|答应|没人管|卖|租给|占|骗|罚|卡)"
)
ASKED = re.compile(r"(?:找|问|求|告|去|跟|向)(?:过|了)?$")
BEFORE, AFTER = "老小大", "叔 哥 姐 姨 婶 伯 嫂 爷 大爷 大妈 大叔 大姐 大哥 某".split()
NEIGHBOUR = {"邻居", "隔壁"}
MEN = "头 子".split()
"""Ends of a name as people call a person: 老王头, 小李子."""
KIN = (
    r"(?:家)?(?:的|他|她|家的)?(?:大|小|二|亲)?"
    r"(?:儿子|闺女|女儿|老婆|媳妇|爱人|老公|丈夫|男人|弟弟|哥哥|姐姐|妹妹|兄弟|小舅子|大舅子|亲戚|侄子|侄女|外甥|女婿|连襟|"
    r"父亲|母亲|爹|妈|表弟|表哥|堂弟|堂哥|家里人|家属)"
)
LEADS = "找 叫 是 给 让 被 和 跟 与 问 求 告 像".split()
ACTS = re.compile(
    r"^(?:他|她)?"
    r"(?:家|这个人|说|不|没|把|拿|收|占|骂|打|从来|每次|带|管|叫|是|就|当|来|去|也|都|的|和|，|$)"
)
HELPFUL = re.compile(r"谢谢|感谢|多亏|帮我|帮忙|帮着|陪我|送我|替我|热心|人好|好人|辛苦")
BLAMED = re.compile(r"不(?!识)|没|骂|打|占|收|扣|贪|吞|偏|欺|霸|威胁|卡|拖|推|抢|偷|骗|堵|逼|卖")
WHERE = re.compile(r"^家?(?:的)?(?:门口|旁边|后面|前面|对面|屋后|隔壁|附近)")
WRITER = re.compile(r"(?:写这个材料|写材料|替我写|帮我写|代办|代理)的?(?:这个|那个)?人")
OTHER_PLACE = re.compile(
    r"([一-鿿]{1,3}[家庄屯沟湾店桥河塘岭寨铺营坝坡洼])村?(?:村委会|村委|委会|村干部|村民委员会|居委会)"
)
CALLED = re.compile(r"姓(.)的")
SHORT = (("村民委员会", "村委会"), ("居民委员会", "居委会"))
GENERAL = frozenset("村民委员会居社区镇乡")


@dataclass(frozen=True)
class Around:
    """The agent and whom a complaint may mean with them: `others`, agents of the same place; `kin`, names they gave."""

    agent: Agent
    others: Sequence[Agent] = ()
    kin: Sequence[str] = ()


@dataclass(frozen=True, order=True)
class Mention:
    """`words`: as they stand in the text, from `first` to `last`."""

    first: int
    last: int
    words: str = field(compare=False)


def prepare() -> None:
    """Loads the table of sounds, so that nobody waits for it later. A second, the first time."""
    _sound("王", False)


class _Heard:
    """A text with the sounds of its characters, for one call: nothing of it is kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sounds = {close: [_sound(each, close) for each in text] for close in (False, True)}
        self._places: dict[bool, dict[str, list[int]]] = {}
        for close, sounds in self._sounds.items():
            places = self._places[close] = {}
            for n, readings in enumerate(sounds):
                for each in readings:
                    places.setdefault(each, []).append(n)

    def alike(self, wanted: str, *, close: bool = False) -> list[tuple[int, int]]:
        """Returns where the text has these words or others of the same sound. `close`: also of a sound that people mix
        up, as zh and z."""
        sounds, sought = self._sounds[close], [_sound(each, close) for each in wanted]
        places = self._places[close]
        begins = sorted({n for each in sought[0] for n in places.get(each, ())})
        size = len(sought)
        return [
            (n, n + size)
            for n in begins
            if n + size <= len(sounds) and all(sounds[n + k] & sought[k] for k in range(1, size))
        ]


def mentions(text: str, around: Around) -> tuple[Mention, ...]:
    """Returns where the text names them, in order, none inside another; without what only thanks or tells the way."""
    spans: list[tuple[int, int]] = []
    heard = _Heard(text)
    for agent in (around.agent, *around.others):
        spans += _of_agent(heard, agent)
    for name in around.kin:
        spans += heard.alike(name, close=True) if len(name) > 1 else []
    spans += [each.span() for each in WRITER.finditer(text)]
    return tuple(Mention(a, b, text[a:b]) for a, b in _merged(spans) if not _harmless(text, a, b))


def _of_agent(heard: _Heard, agent: Agent) -> Iterator[tuple[int, int]]:
    text = heard.text
    for first, last in (*_named(heard, agent), *_offices(heard, agent)):
        kin = re.compile(KIN).match(text, last)
        yield first, kin.end() if kin else last


def _named(heard: _Heard, agent: Agent) -> Iterator[tuple[int, int]]:
    """Yields the agent's names: whole, the given name alone, with a title, and as people call each other."""
    text, name = heard.text, agent.person.name.strip()
    if len(name) < 2 or not all(HAN.match(each) for each in name):
        return
    surname, given = name[0], name[1:]
    yield from heard.alike(name, close=len(name) > 2)
    if len(given) > 1:
        yield from (span for span in heard.alike(given) if _called(text, *span))
    for title in TITLES[agent.agent_class]:
        yield from heard.alike(surname + title)
    for before in BEFORE:
        for first, last in heard.alike(before + surname):
            longer = next((last + len(each) for each in MEN if text.startswith(each, last)), last)
            neighbour = text[max(0, first - 2) : first] in NEIGHBOUR
            if text[first] == before and _called(text, first, longer) and not neighbour:
                yield first, longer
    for after in AFTER:
        yield from (span for span in heard.alike(surname + after) if text[span[0] + 1 : span[1]] == after)
    for called in CALLED.finditer(text):
        if _sounds(called[1], surname):
            yield called.span()


def _called(text: str, first: int, last: int) -> bool:
    """Whether a short name stands where a person is spoken of, and not inside another word."""
    before = text[max(0, first - 2) : first]
    begins = not before or not HAN.match(before[-1]) or before.endswith(tuple(LEADS))
    return (begins and ACTS.match(text[last:]) is not None) or re.compile(KIN).match(text, last) is not None


def _offices(heard: _Heard, agent: Agent) -> Iterator[tuple[int, int]]:
    """Yields words for the agent's office, and their organisation by name; not those of another place."""
    text, organisation = heard.text, agent.organisation.strip()
    others = [each.span() for each in OTHER_PLACE.finditer(text) if not _of_place(each[1], organisation)]
    found: list[tuple[int, int]] = []
    for unit in UNITS[agent.agent_class]:
        found += heard.alike(unit) if len(unit) > 2 else [each.span() for each in re.finditer(unit, text)]
    for name in _short_names(organisation):
        found += heard.alike(name, close=True)
    for place in PLACES.get(agent.agent_class, []):
        for each in re.finditer(place, text):
            if OFFICIAL.match(text[each.end() :]) or ASKED.search(text[: each.start()]):
                found.append(each.span())
    yield from (span for span in found if not any(a <= span[0] and span[1] <= b for a, b in others))


def _of_place(place: str, organisation: str) -> bool:
    return any(_sounds(organisation[n : n + len(place)], place) for n in range(len(organisation)))


def _short_names(organisation: str) -> list[str]:
    """Returns what an organisation is called: as registered, and as people say it."""
    if len(organisation) < 4 or set(organisation) <= GENERAL:
        return []
    names = [organisation]
    for long, short in SHORT:
        if organisation.endswith(long):
            stem = organisation.removesuffix(long)
            names += [stem + short, stem.removesuffix("村") + short]
    return [each for each in names if len(each) >= 4]


def _harmless(text: str, first: int, last: int) -> bool:
    """Whether the words only thank, or say where something is."""
    clause = next((each[0] for each in CLAUSE.finditer(text) if each.start() <= first < each.end()), text)
    thanks = HELPFUL.search(clause) and not BLAMED.search(clause.replace(text[first:last], ""))
    rest = text[last:]
    return bool(thanks or (WHERE.match(rest) and not BLAMED.search(clause)))


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for first, last in sorted(spans):
        if held and first < held[1]:
            held = held[0], max(held[1], last)
        else:
            if held:
                yield held
            held = first, last
    if held:
        yield held


def _sounds(one: str, two: str) -> bool:
    return len(one) == len(two) and all(_sound(a, False) & _sound(b, False) for a, b in zip(one, two, strict=True))


MIXED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("l", "n"))


@lru_cache(maxsize=8192)
def _sound(character: str, close: bool) -> frozenset[str]:
    """Returns the readings of a character, without tones; the character itself where it is none of Han."""
    if not HAN.match(character):
        return frozenset((character,))
    import pypinyin  # large tables: behind the first page

    said = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0]
    return frozenset(_mixed(each) if close else each for each in said)


def _mixed(syllable: str) -> str:
    for one, other in MIXED[:3]:
        if syllable.startswith(one):
            syllable = other + syllable[len(one) :]
    for one, other in MIXED[3:6]:
        if syllable.endswith(one):
            syllable = syllable[: -len(one)] + other
    return "n" + syllable[1:] if syllable.startswith("l") else syllable
