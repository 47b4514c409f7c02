"""The terminals that signed calls of late, cached, so that a call need not ask the database for its terminal's key."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Sender:
    """The terminal that signs a call. `next_key`: announced by it, and not used to sign a call yet.

    `from_cache`: it may be out of date. Registering a new item needs no more, because the statement that writes the
    item also asks whether key and trust are still those (`StaleEntry`); every other call asks the database first.
    """

    id: str
    public_key: str
    next_key: str | None
    revoked: bool
    from_cache: bool = False


class StaleEntry(Exception):
    """A cached sender is not enough for this call: it has to be looked up, and the call done again."""


class TerminalCache:
    """Senders by terminal, of this process. A race between threads costs at most one look-up more."""

    MAX_ENTRIES = 20_000

    def __init__(self) -> None:
        self._senders: dict[str, Sender] = {}

    def get(self, terminal: str) -> Sender | None:
        return self._senders.get(terminal)

    def put(self, sender: Sender) -> None:
        if len(self._senders) >= self.MAX_ENTRIES:
            self._senders.clear()
        self._senders[sender.id] = replace(sender, from_cache=True)

    def drop(self, terminal: str) -> None:
        self._senders.pop(terminal, None)
