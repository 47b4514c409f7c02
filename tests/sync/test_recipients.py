"""The recipients of accusations change by the organ's word or a person's, never by the platform's."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import DigitsMissing, GroupMistyped, NotAddressed, NothingToConfirm, OtherRecipients
from core.wire import Bulletin, OrganKeys, RecipientSet, SignedText
from gateway.keys import keyring
from sync.commands import offered
from sync.identity import Identity
from sync.recipients import KEPT_CHANGES, with_bulletin_keys
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from tests.sync.conftest import Sync
from trust import key_fingerprints
from trust.keys import AgeKey, SigningKey
from trust.organ_keys import OrganIdentity
from trust.seal import open_sealed


def now() -> datetime:
    return datetime.now(UTC)


THEIRS = OrganIdentity.generate()
BUREAU, MINE = AgeKey.generate().recipient, AgeKey.generate().recipient
PUBLIC = OrganKeys(keys=[THEIRS.ages[0].recipient], signing_key=THEIRS.signing.public if THEIRS.signing else "")


def an_identity(organ: OrganKeys | None = PUBLIC) -> Identity:
    sets = [RecipientSet(name="bureau", keys=[BUREAU]), RecipientSet(name="discipline", keys=PUBLIC.keys)]
    return Identity(terminal="t1", url="https://a", private_key="x", gateway_key="g", recipients=sets, organ=organ)


def said(bureau: list[str], discipline: list[str], statement: SignedText | None = None, **more: list[str]) -> Bulletin:
    sets = {"bureau": bureau, "discipline": discipline, **more}
    told = [RecipientSet(name=name, keys=keys) for name, keys in sets.items()]
    return Bulletin(number=1, at=now(), recipients=told, organ=statement)


def sealing_for(identity: Identity) -> tuple[list[str], list[str]]:
    return identity.keys_of("bureau"), identity.keys_of("discipline")


@pytest.mark.parametrize("organ", [PUBLIC, None], ids=["pinned", "of the version before"])
def test_other_keys_by_the_platforms_word_alone_wait(organ: OrganKeys | None) -> None:
    after = with_bulletin_keys(an_identity(organ), said([BUREAU], [MINE]))
    assert sealing_for(after) == ([BUREAU], PUBLIC.keys)
    assert after.waiting == OrganKeys(keys=[MINE]) and after.changes == []
    again = with_bulletin_keys(after, said([BUREAU], PUBLIC.keys))
    assert again.waiting is None and sealing_for(again) == sealing_for(after), "the platform thought better of it"


@pytest.mark.parametrize("more", [[MINE], [MINE, BUREAU]])
def test_one_more_reader_is_another_set(more: list[str]) -> None:
    after = with_bulletin_keys(an_identity(), said([BUREAU], [*PUBLIC.keys, *more]))
    assert sealing_for(after) == ([BUREAU], PUBLIC.keys) and after.waiting


def test_what_the_pinned_key_signed_counts_at_once() -> None:
    new = THEIRS.renewed(fresh_key=True)
    keys = [new.ages[0].recipient]
    after = with_bulletin_keys(an_identity(), said([BUREAU], keys, new.signed_statement()))
    assert sealing_for(after) == ([BUREAU], keys) and after.waiting is None
    (change,) = after.changes
    assert (change.name, change.by, change.keys) == ("discipline", "organ", keys)
    assert with_bulletin_keys(after, said([BUREAU], keys, new.signed_statement())) == after, (
        "hearing it again changes nothing"
    )


def test_it_counts_though_the_platform_names_others_beside_it() -> None:
    new = THEIRS.renewed(fresh_key=True)
    after = with_bulletin_keys(an_identity(), said([BUREAU], [MINE], new.signed_statement()))
    assert sealing_for(after)[1] == [new.ages[0].recipient]
    assert after.waiting == OrganKeys(keys=[MINE])


def test_an_earlier_statement_played_again_changes_nothing() -> None:
    """The former key may have been stolen, which is why there is a new one."""
    newer = THEIRS.renewed(fresh_key=True).renewed(fresh_key=True)
    after = with_bulletin_keys(an_identity(), said([BUREAU], [newer.ages[0].recipient], newer.signed_statement()))
    older = with_bulletin_keys(after, said([BUREAU], PUBLIC.keys, THEIRS.signed_statement()))
    assert sealing_for(older) == sealing_for(after) and older.waiting == PUBLIC


def test_a_statement_signed_by_somebody_else_waits() -> None:
    mine = OrganIdentity((AgeKey.generate(),), SigningKey.generate(), 7)
    after = with_bulletin_keys(an_identity(), said([BUREAU], [mine.ages[0].recipient], mine.signed_statement()))
    assert sealing_for(after) == ([BUREAU], PUBLIC.keys) and after.waiting


def test_a_signing_key_by_the_platforms_word_alone_is_not_pinned() -> None:
    """Otherwise the gateway's operator could bring a signing key first, and later sign recipients with it."""
    mine = SigningKey.generate()
    same = OrganIdentity(THEIRS.ages, mine, 1)
    after = with_bulletin_keys(an_identity(None), said([BUREAU], PUBLIC.keys, same.signed_statement()))
    assert after.pinned == OrganKeys(keys=PUBLIC.keys) and after.waiting is None
    later = OrganIdentity((AgeKey.generate(),), mine, 2)
    after = with_bulletin_keys(after, said([BUREAU], [later.ages[0].recipient], later.signed_statement()))
    assert sealing_for(after) == ([BUREAU], PUBLIC.keys) and after.waiting


def test_the_bureaus_key_is_the_platforms_to_say() -> None:
    new = AgeKey.generate().recipient
    after = with_bulletin_keys(an_identity(), said([new], PUBLIC.keys))
    assert sealing_for(after) == ([new], PUBLIC.keys)
    (change,) = after.changes
    assert (change.name, change.by, change.keys) == ("bureau", "platform", [new])


STRANGE: list[list[str]] = [[], ["age1nonsense"], [""], [MINE, "age1nonsense"], [MINE] * 17]


@pytest.mark.parametrize("keys", STRANGE)
def test_a_set_nobody_can_seal_for_leaves_it_as_it_was(keys: list[str]) -> None:
    known = an_identity()
    assert with_bulletin_keys(known, said(keys, keys)) == known
    statement = THEIRS.renewed(fresh_key=True).signed_statement()
    assert statement
    text = statement.text.replace(json.loads(statement.text)["keys"][0], ",".join(keys))
    assert with_bulletin_keys(known, said([BUREAU], PUBLIC.keys, statement.model_copy(update={"text": text}))) == known


def test_other_sets_and_sets_named_twice() -> None:
    known = an_identity()
    assert with_bulletin_keys(known, said([BUREAU], PUBLIC.keys, elsewhere=[MINE])) == known
    twice = said([BUREAU], PUBLIC.keys)
    twice = twice.model_copy(update={"recipients": [*twice.recipients, RecipientSet(name="discipline", keys=[MINE])]})
    assert sealing_for(with_bulletin_keys(known, twice)) == sealing_for(known)


# At a gateway that runs.


def accused(opened: Terminal) -> bytes:
    slip = opened.submissions.accept(a_filing(Purpose.ACCUSATION))
    return (opened.home / "outbox" / str(slip.item) / "text.age").read_bytes()


def lines(opened: Terminal) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (opened.home / "journal.jsonl").read_text().splitlines()]


class Province:
    """A gateway that is stopped, has its keys changed, and starts at another address."""

    def __init__(self, data: Path, here: Terminal) -> None:
        self.gateway, self.here = ServedGateway(data), here
        here.enrol(self.gateway.url, self.gateway.call("code")["code"])
        self.identity = OrganIdentity.read((data / "keys" / keyring.HAND_OVER).read_text())

    @property
    def keys(self) -> Path:
        return self.gateway.data / "keys"

    def after(self, doing: Callable[[], object]) -> None:
        self.gateway.close()
        doing()
        self.gateway = ServedGateway(self.gateway.data)
        moved = self.here.identities.current().model_copy(update={"url": self.gateway.url})
        self.here.identities.adopt(moved)
        self.here.feed.take(self.here.platform.bulletin())

    def renew(self, *words: str) -> dict[str, Any]:
        """Renews the keys as on the organ's machine; returns what the commands printed."""
        (self.gateway.data / "organ").write_text(self.identity.text)
        folder = self.gateway.data / f"renewed-{self.identity.number}"
        told = dict(
            self.gateway.call("discipline", "renew", str(self.gateway.data / "organ"), "--out", str(folder), *words)
        )
        self.identity = OrganIdentity.read((folder / "discipline.identity").read_text())
        self.gateway.call("discipline", "take", str(folder / keyring.STATEMENT))
        return told


@pytest.fixture
def province(home: Path, tmp_path: Path) -> Iterator[Province]:
    (home / "settings.toml").write_text("[platform]\ntimeout = 20\n")
    with terminal(home) as opened:
        made = Province(tmp_path / "province", opened)
        yield made
        made.gateway.close()


def test_whoever_runs_the_gateway_changes_one_file(province: Province, sync: Sync) -> None:
    """In this attack accusations went to the operator, and no journal had a line of it."""
    mine, here = AgeKey.generate(), province.here
    honest = (province.keys / keyring.RECIPIENT).read_text()
    province.after(lambda: (province.keys / keyring.RECIPIENT).write_text(mine.recipient + "\n"))
    sealed = accused(here)
    with pytest.raises(NotAddressed):
        open_sealed(sealed, mine.identity)
    assert open_sealed(sealed, province.identity.ages[0].identity)
    here.engine.run_once()
    assert {item.state for item in here.submissions.items()} == {OutboxState.REGISTERED}, "and nothing is held up by it"
    assert lines(here)[2] == lines(here)[2] | {"did": "recipients offered", "keys": mine.recipient}
    code, told = sync("recipients")
    assert code == 2 and told["waiting"]["keys"] == [mine.recipient]
    assert [problem.code for problem in offered(here)] == ["P541"]
    province.after(lambda: (province.keys / keyring.RECIPIENT).write_text(honest))
    assert here.identities.current().waiting is None
    assert "recipients no longer offered" in [line["did"] for line in lines(here)]


def test_the_organ_renews_its_key_and_nobody_has_to_go_anywhere(province: Province) -> None:
    old = accused(province.here)
    province.after(province.renew)
    new = accused(province.here)
    (before, *_), (fresh, *_) = province.identity.ages[1:], province.identity.ages
    assert open_sealed(new, fresh.identity) and open_sealed(old, before.identity)
    with pytest.raises(NotAddressed):
        open_sealed(new, before.identity)
    (line,) = [line for line in lines(province.here) if line["did"] == "recipients changed"]
    assert (line["set"], line["by"], line["keys"]) == ("discipline", "organ", fresh.recipient)
    province.here.engine.run_once()
    assert {item.state for item in province.here.submissions.items()} == {OutboxState.REGISTERED}


def test_an_organ_that_lost_its_keys_is_confirmed_by_its_paper(province: Province, sync: Sync) -> None:
    old, told = province.identity, {}

    def begin_anew() -> None:
        province.identity = OrganIdentity.generate()
        told.update(province.renew())

    province.after(begin_anew)
    here = province.here
    assert open_sealed(accused(here), old.ages[0].identity), "until somebody has confirmed it"
    digits = told["code"]
    wrong = key_fingerprints.of_organ(OrganKeys(keys=[MINE]))
    for typed, problem in ((wrong, OtherRecipients), (digits[:-1], DigitsMissing), (digits[1:] + "0", GroupMistyped)):
        with pytest.raises(problem):
            here.recipients.confirm(typed, now())
    assert here.identities.current().waiting
    code, said = sync("confirm-recipients", *digits.split())
    assert code == 0 and said["organ"]["keys"] == told["keys"]
    assert open_sealed(accused(here), province.identity.ages[0].identity)
    assert sync("confirm-recipients", digits)[0] == 0, "saying it again is no trouble"
    assert here.identities.current().changes[-1].by == "confirmed"
    province.after(province.renew)
    assert here.identities.current().changes[-1].by == "organ", "its signing key came with it"


def test_there_may_be_nothing_to_confirm(opened: Terminal, sync: Sync) -> None:
    with pytest.raises(NothingToConfirm):
        opened.recipients.confirm(key_fingerprints.of_organ(OrganKeys(keys=[MINE])), now())
    code, told = sync("confirm-recipients", key_fingerprints.of_organ(OrganKeys(keys=[MINE])))
    assert (code, told["error"]["code"]) == (3, "P538")


def test_a_home_of_the_version_before_goes_on_as_it_is(opened: Terminal, gateway: ServedGateway, home: Path) -> None:
    """Its identity names only recipients, which are kept. The organ's signing key can be taken from its paper."""
    kept = opened.identities.current().model_dump(mode="json", exclude={"organ", "offered", "changes"})
    opened.identities.adopt(Identity.model_validate(kept))
    opened.close()
    with terminal(home) as again:
        again.feed.take(again.platform.bulletin())
        identity = again.identities.current()
        assert identity.organ is None and identity.waiting is None and identity.changes == []
        slip = again.submissions.accept(a_filing(Purpose.ACCUSATION))
        again.engine.run_once()
        assert again.submissions.status(slip.item).state is OutboxState.REGISTERED
        pinned = again.recipients.confirm(gateway.call("discipline", "show")["code"], now())
        assert pinned.signing_key and again.identities.current().changes == []
        assert lines(again)[-1] == lines(again)[-1] | {"did": "organ's signing key pinned", "key": pinned.signing_key}
        assert "recipients offered" not in [line["did"] for line in lines(again)], "they are the same"


def test_only_the_last_changes_are_kept_for_the_page(opened: Terminal) -> None:
    kept = opened.feed.bulletin()
    told = kept or opened.platform.bulletin()
    organ = opened.identities.current().pinned.keys
    for _ in range(KEPT_CHANGES + 2):
        keys = [AgeKey.generate().recipient]
        sets = [RecipientSet(name="bureau", keys=keys), RecipientSet(name="discipline", keys=organ)]
        opened.recipients.hear(told.model_copy(update={"recipients": sets}), opened.identities.current().gateway_key)
    changes = opened.identities.current().changes
    assert len(changes) == KEPT_CHANGES and changes[-1].keys == keys
    assert [line["did"] for line in lines(opened)].count("recipients changed") == KEPT_CHANGES + 2


def test_what_another_platform_said_on_the_way_changes_nothing(opened: Terminal) -> None:
    """The question goes to one platform, the answer comes when this terminal is enrolled at another."""
    before = opened.identities.current()
    opened.recipients.hear(said([BUREAU], before.keys_of("discipline")), "another's key")
    assert opened.identities.current() == before
