"""The platform's answers to questions are reported to people as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.case import Evaluation, Grade
from core.problems import NoAnswer, Problem, TooManyGuesses
from core.wire import CardQuery, CaseQuery, DocumentQuery, EvaluationCall
from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from ui.platform.sync_facade import SyncFacade

BY_CODE = CaseQuery(query_code="1" * 16, last_four="1234")
GRADES = Evaluation(bureau=Grade.SATISFIED, unit=Grade.SATISFIED)
QUESTIONS: dict[str, Callable[[SyncFacade], object]] = {
    "code": lambda sync: sync.query(BY_CODE),
    "card": lambda sync: sync.query_by_card(CardQuery(name="王小满", id_number="11010519491231002X")),
    "document": lambda sync: sync.document(DocumentQuery(query=BY_CODE, number="1")),
    "evaluation": lambda sync: sync.evaluate(EvaluationCall(query=BY_CODE, evaluation=GRADES)),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("mishap", "told"), [("too many", TooManyGuesses), ("busy", NoAnswer), ("500", NoAnswer)])
def test_who_guessed_too_often_is_told_so_and_nobody_else(
    question: str, mishap: str, told: type[Problem], tmp_path: Path
) -> None:
    with FaultyPlatform() as platform, terminal(tmp_path / "home") as here:
        here.enrol(platform.url, CODE)
        platform.mishaps = [mishap]
        with pytest.raises(Problem) as raised:
            QUESTIONS[question](SyncFacade(here))
    assert type(raised.value) is told


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("mishap", ["", "busy", "500"])
def test_a_platform_that_tells_no_life_leaves_the_steps(mishap: str, tmp_path: Path) -> None:
    """One of a version before does not know the call; its steps have been told by then."""
    with FaultyPlatform() as platform, terminal(tmp_path / "home") as here:
        here.enrol(platform.url, CODE)
        platform.mishaps = [mishap] if mishap else []
        assert SyncFacade(here).life(BY_CODE) is None
