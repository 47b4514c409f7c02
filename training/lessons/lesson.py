"""A lesson as it is told: its story, and what to do (resources/training/lessons.toml)."""

import tomllib
from dataclasses import dataclass

from core.language import _
from core.resources import resource
from training.lessons.villagers import list_name, villager


@dataclass(frozen=True)
class Lesson:
    """`id`: by which its functions are found (`training.lessons.course`)."""

    id: str
    title: str
    story: str
    steps: tuple[str, ...]


def lessons() -> tuple[Lesson, ...]:
    """Returns all lessons in their order, in the chosen language."""
    told = tomllib.loads(resource("training", "lessons.toml").read_text("utf-8"))
    facts = {"says": villager("angry").says, "list": list_name()}
    return tuple(
        Lesson(
            id_,
            _(said["title"]),
            _(said["story"]).format(**facts),
            tuple(_(step).format(**facts) for step in said["steps"]),
        )
        for id_, said in told.items()
    )
