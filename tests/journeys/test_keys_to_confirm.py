"""The kiosk has no staff page: a line on its first page says that keys wait to be confirmed."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from core.problems import RecipientsOffered
from core.wire import OrganKeys
from kiosk.pages.welcome import KEYS_TO_CONFIRM
from sync.terminal import terminal
from testkit.faulty_platform import FaultyPlatform
from testkit.kiosk_fixture import KioskFixture, kiosk_fixture
from trust.keys import AgeKey


def said(opened: KioskFixture) -> bool:
    labels = [label for label in opened.shell.findChildren(QLabel) if label.isVisible()]
    return KEYS_TO_CONFIRM.format(number=RecipientsOffered.number) in [label.text() for label in labels]


def test_it_is_said_while_they_wait(qapp: QApplication, platform: FaultyPlatform, home: Path, paper: Path) -> None:
    with kiosk_fixture(home, paper) as opened:
        assert not said(opened)
    with terminal(home) as here:
        known, offered = here.identities.current(), OrganKeys(keys=[AgeKey.generate().recipient])
        here.identities.adopt(known.model_copy(update={"offered": offered}))
    with kiosk_fixture(home, paper) as opened:
        assert said(opened)
