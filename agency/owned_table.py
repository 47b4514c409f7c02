"""What an agent owns: tables whose rows are sealed to the agent's key. Each plugs in (`agency.owned`), so that it is
handed over and forgotten with the others."""

from collections.abc import Callable
from dataclasses import dataclass


def unchanged(clear: bytes) -> bytes:
    return clear


@dataclass(frozen=True)
class OwnedTable:
    """SQL of one table, and what a successor is told besides.

    `rows`: given an agent, the id and the sealed content of each of their rows; `give`: given the successor, the
    content sealed to them, the id, and the agent who leaves; `forget`: given an agent, removes all rows. `noted`: makes
    of a row's clear content what the successor gets. `optional`: whether the agent may keep it when the rest is handed
    over.
    """

    name: str
    rows: str
    give: str
    forget: str
    noted: Callable[[bytes], bytes] = unchanged
    optional: bool = False
