"""What an agent owes their principals now, a line of JSON each, what hurts most first. Names are in it: it is for the
agent, whose passphrase opens it (proxy_client/commands/passphrase.py)."""

import argparse
from datetime import datetime

from agency.tasks import Task
from core import settings
from core.command_line import print_json
from core.home import home
from core.problems import Problem, StoreProblem
from core.sentences import as_error
from proxy_client import task_words
from proxy_client.commands.passphrase import opened_work
from sync.terminal import terminal

DONE, BAD_INPUT, SET_UP = 0, 1, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agent", required=True, metavar="LOGIN", help="whose tasks")


def run(args: argparse.Namespace) -> int:
    now = datetime.now().astimezone()
    try:
        with terminal(home()) as here:
            found = opened_work(here, args.agent, now, settings.load(home())).tasks(now)
    except Problem as problem:
        print_json({"agent": args.agent, "error": as_error(problem)})
        return SET_UP if isinstance(problem, StoreProblem) else BAD_INPUT
    for task in found.open:
        print_json(_told(task, now))
    return DONE


def _told(task: Task, now: datetime) -> dict[str, object]:
    return {
        "task": task.id,
        "kind": task.kind.value,
        "about": list(task.about),
        "person": task.filing.name,
        "local_number": task.filing.local_number,
        "case_number": task.case_number or None,
        "since": task.since.isoformat(),
        "until": task.until.isoformat() if task.until else None,
        "rule": task.rule or None,
        "late": task.overdue(now.date()),
        "text": task_words.to_do(task),
    }
