"""The list of a round on paper: large letters, room to write, of each person the name and the way to the door alone."""

from html import escape

from agency.visits import Round, Stop
from core.date_format import day, weekday
from core.language import N_, _, _n
from proxy_client import task_words
from ui.documents.sheet import A4, pdf

TITLE = N_("下乡清单")
NO_VILLAGE = N_("名单上没有写村的")
KEEP_IT = N_("上面有别人的姓名和住处，请随身带好，用完交回或者撕掉。")


def round_list(planned: Round, *, band: str) -> bytes:
    """Returns a PDF of A4 pages. The numbers are those of the page on which the notes are written. Call it on the main
    thread."""
    parts, number = [f"<h1 align='center'>{_(TITLE)}</h1>", f"<p>{_day(planned)}</p>"], 0
    for village, stops in planned.villages.items():
        people = _n("{village}，{people}人", len(stops)).format(village=village or _(NO_VILLAGE), people=len(stops))
        parts.append(f"<h2>{escape(people)}</h2>")
        for stop in stops:
            if stop.household:
                parts.append(f"<p><b>{escape(_at(stop))}</b></p>")
            for errand in stop.errands:
                number += 1
                what = task_words.said_of(errand.kind, errand.about, stop.name)
                parts.append(f"<p>{number}. {escape(what)}</p><p>□ {_('办好了')}　□ {_('没见着人')}</p>")
                parts.append(f"<p>{_('对方怎么说：')}</p><br><br><hr>")
    parts.append(f"<p>{_(KEEP_IT)}</p>")
    return pdf("".join(parts), A4, margin_mm=20, points=16, band=band)


def _day(planned: Round) -> str:
    return _("{day}　{weekday}").format(day=day(planned.day), weekday=weekday(planned.day))


def _at(stop: Stop) -> str:
    return _("{household}　{name}").format(household=stop.household, name=stop.name)
