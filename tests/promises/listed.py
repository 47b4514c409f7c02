"""The list of promises (resources/promises.toml), and the functions it names."""

import inspect
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from core.resources import resource


@dataclass(frozen=True)
class Promise:
    says: tuple[str, ...]
    kept_by: tuple[str, ...]
    shown_by: str

    @property
    def keepers(self) -> list[Callable[..., Any]]:
        return [found(name) for name in self.kept_by]


def found(name: str) -> Callable[..., Any]:
    """Returns the function of a name such as `module:function` or `module:Class.method`. Raises ImportError,
    AttributeError."""
    module, _, path = name.partition(":")
    thing: Any = import_module(module)
    for step in path.split("."):
        thing = inspect.getattr_static(thing, step)
    if isinstance(thing, property):
        thing = thing.fget
    if not inspect.isfunction(thing):
        raise AttributeError(f"{name} is no function")
    return thing


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(resource("promises.toml").read_text("utf-8"))


def promises() -> list[Promise]:
    return [Promise(tuple(row["says"]), tuple(row["kept_by"]), row["shown_by"]) for row in _table()["promise"]]


def no_promises() -> list[str]:
    return [piece for row in _table()["no_promise"] for piece in row["says"]]
