"""A terminal with a date outside every certificate's validity: it says so, loses nothing, and delivers once when it is
corrected."""

import ssl
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.date_format import day
from core.outbox_state import OutboxState
from core.problems import ClockWrong
from core.sentences import label, sentence_of
from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from tests.journeys.test_query import fill_in
from tests.sync.test_tls import certified
from training import example


@pytest.fixture
def expired(home: Path, tmp_path: Path) -> Iterator[None]:
    """Enrols the kiosk at a platform whose certificate has expired by the kiosk's clock."""
    pem = certified(tmp_path, datetime.now(UTC) - timedelta(days=1))
    (home / "settings.toml").write_text(f"[platform]\ntimeout = 2.0\nca_file = '{pem.as_posix()}'\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with FaultyPlatform() as met, FaultyPlatform(tls=context) as platform:
        with terminal(home) as opened:
            opened.enrol(met.url, CODE)
            identity = opened.identities.current()
            opened.identities.adopt(identity.model_copy(update={"url": platform.url}))
        yield


def test_it_is_said_at_the_slip_and_at_a_question(expired: None, kiosk: KioskFixture, visitor: Visitor) -> None:
    today = date.today()
    visitor.stand_on("submit", example.draft())
    visitor.driver.touch("提交")
    visitor.see(sentence_of(ClockWrong))
    assert kiosk.says(label(OutboxState.SAVED))
    assert kiosk.says(f"它以为今天是{day(today)}")
    [item] = kiosk.terminal.submissions.items()
    assert item.as_json()["reason"] == f"P508 certificate, {today} here"
    visitor.stand_on("query")
    fill_in(visitor, "1" * 16, "0470")
    visitor.see(f"这台机器以为今天是{today.year}年{today.month}月{today.day}日")
    assert not kiosk.says("已存在本机")
