"""From a sample to a case number with the real engines, on a gateway of its own; nothing of it stays."""

import argparse
import io
import json
from contextlib import redirect_stdout

from core.command_line import print_json, print_text
from core.language import _
from core.problems import SelfTestFailed
from sync.commands import DONE


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(args: argparse.Namespace) -> int:
    from installers.self_test import main as self_test  # brings Qt, which no other command needs

    said = io.StringIO()
    try:
        with redirect_stdout(said):
            self_test()
    except SystemExit as end:
        raise SelfTestFailed(str(end.code)) from None
    report = json.loads(said.getvalue())
    if args.json:
        print_json(report)
    else:
        done = _("自检通过，用了{seconds}秒：说的话认出来了，材料读出来了，练习的平台登记了 {case_number}。")
        print_text(done.format(seconds=report["seconds"], case_number=report["case_number"]))
    return DONE
