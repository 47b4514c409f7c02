"""`python -m training desk`: the officers' pages over a made-up county, to practise in."""

import shutil
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Event

from core import training
from core.command_line import print_text
from core.language import _, _n
from core.problems import RealHome
from gateway.clock import china_now
from training.county import staff
from training.county.making import make
from training.local_gateway import LocalGateway

CASES = 300
PORT = 8765
PATH = "/desk"


def run(folder: Path, cases: int = CASES, port: int = PORT) -> int:
    """Makes the county where there is none in `folder` yet, and serves its desk until Ctrl-C. Raises RealHome,
    InvalidTodaySetting."""
    data = folder / "gateway"
    if not (data / staff.ACCOUNTS).exists():
        print_text(_n("正在准备一个虚构的县，{count}件信访件……", cases).format(count=cases))
        prepare(data, cases, training.clock(china_now))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the gateway ends with us
    gateway = LocalGateway(data, port if _free(port) else None)
    gateway.start()
    try:
        print_text(_("办件台：{address}").format(address=gateway.url + PATH))
        print_text(_("数据在{folder}，都是虚构的；删掉这个文件夹，就重新做一个县。").format(folder=folder))
        _answer(gateway)
    finally:
        gateway.stop()
    return 0


def prepare(data: Path, cases: int, clock: Callable[[], datetime]) -> None:
    """Makes the county. What an interrupted start left is made anew. Raises RealHome for a folder in earnest."""
    if data.exists():
        if not training.marked(data / "keys"):
            raise RealHome
        shutil.rmtree(data)
    make(data, cases, clock)


def accounts(data: Path, now: datetime) -> list[str]:
    """Returns a line for each officer: login, the code of this half minute, who they are. Raises RealHome."""
    told = [_("口令都是 {password}；登录名，验证码，职责：").format(password=staff.PASSWORD)]
    for each in staff.kept(data):
        told.append(f"{each.login:<12} {each.code(now)}  {each.organ}  {each.name}  {each.does}")
    return told


def codes(folder: Path, port: int = PORT) -> list[str]:
    """Returns the lines of a desk that is being served from `folder`. Raises OSError where none is."""
    gateway = LocalGateway(folder / "gateway", port)
    return accounts(gateway.data, gateway.now())


def _answer(gateway: LocalGateway) -> None:
    """Prints the codes now, and again whenever Enter is pressed: each counts for half a minute, and once."""
    with suppress(KeyboardInterrupt):
        while True:
            print_text("\n".join(accounts(gateway.data, gateway.now())))
            print_text(_("验证码半分钟换一次。按回车看新的，按 Ctrl-C 结束。"))
            if not sys.stdin.readline():  # nobody types here
                Event().wait()


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
