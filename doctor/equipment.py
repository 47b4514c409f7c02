"""Card reader, printer and touch panel."""

import time
from contextlib import closing

from core.date_format import day
from core.language import _
from core.problems import (
    CardUnknown,
    CardUnread,
    OutOfPaper,
    PrintAborted,
    PrinterMissing,
    PrinterUnset,
    PrintUnconfirmed,
    ReaderFaulty,
    ReaderMissing,
    ReaderUninstalled,
)
from devices.absent import NoPrinter
from devices.ports import CardReader, Printer
from devices.printer.pdf import PdfPrinter
from devices.printer.spooler import SpoolerPrinter
from doctor.finding import Finding, fail, ok, warn
from doctor.machine import Machine
from doctor.sheet import sheet_pdf
from doctor.touched import last_touched


def card_reader(machine: Machine) -> list[Finding]:
    """Asks the reader's module; with `card_seconds` waits for a card, of which nothing is shown or kept."""
    reader = machine.parts.card_reader(machine.settings.devices)
    if reader is None:
        return ok("card-reader", _("设置里没有装读卡器"))
    try:
        with closing(reader):
            reader.open()
            return _tried(reader, machine.wanted.card_seconds)
    except ReaderUninstalled:
        return fail("card-reader", _("读卡器的驱动没有装好"), _("请装厂家的驱动，把路径写进设置 card_reader_library。"))
    except ReaderFaulty:
        return fail("card-reader", _("读卡器自检没有通过"), _("请拔下读卡器，等十秒再插上；还不行就换一个。"))
    except ReaderMissing:
        return fail("card-reader", _("没有找到读卡器"), _("请插好读卡器，核对设置 [devices] 里的端口。"))


def _tried(reader: CardReader, seconds: float) -> list[Finding]:
    until, unread = time.monotonic() + seconds, False
    while time.monotonic() < until:
        try:
            if reader.read():
                return ok("card-reader", _("读卡器读出了一张证件"))
        except CardUnread:
            unread = True
        except CardUnknown:
            return warn("card-reader", _("读卡器认不出这张证件"), _("请换一张居民身份证再试。"))
    if unread:
        return fail("card-reader", _("证件没有读出来"), _("请拿起证件再放一次；换一张也不行，就换读卡器。"))
    if seconds:
        return warn("card-reader", _("读卡器有响应，没有等到证件"), _("请运行 sunlit doctor --card，放上身份证再查。"))
    return ok("card-reader", _("读卡器有响应，没有放证件试"))


def printer(machine: Machine) -> list[Finding]:
    """Asks for its state; prints the test sheet if that was asked for."""
    device = machine.parts.printer(machine.settings.devices)
    try:
        return _printed(device) if machine.wanted.print_page else _state(device)
    except PrinterUnset:
        return ok("printer", _("设置里没有装打印机"))
    except PrintUnconfirmed:
        keep = _("请装 cups-ipp-utils，再运行 cupsctl PreserveJobFiles=No PreserveJobHistory=300。")
        return warn("printer", _("打印机没有说打好没有"), keep)
    except (OutOfPaper, PrinterMissing) as problem:
        return fail("printer", *_print_trouble(problem))


def _print_trouble(problem: OutOfPaper | PrinterMissing) -> tuple[str, str]:
    """Returns what is wrong and what to do."""
    if isinstance(problem, OutOfPaper):
        return _("打印机没有纸了"), _("请给打印机加纸，合上盖子，再查一次。")
    if isinstance(problem, PrintAborted):
        return _("打印机出了错，没有打出来"), _("请看打印机面板上的提示，取出卡住的纸，再查一次。")
    if problem.detail.startswith("no lp"):
        return _("没有装打印系统 CUPS"), _("请运行 apt install cups cups-ipp-utils，再加打印机。")
    if problem.detail == "no default printer":
        return _("没有设默认打印机"), _("请用 lpadmin -d 设一台，或者写进设置 printer_name。")
    return _("打印机没有响应"), _("请打开打印机，插好线；还不行，看 lpstat -t 里队列是不是停了。")


def _state(device: Printer) -> list[Finding]:
    if isinstance(device, NoPrinter):
        raise PrinterUnset
    queue = device.check() if isinstance(device, SpoolerPrinter | PdfPrinter) else ""
    if not device.paper:
        return ok("printer", _("打印存成文件，不出纸"))
    return ok("printer", _("打印机 {queue} 等着，有纸").format(queue=queue))


def _printed(device: Printer) -> list[Finding]:
    device.print(sheet_pdf(), "test sheet")
    return ok("printer", _("测试页打好了") if device.paper else _("打印存成文件，不出纸"))


def touch(machine: Machine) -> list[Finding]:
    """What the window's own grid page found the last time."""
    found = last_touched(machine.home)
    if found is None:
        return warn("touch", _("触摸没有试过"), _("请关掉窗口，运行 sunlit-kiosk touch，用手指把格子都划一遍。"))
    facts = {"day": day(found.at.date()), "missed": found.missed, "squares": found.squares}
    if found.missed:
        return fail(
            "touch",
            _("{day}试过触摸，{squares}格里有{missed}格没有反应").format(**facts),
            _("请擦干净屏幕，看边上压住没有，再划一遍；还不行就换触摸屏。"),
        )
    return ok("touch", _("{day}试过触摸，{squares}格都有反应").format(**facts))
