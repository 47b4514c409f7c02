"""The menus as a table, one row an action: whatever an agent can do is found here by its name, and by its keys.

What cannot be done now stays in its menu and says why not (`hindered`); it is never left out. A row leads to a page of
the desk (`leads_to`, a choice of proxy_client/flow.py), or does something in the window (`do`)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from core.language import N_, _

if TYPE_CHECKING:
    from proxy_client.window import AgentWindow

Standard = QKeySequence.StandardKey
FILE, EDIT, PEOPLE, WORK, VIEW, HELP = N_("文件"), N_("编辑"), N_("服务对象"), N_("办件"), N_("查看"), N_("帮助")
MENUS = {FILE: "F", EDIT: "E", PEOPLE: "P", WORK: "W", VIEW: "V", HELP: "H"}
"""In their order, each with the letter that opens it together with Alt."""
WRITING = {"Backspace"}
"""Keys of the platform that write or delete where no text is chosen: a number is typed on a visible pad."""


@dataclass(frozen=True)
class Situation:
    """What decides which actions can be done now. `sheet`: a sheet lies over the page; `text`: where text can be
    written was the last place chosen."""

    signed_in: bool = False
    page: str = ""
    sheet: bool = False
    text: bool = False
    back: bool = False
    leave: bool = False
    main: bool = False
    paper: bool = False
    """The page has a paper to print."""
    files: bool = False
    """The page takes files."""


Hindered = Callable[[Situation], str]


def nothing_above(now: Situation) -> str:
    return _("请先答完或者关上眼前的这一张。") if now.sheet else ""


def signed_in(now: Situation) -> str:
    return nothing_above(now) if now.signed_in else _("请先登录。")


def signed_in_at_all(now: Situation) -> str:
    """For what may be done over any sheet."""
    return "" if now.signed_in else _("请先登录。")


def in_text(now: Situation) -> str:
    return "" if now.text else _("请先点一下要写字的地方。")


def in_text_or_papers(now: Situation) -> str:
    return "" if now.text or now.files else _("请先点一下要写字的地方，或者到放材料的那一页。")


def takes_files(now: Situation) -> str:
    return nothing_above(now) if now.files else _("请先到放材料、放身份证的那一页。")


def has_paper(now: Situation) -> str:
    return nothing_above(now) if now.paper else _("这一页现在没有要打印的。")


def way_back(now: Situation) -> str:
    return nothing_above(now) if now.back else _("这一页前面没有页了。")


def visit(now: Situation) -> str:
    return nothing_above(now) if now.leave else _("现在没有正在办的。")


def main_answer(now: Situation) -> str:
    return nothing_above(now) if now.main else _("这一页还没填完，或者要自己选一个。")


def anytime(_now: Situation) -> str:
    return ""


@dataclass(frozen=True)
class MenuRow:
    """One action. `keys`: the platform's own where there is one, else as QKeySequence reads it. `checked`: for what is
    on or off, whether it is on. `apart`: a line stands before it."""

    menu: str
    text: str
    keys: Standard | str = ""
    leads_to: str = ""
    do: "Callable[[AgentWindow], None] | None" = None
    hindered: Hindered = nothing_above
    checked: "Callable[[AgentWindow], bool] | None" = None
    apart: bool = False

    @property
    def sequences(self) -> list[QKeySequence]:
        if isinstance(self.keys, Standard):
            return [each for each in QKeySequence.keyBindings(self.keys) if each.toString() not in WRITING]
        return [QKeySequence(self.keys)] if self.keys else []


def _look(menu: str, name: str, option: str, text: str, keys: Standard | str = "") -> MenuRow:
    """Returns the row of one option of how the window looks (`Choices`)."""
    return MenuRow(
        menu,
        text,
        keys,
        do=lambda window: window.choose(**{name: option}),
        checked=lambda window: window.chosen(name) == option,
    )


def _locks_after(menu: str, minutes: int, text: str) -> MenuRow:
    return MenuRow(
        menu,
        text,
        do=lambda window: window.lock_after(60 * minutes),
        hindered=anytime,
        checked=lambda window: window.locks_after == 60 * minutes,
    )


ROWS: tuple[MenuRow, ...] = (
    MenuRow(FILE, N_("从文件添加"), Standard.Open, do=lambda window: window.add_files(), hindered=takes_files),
    MenuRow(FILE, N_("打印预览"), Standard.Print, do=lambda window: window.preview(), hindered=has_paper),
    MenuRow(FILE, N_("代办员名单"), "Ctrl+Shift+A", leads_to="agents", hindered=signed_in),
    MenuRow(FILE, N_("邀请代办员"), leads_to="invite", hindered=signed_in),
    MenuRow(FILE, N_("离任、交接"), leads_to="leaving", hindered=signed_in),
    MenuRow(FILE, N_("别处的管理员"), leads_to="supervisors", hindered=signed_in),
    replace(_locks_after(FILE, 2, N_("2分钟不用就锁上")), apart=True),
    _locks_after(FILE, 5, N_("5分钟不用就锁上")),
    _locks_after(FILE, 15, N_("15分钟不用就锁上")),
    MenuRow(FILE, N_("现在锁上"), "Ctrl+L", do=lambda window: window.lock(), hindered=signed_in_at_all),
    MenuRow(FILE, N_("退出登录"), "Ctrl+Shift+Q", do=lambda window: window.sign_out(), hindered=signed_in, apart=True),
    MenuRow(FILE, N_("关上窗口"), "Ctrl+Q", do=lambda window: window.close_by_hand(), hindered=anytime),
    MenuRow(EDIT, N_("撤销"), Standard.Undo, do=lambda window: window.edit("undo"), hindered=in_text),
    MenuRow(EDIT, N_("重做"), Standard.Redo, do=lambda window: window.edit("redo"), hindered=in_text),
    MenuRow(EDIT, N_("剪切"), Standard.Cut, do=lambda window: window.edit("cut"), hindered=in_text, apart=True),
    MenuRow(EDIT, N_("复制"), Standard.Copy, do=lambda window: window.edit("copy"), hindered=in_text),
    MenuRow(EDIT, N_("粘贴"), Standard.Paste, do=lambda window: window.paste(), hindered=in_text_or_papers),
    MenuRow(EDIT, N_("全选"), Standard.SelectAll, do=lambda window: window.edit("selectAll"), hindered=in_text),
    MenuRow(PEOPLE, N_("名单"), "Ctrl+Shift+P", leads_to="people", hindered=signed_in),
    MenuRow(PEOPLE, N_("按户看"), "Ctrl+Shift+H", leads_to="households", hindered=signed_in),
    MenuRow(PEOPLE, N_("添一个人"), "Ctrl+Shift+N", leads_to="add_person", hindered=signed_in, apart=True),
    MenuRow(PEOPLE, N_("导入名单"), "Ctrl+Shift+I", leads_to="import_people", hindered=signed_in),
    MenuRow(WORK, N_("代办一件"), Standard.New, leads_to="file", hindered=signed_in),
    MenuRow(WORK, N_("草稿"), "Ctrl+Shift+O", leads_to="drafts", hindered=signed_in),
    MenuRow(WORK, N_("送到哪里了"), "Ctrl+D", leads_to="queue", hindered=signed_in),
    MenuRow(WORK, N_("查进度"), Standard.Find, leads_to="query", hindered=signed_in),
    MenuRow(WORK, N_("要做的事"), "Ctrl+T", leads_to="tasks", hindered=signed_in, apart=True),
    MenuRow(WORK, N_("我代办的件"), "Ctrl+M", leads_to="my_cases", hindered=signed_in),
    MenuRow(WORK, N_("下乡"), "Ctrl+Shift+V", leads_to="round", hindered=signed_in),
    MenuRow(WORK, N_("日清理和小结"), "Ctrl+Shift+R", leads_to="report", hindered=signed_in),
    MenuRow(WORK, N_("回到工作台"), "Alt+Home", leads_to="desk", hindered=signed_in, apart=True),
    MenuRow(WORK, N_("返回上一页"), Standard.Back, do=lambda window: window.go_back(), hindered=way_back),
    MenuRow(WORK, N_("下一步"), "Ctrl+Return", do=lambda window: window.go_on(), hindered=main_answer),
    MenuRow(WORK, N_("不办了"), "Ctrl+W", do=lambda window: window.leave(), hindered=visit),
    _look(VIEW, "ground", "light", N_("浅色")),
    _look(VIEW, "ground", "dark", N_("深色"), "Ctrl+Shift+D"),
    _look(VIEW, "ground", "system", N_("跟着系统")),
    replace(_look(VIEW, "size", "dense", N_("紧凑"), Standard.ZoomOut), apart=True),
    _look(VIEW, "size", "ordinary", N_("标准大小"), "Ctrl+0"),
    _look(VIEW, "size", "large", N_("大字"), Standard.ZoomIn),
    replace(_look(VIEW, "language", "zh_CN", N_("中文")), apart=True),
    _look(VIEW, "language", "en_US", "English"),
    MenuRow(
        VIEW,
        N_("全屏"),
        Standard.FullScreen,
        do=lambda window: window.fill_screen(),
        hindered=anytime,
        apart=True,
        checked=lambda window: window.isFullScreen(),
    ),
    MenuRow(VIEW, N_("再说一遍这一页"), "Ctrl+R", do=lambda window: window.say_again(), apart=True),
    MenuRow(VIEW, N_("声音"), "Ctrl+Shift+S", do=lambda window: window.footer.sound.click()),
    MenuRow(HELP, N_("这一页怎么办"), Standard.HelpContents, do=lambda window: window.footer.help.click()),
    MenuRow(HELP, N_("快捷键"), "Ctrl+/", do=lambda window: window.show_shortcuts()),
)
"""In the order of the menus."""
