"""A person has a notice sent again, or looks at the list: `gateway notices`."""

import json
from typing import Any

import pytest

from gateway.cli import main
from gateway.notices import outbox
from gateway.notices.states import State
from gateway.refusals import Refused
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.storage.schema import journal
from testkit.gateway_in_process import either_store
from testkit.noticed_gateway import NoticedGateway


@pytest.fixture(autouse=True)
def staffed(noticed: NoticedGateway) -> None:
    for login, role in (("sun", Role.SUPERVISE), ("gao", Role.ADMINISTER), ("li", Role.FORWARD)):
        officers.add(noticed.runtime, Officer(login, login, "bureau", frozenset({role})), by="gao")


def unknown(noticed: NoticedGateway) -> int:
    """Returns the notice of a message that went out, of which the provider said nothing."""
    noticed.registered()
    noticed.provider.mishaps = ["cut after"]
    assert noticed.work() == {"handed-over": 1, "unknown": 1}
    return int(noticed.row()["id"])


@either_store
def test_what_is_unknown_is_sent_again_under_its_key_when_a_person_asks(noticed: NoticedGateway) -> None:
    notice = unknown(noticed)
    assert outbox.resend(noticed.runtime, notice, by="sun")["state"] == "due"
    assert noticed.work() == {"handed-over": 1, "accepted": 1}
    first, second = noticed.provider.book
    assert first.key == second.key
    with noticed.runtime.reading() as db:
        said = [json.loads(line) for line in db.execute(journal.select()).mappings().all() for line in [line["line"]]]
    (line,) = [line for line in said if line["did"] == "notice sent again"]
    assert (line["by"], line["notice"]) == ("sun", str(notice))


def test_what_was_refused_is_sent_again_under_a_new_key(noticed: NoticedGateway) -> None:
    noticed.registered()
    noticed.provider.mishaps = ["error inside"]
    assert noticed.work() == {"handed-over": 1, "refused": 1}
    assert noticed.row()["reason"] == "isv.BUSINESS_LIMIT_CONTROL"
    outbox.resend(noticed.runtime, noticed.row()["id"], by="gao")
    assert noticed.work()["accepted"] == 1
    assert len(noticed.provider.calls) == 2


@pytest.mark.parametrize(
    ("by", "code"), [("li", "not-allowed"), ("nobody", "unknown-officer"), ("sun", "out-of-order")]
)
def test_not_everybody_may_and_not_everything(noticed: NoticedGateway, by: str, code: str) -> None:
    if by == "sun":
        noticed.registered()
        notice = int(noticed.row()["id"])
    else:
        notice = unknown(noticed)
    with pytest.raises(Refused) as refused:
        outbox.resend(noticed.runtime, notice, by=by)
    assert refused.value.code == code


def test_a_late_answer_to_the_first_message_says_nothing_about_the_second(noticed: NoticedGateway) -> None:
    """The worker stands still in its call; meanwhile the notice is unknown, and a person has it sent again."""
    noticed.registered()

    def meanwhile(_: str) -> None:
        noticed.provider.after_booking = lambda _: None
        noticed.clock.turn(minutes=4)
        noticed.provider.answers = ["not found"]
        assert noticed.work() == {"looked-up": 1}
        assert noticed.state() == "unknown"
        outbox.resend(noticed.runtime, noticed.row()["id"], by="sun")

    noticed.provider.after_booking = meanwhile
    assert noticed.work()["handed-over"] == 2  # the first, and the one that was asked for
    assert noticed.row()["attempt"] == 1 and noticed.state() == "accepted"


class TestCommand:
    @pytest.fixture(autouse=True)
    def begin(self, noticed: NoticedGateway, capsys: pytest.CaptureFixture[str]) -> None:
        self.noticed, self.out = noticed, capsys

    def run(self, *words: str) -> tuple[int, list[dict[str, Any]]]:
        code = main(["notices", *words, "--data", str(self.noticed.gateway.data)])
        return code, [json.loads(line) for line in self.out.readouterr().out.splitlines()]

    def test_lists_all_or_those_in_a_state_and_shows_no_number(self) -> None:
        notice, number = unknown(self.noticed), self.noticed.registered()
        code, (first, second) = self.run()
        assert code == 0 and first.keys() == {"id", "case_number", "node", "channel", "state", "at"}
        assert (first["id"], first["node"], first["channel"], first["state"]) == (
            notice,
            "registered",
            "sms",
            "unknown",
        )
        assert second["case_number"] == number and "13800001234" not in str([first, second])
        for state in State:
            assert len(self.run("--state", state)[1]) == (state in {State.UNKNOWN, State.DUE})

    def test_sends_again_in_somebodys_name(self) -> None:
        notice = str(unknown(self.noticed))
        assert self.run("resend", notice)[0] == 1
        assert self.run("resend", "99", "--by", "sun")[1][0]["error"]["code"] == "not-found"
        code, (said,) = self.run("resend", notice, "--by", "sun")
        assert (code, said["id"], said["state"]) == (0, int(notice), "due")
        assert self.run("resend", notice, "--by", "sun")[1][0]["error"]["code"] == "out-of-order"
