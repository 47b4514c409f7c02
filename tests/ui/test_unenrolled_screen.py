"""A terminal that is not enrolled says so and keeps its items; only a technician enrols it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import pytest
import segno
from pytestqt.qtbot import QtBot

from core.invitation import Invitation
from core.outbox_state import OutboxState
from core.problems import CodeOutdated, EnrolmentRefused, IdentityLost
from core.sentences import sentence_of
from core.settings import Settings
from core.typed_digits import digits_of
from devices.camera.simulated import SimulatedCamera, empty_desk
from proxy_client.app import LAPTOP
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, WRONG, FaultyPlatform
from testkit.filings import a_filing
from training.simulation import SITE, screen
from training.touch_driver import TouchDriver
from ui.background.tasks import TaskRunner
from ui.camera.device_stream import DeviceStream
from ui.shell.window import application, show
from ui.startup.enrolment_form import SILENT
from ui.startup.unenrolled_screen import UnenrolledScreen
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

PANELS = [screen("1080x1920"), screen("1920x1080"), LAPTOP]


@pytest.fixture
def platform() -> Iterator[FaultyPlatform]:
    with FaultyPlatform() as running:
        yield running


@pytest.fixture
def lost(tmp_path: Path, platform: FaultyPlatform) -> Path:
    """Returns a home with a waiting item and no readable copy of the identity."""
    home = tmp_path / "home"
    with terminal(home) as opened:
        opened.enrol(platform.url, CODE)
        opened.submissions.accept(a_filing())
    for copy in ("identity.sealed", "identity.spare.sealed"):
        (home / copy).write_bytes(b"nothing one could read")
    return home


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Returns the picture under the camera: an empty desk, unless a test draws on it."""
    file = tmp_path / "paper.png"
    cv2.imwrite(str(file), empty_desk())
    return file


Shown = Callable[[Terminal], UnenrolledScreen]


@pytest.fixture(params=PANELS, ids=["portrait", "landscape", "laptop"])
def shown(request: pytest.FixtureRequest, qtbot: QtBot, paper: Path) -> Iterator[Shown]:
    application()
    tasks, camera = TaskRunner(ThreadPoolExecutor(1)), DeviceStream(SimulatedCamera([paper]))

    def open_page(here: Terminal) -> UnenrolledScreen:
        chosen = Settings(screen=request.param, terminal=SITE)
        page = UnenrolledScreen(Theme(chosen.screen), here, chosen, tasks, camera)
        qtbot.addWidget(page)
        show(page, chosen.screen)
        return page

    yield open_page
    camera.shut()
    tasks.close()


def words(page: UnenrolledScreen) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_a_new_one_says_so_and_where_to_go(shown: Shown, tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        assert "还没有登记到平台" in words(page) and "收不了信访件" in words(page)
        assert SITE.site in words(page)
        for child in (*page.findChildren(Label), *page.findChildren(Button)):
            if child.isVisible():
                assert page.rect().contains(child.mapTo(page, child.rect().bottomRight()))


def test_one_that_lost_its_identity_says_what_is_kept(shown: Shown, lost: Path) -> None:
    with terminal(lost) as here:
        before = [(item.item, item.state, item.reason) for item in here.submissions.items()]
        page = shown(here)
        assert sentence_of(IdentityLost) in words(page)
        assert "有1件还没有送到平台" in words(page)
        assert here.engine.run_once() == 0
        assert [(item.item, item.state, item.reason) for item in here.submissions.items()] == before
        assert before[0][1:] == (OutboxState.SAVED, "")
        assert not here.identities.enrolled


def test_the_technician_types_the_code_and_all_is_delivered(
    shown: Shown, lost: Path, platform: FaultyPlatform, qtbot: QtBot
) -> None:
    with terminal(lost) as here:
        page = shown(here)
        page.technician.click()
        assert page.form.address.text() == platform.url  # nobody has to type it again
        for digit in digits_of(CODE):
            next(key for key in page.form.findChildren(Button) if key.text() == digit).click()
        with qtbot.waitSignal(page.enrolled):
            page.form.on.click()
        here.engine.run_once()
        assert {item.state for item in here.submissions.items()} == {OutboxState.REGISTERED}
    assert len(platform.order) == 1


def test_what_a_scanner_types_fills_both_lines(shown: Shown, tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        page.technician.click()
        for line in (page.form.address, page.form.code):
            page.form.choose(line)
            for sign in Invitation("https://petition.example/x", CODE).text:
                page.form._write(sign)
            assert (page.form.address.text(), page.form.code.text()) == ("https://petition.example/x", CODE)
            page.form.address.setText("https://")
            page.form.code.setText("")


def test_a_code_under_the_camera_does_too(shown: Shown, tmp_path: Path, paper: Path) -> None:
    invitation = Invitation("https://petition.example", CODE)
    segno.make(invitation.text, error="m", micro=False).save(str(paper), scale=8, border=20)
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        page.technician.click()
        TouchDriver(page).wait(page.form.code.text, "the code")
        assert (page.form.address.text(), page.form.code.text()) == (invitation.url, CODE)
        assert not here.identities.enrolled  # nobody has pressed the button
        page.form.back.click()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (WRONG, sentence_of(EnrolmentRefused)),
        (CODE, SILENT),
        (CODE[:-1], "一共36位数字，这里有35位"),
        ("1234 5678 9012", sentence_of(CodeOutdated)),
    ],
    ids=["wrong code", "nobody there", "not all of it", "of the version before"],
)
def test_a_refusal_is_said_in_place_and_nothing_is_sent_anywhere(
    shown: Shown, tmp_path: Path, platform: FaultyPlatform, code: str, sentence: str
) -> None:
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        page.technician.click()
        page.form.address.setText("http://127.0.0.1:9" if code == CODE else platform.url)
        page.form.code.setText(code)
        page.form.on.click()
        TouchDriver(page).wait(page.form.on.isEnabled, "the answer")
        assert sentence in words(page)
        assert "存在本机" not in words(page)
        assert not here.identities.enrolled


def test_a_wrong_group_is_said_while_the_code_is_typed(shown: Shown, tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        page.technician.click()
        page.form.choose(page.form.code)
        digits = digits_of(CODE)
        for digit in digits[:7]:
            page.form._write(digit)
        assert not page.form.trouble.isVisible()
        page.form._write(str((int(digits[7]) + 1) % 10))
        assert "第2组" in page.form.trouble.text() and page.form.trouble.isVisible()
        assert page.rect().contains(page.form.on.mapTo(page, page.form.on.rect().bottomRight()))
        page.form._erase()
        assert not page.form.trouble.isVisible()
        for digit in digits[7:]:
            page.form._write(digit)
        assert page.form.code.text() == CODE and not page.form.trouble.isVisible()


def test_the_whole_code_is_in_sight(shown: Shown, tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        page.technician.click()
        page.form.code.setText(digits_of(CODE))
        code = page.form.code
        assert code.document().size().height() * code.fontMetrics().lineSpacing() <= code.viewport().height()


def test_what_is_mended_in_the_middle_stays_where_it_is(shown: Shown, tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as here:
        code = shown(here).form.code
        code.setText("1111 2222 3333")
        cursor = code.textCursor()
        cursor.setPosition(9)
        code.setTextCursor(cursor)
        code.backspace()
        code.insert("9")
        assert (code.text(), code.textCursor().position()) == ("1111 2229 3333", 9)


def test_a_command_that_enrols_it_opens_the_window(
    shown: Shown, tmp_path: Path, platform: FaultyPlatform, qtbot: QtBot
) -> None:
    with terminal(tmp_path / "home") as here:
        page = shown(here)
        with qtbot.waitSignal(page.enrolled), terminal(tmp_path / "home") as command:
            command.enrol(platform.url, CODE)
