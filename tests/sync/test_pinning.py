"""Neither an intermediary nor the gateway's operator can replace the keys that a person carried."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.invitation import EnrolmentCode
from core.problems import EnrolmentRefused, OtherPlatform, PlatformGarbled, UnsignedPlatform
from core.wire import Enrolled, OrganKeys, RecipientSet, SignedText
from gateway.auth import enrolment
from gateway.runtime import Runtime
from sync.terminal import Terminal, terminal
from testkit.gateway_in_process import ServedGateway
from testkit.intermediaries import Impostor
from trust.keys import AgeKey, SigningKey
from trust.sign import sign_bytes

MINE, MY_KEY = AgeKey.generate().recipient, SigningKey.generate()
MY_SETS = [RecipientSet(name="bureau", keys=[MINE]), RecipientSet(name="discipline", keys=[MINE])]
MY_ORGAN = OrganKeys(keys=[MINE])

Lie = Callable[[Enrolled, SignedText], str]


def signed(told: Enrolled, key: SigningKey) -> str:
    text = told.model_dump_json()
    return SignedText(text=text, signature=sign_bytes(text.encode(), key)).model_dump_json()


def everything(told: Enrolled, _said: SignedText) -> str:
    """Forges everything: the platform's key, the recipients, and a signature of the forger's own."""
    keys = {"gateway_key": MY_KEY.public, "recipients": MY_SETS, "organ": MY_ORGAN}
    return signed(told.model_copy(update=keys), MY_KEY)


def the_platforms_key(told: Enrolled, _said: SignedText) -> str:
    return signed(told.model_copy(update={"gateway_key": MY_KEY.public}), MY_KEY)


def the_organ(told: Enrolled, _said: SignedText) -> str:
    return signed(told.model_copy(update={"recipients": MY_SETS, "organ": MY_ORGAN}), MY_KEY)


def one_more_recipient(told: Enrolled, said: SignedText) -> str:
    sets = [each.model_copy(update={"keys": [*each.keys, MINE]}) for each in told.recipients]
    text = told.model_copy(update={"recipients": sets}).model_dump_json()
    return said.model_copy(update={"text": text}).model_dump_json()


def another_terminal(told: Enrolled, said: SignedText) -> str:
    return said.model_copy(
        update={"text": told.model_copy(update={"terminal": "t-0"}).model_dump_json()}
    ).model_dump_json()


def another_code(told: Enrolled, _said: SignedText) -> str:
    return signed(told.model_copy(update={"code": "9" * 12, "gateway_key": MY_KEY.public}), MY_KEY)


def no_signature(_told: Enrolled, said: SignedText) -> str:
    return said.model_copy(update={"signature": ""}).model_dump_json()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path / "fresh") as opened:
        yield opened


LIES = [everything, the_platforms_key, the_organ, one_more_recipient, another_terminal, another_code, no_signature]


@pytest.mark.parametrize("lie", LIES)
def test_a_relay_that_lies_enrols_nobody(fresh: Terminal, gateway: ServedGateway, lie: Lie) -> None:
    with Impostor(gateway.url, lie) as relay, pytest.raises(OtherPlatform):
        fresh.enrol(relay.url, gateway.call("code")["code"])
    assert not fresh.identities.enrolled and relay.lied


def test_one_that_does_not_lie_is_only_a_line(fresh: Terminal, gateway: ServedGateway) -> None:
    with Impostor(gateway.url, lambda _told, said: said.model_dump_json()) as relay:
        assert fresh.enrol(relay.url, gateway.call("code")["code"])


def test_an_answer_to_another_terminal_is_none(fresh: Terminal, gateway: ServedGateway, tmp_path: Path) -> None:
    """The answer is whole and signed by the platform, but for another terminal's code and key."""
    heard: list[str] = []

    def listen(_told: Enrolled, said: SignedText) -> str:
        heard.append(said.model_dump_json())
        return heard[0]

    with Impostor(gateway.url, listen) as relay:
        with terminal(tmp_path / "first") as first:
            first.enrol(relay.url, gateway.call("code")["code"])
        with pytest.raises(OtherPlatform):
            fresh.enrol(relay.url, gateway.call("code")["code"])
    assert not fresh.identities.enrolled


def test_a_platform_of_the_version_before_is_told_from_a_liar(fresh: Terminal, gateway: ServedGateway) -> None:
    def unsigned(told: Enrolled, _said: SignedText) -> str:
        return told.model_dump_json(include={"terminal", "gateway_key", "recipients"})

    with Impostor(gateway.url, unsigned) as relay, pytest.raises(UnsignedPlatform):
        fresh.enrol(relay.url, gateway.call("code")["code"])
    assert not fresh.identities.enrolled


@pytest.mark.parametrize("answer", ["", "{}", "<html>", '{"text": "{}", "signature": ""}', "[]", "null"])
def test_what_is_no_answer_enrols_nobody(fresh: Terminal, gateway: ServedGateway, answer: str) -> None:
    with Impostor(gateway.url, lambda *_: answer) as relay, pytest.raises(PlatformGarbled):
        fresh.enrol(relay.url, gateway.call("code")["code"])
    assert not fresh.identities.enrolled


@pytest.mark.parametrize(
    "sets",
    [
        [],
        [RecipientSet(name="bureau", keys=[])],
        [RecipientSet(name="bureau", keys=["age1nonsense"])],
        [RecipientSet(name="bureau", keys=[MINE] * 17)],
        [*MY_SETS, RecipientSet(name="discipline", keys=[MINE])],
    ],
    ids=["none", "empty", "no keys", "too many", "one beside the organ's"],
)
def test_a_platform_that_contradicts_itself_enrols_nobody(
    fresh: Terminal, gateway: ServedGateway, runtime: Runtime, sets: list[RecipientSet]
) -> None:
    """The contradiction is signed by the very key that was carried."""

    def contradict(told: Enrolled, _said: SignedText) -> str:
        theirs = [each for each in told.recipients if each.name == "discipline"]
        return signed(told.model_copy(update={"recipients": [*theirs, *sets]}), runtime.keys.signing)

    with Impostor(gateway.url, contradict) as relay, pytest.raises(PlatformGarbled):
        fresh.enrol(relay.url, gateway.call("code")["code"])
    assert not fresh.identities.enrolled


def test_sets_that_nobody_knows_are_left_out(fresh: Terminal, gateway: ServedGateway, runtime: Runtime) -> None:
    def more(told: Enrolled, _said: SignedText) -> str:
        sets = [*told.recipients, RecipientSet(name="elsewhere", keys=[MINE])]
        return signed(told.model_copy(update={"recipients": sets}), runtime.keys.signing)

    with Impostor(gateway.url, more) as relay:
        identity = fresh.enrol(relay.url, gateway.call("code")["code"])
    assert [each.name for each in identity.recipients] == ["bureau", "discipline"]


def test_the_organ_is_the_one_the_code_was_printed_for(
    fresh: Terminal, gateway: ServedGateway, runtime: Runtime
) -> None:
    """The gateway's operator changes its file after the code was printed."""

    def swapped(told: Enrolled, _said: SignedText) -> str:
        sets = [each if each.name == "bureau" else MY_SETS[1] for each in told.recipients]
        return signed(told.model_copy(update={"recipients": sets, "organ": MY_ORGAN}), runtime.keys.signing)

    with Impostor(gateway.url, swapped) as relay, pytest.raises(OtherPlatform):
        fresh.enrol(relay.url, gateway.call("code")["code"])


def test_the_fingerprint_never_leaves_the_terminal(fresh: Terminal, gateway: ServedGateway) -> None:
    code = gateway.call("code")["code"]
    with Impostor(gateway.url, lambda _told, said: said.model_dump_json()) as relay:
        fresh.enrol(relay.url, code)
    (asked,) = relay.asked
    assert json.loads(asked)["code"] == EnrolmentCode.read(code).secret
    assert EnrolmentCode.read(code).fingerprint not in asked.decode()


def test_a_code_for_another_platform_is_refused_here(fresh: Terminal, gateway: ServedGateway, runtime: Runtime) -> None:
    """The secret is right, but the keys are another platform's."""
    secret, _ = enrolment.issue_secret(runtime)
    with pytest.raises(EnrolmentRefused):
        fresh.enrol(gateway.url, EnrolmentCode(secret, "0" * 15).text)
    assert not fresh.identities.enrolled


def test_what_was_pinned_is_in_the_journal_before_it_counts(opened: Terminal) -> None:
    lines = [json.loads(line) for line in (opened.home / "journal.jsonl").read_text().splitlines()]
    identity = opened.identities.current()
    assert [line["did"] for line in lines] == ["recipients pinned", "enrolled"]
    assert {name: lines[0][name].split() for name in ("bureau", "discipline")} == {
        each.name: each.keys for each in identity.recipients
    }
