"""The platform's signed bulletin reaches the terminal and stays valid without a network."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.case import CaseStep
from core.cases.state import CaseState
from core.outbox_state import OutboxState
from core.problems import PlatformGarbled
from core.wire import Bulletin, Notice, Published, RecipientSet, SignedText
from gateway.cases import bulletin
from gateway.keys import keyring
from gateway.runtime import Runtime
from sync.feed import EVERY
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from testkit.officers import led
from trust.keys import AgeKey, SigningKey
from trust.sign import sign_bytes


def now() -> datetime:
    return datetime.now(UTC)


def test_days_off_and_notices_arrive_and_stay(opened: Terminal, runtime: Runtime, home: Path) -> None:
    said = Published(off=[date(2027, 1, 1)], notices=[Notice(title="停电通知", until=date(2027, 1, 2))])
    number = bulletin.publish(runtime, said)
    opened.feed.fetch(now())
    opened.close()
    with terminal(home) as again:
        kept = again.feed.bulletin()
        assert kept and (kept.number, kept.off, kept.notices) == (number, said.off, said.notices)


def test_it_is_asked_for_now_and_then(opened: Terminal, runtime: Runtime) -> None:
    opened.feed.fetch(now())
    number = bulletin.publish(runtime, Published())
    for later, told in ((EVERY / 2, False), (EVERY, True)):
        opened.feed.fetch(now() + later)
        kept = opened.feed.bulletin()
        assert kept and (kept.number == number) is told


def test_the_steps_of_a_case_are_known_without_a_network(opened: Terminal, runtime: Runtime) -> None:
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    led(runtime, receipt.case_number, CaseState.FORWARDED)
    opened.feed.fetch(now())
    passed = opened.feed.passed(str(slip.item))
    assert {each.case_number for each in passed} == {receipt.case_number}
    assert [each.step for each in passed] == [CaseStep.REGISTERED, CaseStep.REGISTERED, CaseStep.FORWARDED]
    assert passed[-1].due and passed[-1].due > now().date()


def test_a_new_key_is_sealed_to_and_the_old_one_still_opens(home: Path, tmp_path: Path) -> None:
    before = ServedGateway(tmp_path / "gateway")
    with terminal(home) as opened:
        opened.enrol(before.url, before.call("code")["code"])
        old = opened.submissions.accept(a_filing())
        before.close()
        keyring.rotate(before.data / "keys")
        after = ServedGateway(before.data)
        moved = opened.identities.current().model_copy(update={"url": after.url})
        opened.identities.adopt(moved)
        opened.feed.fetch(now())
        assert opened.identities.current().recipients != moved.recipients
        new = opened.submissions.accept(a_filing())
        opened.engine.run_once()
        assert {opened.submissions.status(each.item).state for each in (old, new)} == {OutboxState.REGISTERED}
        after.close()


def test_another_platform_counts_from_elsewhere(enrolled: Terminal) -> None:
    """The former platform's bulletins and position do not hold back those of the new one."""

    def said(number: int) -> Bulletin:
        here = enrolled.identities.current()
        return Bulletin(number=number, at=now(), recipients=here.recipients, telephone=str(number))

    def telephone() -> str:
        kept = enrolled.feed.bulletin()
        return kept.telephone if kept else ""

    slip = enrolled.submissions.accept(a_filing())
    with enrolled.store.write() as tx:
        tx.execute(f"INSERT INTO passed (number, item, step, at) VALUES (900, '{slip.item}', 'registered', '{now()}')")
    enrolled.feed.take(said(2_000_000_000))
    enrolled.feed.take(said(1))
    assert telephone() == "2000000000" and enrolled.store.read("SELECT * FROM passed")
    other = enrolled.identities.current().model_copy(update={"gateway_key": SigningKey.generate().public})
    enrolled.identities.adopt(other)
    enrolled.feed.take(said(3))
    assert telephone() == "3" and not enrolled.store.read("SELECT * FROM passed")
    enrolled.feed.take(said(2))
    assert telephone() == "3"


class Liar:
    """Answers as the platform would, but signs with its own key."""

    def __init__(self, said: SignedText) -> None:
        self.said = said

    def read(self, kind: type[SignedText]) -> SignedText:
        return self.said


def test_what_the_platform_did_not_sign_is_not_believed(opened: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.feed.fetch(now())
    honest = opened.identities.current().recipients
    kept = opened.feed.bulletin()
    assert kept
    mine = [RecipientSet(name="bureau", keys=[AgeKey.generate().recipient])]
    text = kept.model_copy(update={"number": 99, "recipients": mine}).model_dump_json()
    forged = SignedText(text=text, signature=sign_bytes(text.encode(), SigningKey.generate()))
    monkeypatch.setattr(opened.platform, "_signed", lambda *_: Liar(forged))
    with pytest.raises(PlatformGarbled):
        opened.platform.bulletin()
    opened.feed.fetch(now() + 2 * EVERY)
    assert opened.identities.current().recipients == honest


def test_an_old_bulletin_played_again_changes_nothing(
    opened: Terminal, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = bulletin.current(runtime).model_copy(update={"recipients": [], "at": now() - timedelta(days=9)})
    opened.feed.fetch(now())
    monkeypatch.setattr(opened.platform, "_signed", lambda *_: Liar(bulletin.signed(runtime, old)))
    opened.feed.fetch(now() + 2 * EVERY)
    assert opened.identities.current().recipients


def test_a_province_sets_no_devices(runtime: Runtime, gateway: ServedGateway, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="devices"):
        bulletin.publish(runtime, Published(settings={"devices": {"printer": "none"}}))
    with pytest.raises(ValueError, match="warn_after"):
        bulletin.publish(runtime, Published(settings={"visit": {"warn_after": 1}}))
    (tmp_path / "b.json").write_text(json.dumps({"settings": {"visit": {"warn_after": 120}}}))
    assert gateway.call("publish", str(tmp_path / "b.json"))["bulletin"] > 0
