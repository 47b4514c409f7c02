"""What lies in the terminal's home: settings, key and identity, store, queue. It is read and left as it is."""

from datetime import datetime, timedelta

from core.date_format import day, moment
from core.language import N_, _, _n
from core.problems import (
    IdentityLost,
    KeyLost,
    NotEnrolled,
    OtherKeyProtector,
    StoreDamaged,
    StoreProblem,
    StoreTooNew,
    WrongKey,
)
from core.sentences import sentence_of
from doctor.finding import Finding, fail, ok, warn
from doctor.machine import Machine
from storage.corruption import inspect
from storage.hash_chained_file import tail_intact
from storage.keys.key_file import KeyFile
from storage.keys.vault import Vault
from sync.identity import Identities, Identity
from sync.outbox import Outbox

OLD_WARN, OLD_FAIL = timedelta(days=1), timedelta(days=3)
KEY_DAYS = 2 * 365
"""Days after which a key that was never changed is worth a word, whatever the settings say."""
ENROL = N_("请向平台管理员要一个登记码，运行 sunlit enrol。")
KEY_BACK = N_("请把 vault.json 和保管钥匙的文件从备份放回来；找不回来，就运行 sunlit sync rebuild，再重新登记。")
KEYS_OWN_GUARD = N_("请核对口令文件或者 TPM 凭据，说的要和 sunlit sync guard 说的一样。")


def settings(machine: Machine) -> list[Finding]:
    if machine.problem:
        return fail(
            "settings", sentence_of(machine.problem), _("请改好 settings.toml，用 sunlit settings check 查一遍。")
        )
    if named := machine.settings.devices.simulators:
        return fail(
            "settings",
            _("设置里选了演练用的模拟设备：{devices}").format(devices=_("、").join(named)),
            _("请在设置 [devices] 里改成真的设备，没有就写 none。"),
        )
    if not machine.settings.terminal.site:
        return warn("settings", _("设置里没有写这台机器在哪里"), _("请在设置 [terminal] 里写上 site。"))
    return ok("settings", _("设置读得出来，这里是{site}").format(site=machine.settings.terminal.site))


def key(machine: Machine) -> list[Finding]:
    """The store's key, who guards it, and who this terminal is at the platform."""
    if not machine.used:
        return fail("key", _("这台机器还没有登记到平台"), _(ENROL))
    try:
        identity = machine.identity()
        guard = Vault(machine.home).protector()
    except KeyLost:
        return fail("key", _("开本机存储的钥匙不见了"), _(KEY_BACK))
    except (OtherKeyProtector, WrongKey):
        return fail("key", _("本机存储的钥匙打不开：口令不对，或者换了保管方式"), _(KEYS_OWN_GUARD))
    except NotEnrolled:
        return fail("key", _("这台机器还没有登记到平台"), _(ENROL))
    except IdentityLost:
        return fail("key", _("这台机器的登记信息坏了"), _(ENROL))
    return _guarded(machine, identity, guard)


def _guarded(machine: Machine, identity: Identity, guard: str) -> list[Finding]:
    if identity.waiting:
        return warn(
            "key",
            _("平台送来了纪检机关的另一把封存钥匙，没有采用"),
            _("请向纪检机关本身要20位核对码，运行 sunlit sync confirm-recipients。"),
        )
    if guard == KeyFile.name:
        return warn(
            "key",
            _("登记好了；可是钥匙和存储放在同一块磁盘上，偷走磁盘就打得开"),
            _("请按操作手册，让 TPM 或者口令文件保管钥匙。"),
        )
    since = identity.key_since
    if since and machine.now() - since > timedelta(days=KEY_DAYS):
        return warn(
            "key",
            _("登记好了；可是这台机器的钥匙从{day}起没有换过").format(day=day(since.date())),
            _("请运行 sunlit sync rotate 换一把。"),
        )
    return ok("key", _("登记好了，钥匙打得开"))


def store(machine: Machine) -> list[Finding]:
    """Every page of the database, and the end of the audit log."""
    if not (machine.home / "store.db").exists():
        if machine.used:
            return fail("store", _("本机存储不见了"), _("请打开窗口，新的自动建好；再看看磁盘是不是坏了。"))
        return ok("store", _("还没有存过东西"))
    try:
        inspect(machine.home / "store.db", machine.key)
    except StoreDamaged:
        return fail("store", _("本机存储坏了"), _("请关掉别的程序，打开窗口，它自动换新的；没送的信访件另外封着。"))
    except StoreTooNew:
        return fail("store", _("本机存储是更新的版本写的"), _("请把本软件升级到新版本。"))
    except WrongKey:
        return warn("store", _("钥匙打不开，没有查存储"), _("请先照 key 这一项修好，再查一次。"))
    return _journal(machine)


def _journal(machine: Machine) -> list[Finding]:
    file = machine.home / "journal.jsonl"
    try:
        whole = file.is_file() and file.stat().st_size > 0 and tail_intact(file)
    except OSError:
        whole = False
    if not whole and not file.exists() and not Identities(machine.home, machine.key).ever_enrolled():
        return ok("store", _("还没有存过东西"))
    if not whole:
        return fail("store", _("操作日志坏了或者不见了"), _("请打开窗口，它自动另起一本；再报告平台管理员。"))
    if (machine.home / "damaged").is_dir():
        return warn(
            "store",
            _("本机存储是好的；以前坏过，旧的放在 damaged 文件夹里"),
            _("请检查磁盘是不是快坏了；旧文件交给平台管理员看过再删。"),
        )
    return ok("store", _("本机存储打得开，是完整的"))


def queue(machine: Machine) -> list[Finding]:
    """How many wait for the platform, since when, and how many a person must look at."""
    if not (machine.home / "store.db").exists():
        return ok("queue", _("没有等着送的信访件"))
    try:
        opened = machine.store()
    except WrongKey:
        return warn("queue", _("钥匙打不开，没有查排队"), _("请先照 key 这一项修好，再查一次。"))
    except StoreProblem:
        return warn("queue", _("存储打不开，没有查排队"), _("请先照 store 这一项修好，再查一次。"))
    try:
        outbox = Outbox(opened)
        (waiting, oldest), aside = outbox.waiting(), outbox.set_aside()
    except StoreProblem:
        return warn("queue", _("存储打不开，没有查排队"), _("请先照 store 这一项修好，再查一次。"))
    finally:
        opened.close()
    return _queued(machine.now(), waiting, oldest, aside)


def _queued(now: datetime, waiting: int, oldest: datetime | None, aside: int) -> list[Finding]:
    if oldest and now - oldest > OLD_WARN:
        judge = fail if now - oldest > OLD_FAIL else warn
        said = _n("{count}件还没有送到平台，最早的是{since}交的", waiting)
        return judge(
            "queue",
            said.format(count=waiting, since=moment(oldest.astimezone(now.tzinfo))),
            _("请照 network 各项修好网络；修不好，用 sunlit queue export 存进 U 盘带到平台。"),
        )
    if aside:
        return warn(
            "queue",
            _n("{count}件平台没有收，要有人看", aside).format(count=aside),
            _("请用 sunlit queue 看是哪几件，再问平台管理员。"),
        )
    if waiting:
        return ok("queue", _n("{count}件正在等着送", waiting).format(count=waiting))
    return ok("queue", _("没有等着送的信访件"))
