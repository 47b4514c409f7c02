"""Makes a zip for the platform's people: checks, versions, settings that are figures, how many items wait in which
state. It is looked through for personal data before it is written."""

import argparse
from pathlib import Path

from core.command_line import print_json, print_text
from core.language import _
from core.problems import DiskFull, FileNotWritten
from doctor.machine import machine
from storage import disk
from sync.commands import DONE
from technician.bundle import entries, known_words, packed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="where to; sunlit-support-DAY.zip")
    parser.add_argument("--quiet", action="store_true", help="opens no device and makes no sound")


def run(args: argparse.Namespace) -> int:
    here = machine()
    target = args.file or Path(f"sunlit-support-{here.now():%Y%m%d-%H%M}.zip")
    content = packed(entries(here, quiet=args.quiet), known_words(here))
    try:
        disk.replace(target, content)
    except (OSError, DiskFull) as trouble:
        raise FileNotWritten(type(trouble).__name__) from None
    if args.json:
        print_json({"bundle": str(target), "bytes": len(content)})
    else:
        print_text(_("打好了：{file}。里面查过，没有个人信息。").format(file=target))
    return DONE
