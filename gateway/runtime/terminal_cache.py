"""Who signs calls, as far as a call needs to know, and those of them that this process has met."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Sender:
    """A terminal as its calls need it. `next_key` is announced, and has not signed a call yet.

    `remembered`: from an earlier call. That does to register something new, where the database is asked in the same
    breath whether it still holds (`Outdated`); for all else it is asked first.
    """

    id: str
    public_key: str
    next_key: str | None
    revoked: bool
    remembered: bool = False


class StaleEntry(Exception):
    """What is remembered of a sender does not do; who calls is to be looked up and all of it done again."""


class TerminalCache:
    """Met and trusted. Threads may race here; a sender is then looked up once too often."""

    MOST = 20_000

    def __init__(self) -> None:
        self._met: dict[str, Sender] = {}

    def recall(self, terminal: str) -> Sender | None:
        return self._met.get(terminal)

    def meet(self, sender: Sender) -> None:
        if len(self._met) >= self.MOST:
            self._met.clear()
        self._met[sender.id] = replace(sender, remembered=True)

    def forget(self, terminal: str) -> None:
        self._met.pop(terminal, None)
