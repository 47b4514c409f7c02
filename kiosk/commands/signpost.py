"""The lawful routes for a matter, one JSON line each, with the last day of each. Dates are ISO or as people say them.

SUNLIT_TODAY sets the day it is reckoned on.
"""

import argparse
from datetime import date, datetime

from core.command_line import print_json, print_text
from core.home import home
from core.language import N_, _
from core.problems import Implausible, Problem
from core.routes.organs import Directory, is_known
from core.routes.signpost import Facts, Signpost, signpost
from core.sentences import as_error, sentence_of
from core.spoken_dates.span import SpokenDate
from core.spoken_dates.spoken import spoken_date
from core.training import clock
from core.validation import NO_PLACE
from core.working_days import Calendar, shipped
from sync.terminal import terminal

STORE = "store.db"
ASK_LOCALLY = N_("问本地")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--category", default="", help="code of resources/matters/categories.toml")
    parser.add_argument("--text", default="", help="what was said of the matter")
    parser.add_argument("--event", help="the day it happened")
    parser.add_argument("--told", help="the day the person was told, or got the paper")
    parser.add_argument("--place", default="", help="GB/T 2260 code")


def run(args: argparse.Namespace) -> int:
    try:
        today = clock(lambda: datetime.now().astimezone())().date()
        found = signpost(facts(args, today), today, *here())
    except Problem as problem:
        print_json({"error": as_error(problem)})
        return 1
    for each in found:
        print_json(told(each))
    return 0


def here() -> tuple[Calendar, Directory]:
    """Returns the days off and the offices that the province has told this terminal; what ships where there is no
    terminal in the home. Nothing is made there."""
    if (home() / STORE).exists():
        try:
            with terminal(home()) as opened:
                if said := opened.feed.bulletin():
                    return said.calendar, said.directory
        except Problem as problem:
            print_text(f"{problem.code} {sentence_of(problem)}", aside=True)
    return shipped(), {}


def facts(args: argparse.Namespace, today: date) -> Facts:
    """Raises Implausible, and what `spoken_date` raises."""
    if args.place and not is_known(args.place):
        raise Implausible({"place": NO_PLACE})
    event, known = (_said(words, today) for words in (args.event, args.told))
    return Facts(args.category, args.text, event, known, args.place)


def _said(words: str | None, today: date) -> SpokenDate | None:
    return None if words is None else spoken_date(words, today)


def told(post: Signpost) -> dict[str, object]:
    return {
        "route": post.route,
        "organ": post.organ,
        "last_day": post.last_day and post.last_day.isoformat(),
        "article": post.article,
        "bring": list(post.bring),
        "phone": post.phone or _(ASK_LOCALLY),
        "notes": [*map(sentence_of, post.reckoning), *post.notes],
    }
