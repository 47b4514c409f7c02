"""The lessons about people: each is missing something until the real list says otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from agency import people_import
from agency.person_served import ConsentWay, PersonServed
from core.person import Person
from core.problems import PeopleListFaulty, RealHome
from core.settings import Settings
from proxy_client.practice_lessons import practice
from sync.terminal import terminal
from training.lessons.course import EXERCISES, Course
from training.lessons.lesson import lessons
from training.lessons.network import Network
from training.lessons.people_lessons import WARD, WRONG
from training.lessons.villagers import list_name, villager

TODAY = "2026-12-01"


def test_each_has_its_functions_and_is_told_in_few_words() -> None:
    told = lessons()
    assert [each.id for each in told] == list(EXERCISES)
    assert all(each.story.count("。") <= 2 and 3 <= len(each.steps) <= 4 for each in told)


def test_nobody_practises_on_a_terminal_in_earnest(tmp_path: Path) -> None:
    with terminal(tmp_path) as real, pytest.raises(RealHome):
        practice(real, Settings(), Network(None, real.engine))


def test_not_begun_says_nothing(course: Course) -> None:
    assert {each.id: course.missing(each.id) for each in lessons()} == dict.fromkeys(EXERCISES)


def test_consent(course: Course) -> None:
    course.begin("consent")
    assert "新添" in (course.missing("consent") or "")
    people, fresh = course.practice.people, PersonServed.new(Person(name="吴桂英"))
    people.keep(fresh)
    assert "吴桂英" in (course.missing("consent") or "")
    people.keep(replace(fresh, consent=ConsentWay.SPOKEN, consented_on=TODAY))
    assert course.missing("consent") == ""
    assert Course(course.practice).progress.is_done("consent")


def test_a_list_with_wrong_rows(course: Course) -> None:
    course.begin("list")
    file, here = course.practice.desktop / list_name(), course.practice
    looked_at = people_import.preview(people_import.content_of(file), here.people.listed(), here.now().date())
    assert looked_at.wrong == 2
    with pytest.raises(PeopleListFaulty):
        people_import.take(here.people, looked_at)
    assert course.missing("list")
    text = file.read_bytes().decode("gb18030")
    for right, wrong in WRONG:
        text = text.replace(f"{wrong},", f"{right},")
    file.write_bytes(text.encode("gb18030"))
    mended = people_import.preview(people_import.content_of(file), here.people.listed(), here.now().date())
    assert people_import.take(here.people, mended) == 3
    assert course.missing("list") == ""
    course.begin("list")
    assert course.missing("list"), "begun anew, it is done anew"


def test_a_guardian(course: Course) -> None:
    course.begin("guardian")
    here = course.practice
    (ward,) = [each for each in here.people.listed() if each.person.name == "姚满仓"]
    assert ward.unfit_to_file(here.now().date())
    assert "姚春燕" in (course.missing("guardian") or "")
    named = replace(ward, guardian=villager(WARD).guardian, guardian_phone=villager(WARD).guardian_phone)
    here.people.keep(named)
    assert "同意" in (course.missing("guardian") or "")
    here.people.keep(replace(named, consent=ConsentWay.GUARDIAN, consented_on=TODAY))
    assert course.missing("guardian") == ""


def test_somebody_died(course: Course) -> None:
    course.begin("death")
    (dead,) = [each for each in course.practice.people.listed() if each.person.name == "孙有福"]
    assert course.missing("death")
    course.practice.people.keep(replace(dead, died=True))
    assert course.missing("death") == ""


def test_who_was_removed_is_asked_for_again(course: Course) -> None:
    for lesson, name in (("guardian", "姚满仓"), ("death", "孙有福")):
        course.begin(lesson)
        (there,) = [each for each in course.practice.people.listed() if each.person.name == name]
        course.practice.people.remove(there.id)
        assert name in (course.missing(lesson) or "")
        course.begin(lesson)
        assert any(each.person.name == name for each in course.practice.people.listed())
