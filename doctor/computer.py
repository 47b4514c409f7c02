"""The computer itself: disk, memory, clock, time zone, screen."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from core.date_format import day, moment
from core.language import N_, _
from core.problems import StoreProblem
from doctor.finding import Finding, fail, ok, warn
from doctor.machine import Machine
from sync.latest_time import known_times

MB = 1 << 20
DISK_FAIL, DISK_WARN = 200 * MB, 1000 * MB
"""Bytes: a visit with papers takes some tens of megabytes; what waits may grow for weeks."""
INODES_FAIL, INODES_WARN = 500, 5_000
MEMORY_FAIL, MEMORY_WARN = 300, 800
"""Megabytes: the engines hold some three hundred."""
PROBE_BYTES = 1 * MB
BEFORE_US = datetime(2026, 1, 1)
"""No clock is right that shows an earlier day: this version is younger."""
BACKWARDS = timedelta(minutes=10)
CHINA = timedelta(hours=8)
ENCRYPTED_SWAP = ("/dev/zram", "/dev/dm-", "/dev/mapper/")
NO_WAY_TO_ASK = {errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL}

FULL = N_("磁盘满了，只剩{free} MB")
MAKE_ROOM = N_("请清理磁盘，或者换一块大的。里面没送到平台的信访件不要删。")
READ_ONLY = N_("存东西的磁盘写不进去")
REMOUNT = N_("请重启机器。还是写不进去，请检查磁盘和文件夹 {folder} 的权限，坏了就换。")
NO_HOME = N_("存东西的文件夹还没有建，上一层写得进去，剩{free} MB")
MANY_FILES = N_("磁盘上的文件太多，只能再建{left}个")


def disk(machine: Machine) -> list[Finding]:
    """Room, inodes, and whether a file can be written; the probe is a file without a name, which nobody ever sees."""
    folder = existing(machine.home)
    trouble = _unwritable(folder)
    free = shutil.disk_usage(folder).free
    if trouble in {errno.ENOSPC, errno.EDQUOT} or free < DISK_FAIL:
        return fail("disk", _(FULL).format(free=free // MB), _(MAKE_ROOM))
    if trouble:
        return fail("disk", _(READ_ONLY), _(REMOUNT).format(folder=folder.name))
    if (left := _free_inodes(folder)) is not None and left < INODES_WARN:
        judge = fail if left < INODES_FAIL else warn
        return judge("disk", _(MANY_FILES).format(left=left), _(MAKE_ROOM))
    if free < DISK_WARN:
        return warn("disk", _("磁盘快满了，还剩{free} MB").format(free=free // MB), _(MAKE_ROOM))
    said = _("磁盘写得进去，还剩{free} MB") if folder == machine.home else _(NO_HOME)
    return ok("disk", said.format(free=free // MB))


def existing(folder: Path) -> Path:
    """Returns the folder, or the nearest one above it that is there."""
    return next(each for each in (folder, *folder.absolute().parents) if each.is_dir())


def _unwritable(folder: Path) -> int:
    """Returns the error number of writing a megabyte into the folder; 0 if it can be written."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return errno.EACCES
    if not hasattr(os, "O_TMPFILE"):
        return 0
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError as error:
        return 0 if error.errno in NO_WAY_TO_ASK else error.errno or errno.EIO
    try:
        os.write(handle, bytes(PROBE_BYTES))
        os.fsync(handle)
    except OSError as error:
        return error.errno or errno.EIO
    finally:
        os.close(handle)
    return 0


def _free_inodes(folder: Path) -> int | None:
    """Returns None where the file system does not count them."""
    if not hasattr(os, "statvfs"):
        return None
    found = os.statvfs(folder)
    return found.f_favail if found.f_files else None


def memory(machine: Machine) -> list[Finding]:
    """What is free, and whether drafts in memory may be written out to a swap file that nobody encrypted."""
    free = _available_mb(machine.system / "proc" / "meminfo")
    if free is None:
        return ok("memory", _("这个系统不说内存还剩多少，没有查"))
    if free < MEMORY_WARN:
        judge = fail if free < MEMORY_FAIL else warn
        remedy = _("请关掉别的程序，重启机器；常这样就加内存。")
        return judge("memory", _("内存只剩{free} MB").format(free=free), remedy)
    if _open_swap(machine.system / "proc" / "swaps"):
        return warn(
            "memory",
            _("交换分区开着，又没有加密，正在填的内容可能写到磁盘上"),
            _("请运行 swapoff -a，并从 /etc/fstab 里去掉那一行，或者给它加密。"),
        )
    return ok("memory", _("内存还剩{free} MB").format(free=free))


def _available_mb(file: Path) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        for line in file.read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) // 1024
    return None


def _open_swap(file: Path) -> bool:
    with suppress(OSError):
        lines = file.read_text().splitlines()[1:]
        return any(line.strip() and not line.startswith(ENCRYPTED_SWAP) for line in lines)
    return False


def clock(machine: Machine) -> list[Finding]:
    """Without a network: no day before this version, and none before what this terminal once knew."""
    now = machine.now()
    if now.replace(tzinfo=None) < BEFORE_US:
        return fail(
            "clock",
            _("机器以为今天是{today}").format(today=day(now.date())),
            _("请在系统设置里校准日期和时间；断电就不准，请换主板电池。"),
        )
    if (latest := _latest(machine)) and now < latest - BACKWARDS:
        return fail(
            "clock",
            _("机器的时间{now}比它以前知道的{latest}还早").format(now=moment(now), latest=moment(latest)),
            _("请在系统设置里校准日期和时间；断电就不准，请换主板电池。"),
        )
    return ok("clock", _("机器的时间是{now}").format(now=moment(now)))


def _latest(machine: Machine) -> datetime | None:
    try:
        with_store = machine.store()
    except (StoreProblem, OSError):
        return None
    try:
        latest = max(known_times(with_store), default=None)
        return latest and latest.astimezone(machine.now().tzinfo)
    except (StoreProblem, ValueError):
        return None
    finally:
        with_store.close()


def time_zone(machine: Machine) -> list[Finding]:
    offset = machine.now().utcoffset()
    if offset == CHINA:
        return ok("time-zone", _("时区是北京时间"))
    hours = (offset or timedelta()).total_seconds() / 3600
    return fail(
        "time-zone",
        _("时区不是北京时间，差{hours:+g}小时").format(hours=hours - 8),
        _("请运行 timedatectl set-timezone Asia/Shanghai，再重启窗口。"),
    )


def screen(machine: Machine) -> list[Finding]:
    """Compares the settings' millimetres with what the panel says of itself (EDID)."""
    chosen = machine.settings.screen
    panels = list(_panels(machine.system / "sys" / "class" / "drm"))
    if not panels:
        return warn(
            "screen",
            _("屏幕没有说自己多大；设置里写的宽是{width:g}毫米").format(width=chosen.width_mm),
            _("请用尺子量屏幕画面的宽，写进设置 [screen] width_mm。"),
        )
    sides = [side for panel in panels for side in panel]
    if any(abs(side - chosen.width_mm) <= 0.08 * side for side in sides):
        return ok("screen", _("屏幕画面宽{width:g}毫米，和设置一样").format(width=chosen.width_mm))
    across, down = panels[0]
    return fail(
        "screen",
        _("设置里屏幕宽{width:g}毫米，屏幕自己说是{across}×{down}毫米").format(
            width=chosen.width_mm, across=across, down=down
        ),
        _("请用尺子量屏幕画面的宽，写进设置 [screen] width_mm，不然字的大小不对。"),
    )


def _panels(folder: Path) -> Iterator[tuple[int, int]]:
    """Yields width and height in millimetres of each connected panel."""
    for file in sorted(folder.glob("*/edid")):
        with suppress(OSError):
            if size := edid_size(file.read_bytes()):
                yield size


def edid_size(edid: bytes) -> tuple[int, int] | None:
    """Returns the picture's size in millimetres: of the first detailed timing, else in whole centimetres (VESA E-EDID
    1.4, 3.6 and 3.10.2); None where the block says nothing."""
    if len(edid) < 128 or edid[:8] != b"\x00\xff\xff\xff\xff\xff\xff\x00":
        return None
    timing = edid[54:72]
    if timing[0] or timing[1]:
        exact = timing[12] | (timing[14] & 0xF0) << 4, timing[13] | (timing[14] & 0x0F) << 8
        if all(exact):
            return exact
    rough = edid[21] * 10, edid[22] * 10
    return rough if all(rough) else None
