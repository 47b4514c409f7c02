"""What the province has told this terminal, as the pages need it; with or without a network."""

from collections.abc import Callable
from datetime import date

from core.clocks import Calendar, shipped
from core.settings import Settings, merge_remote
from core.wire import Bulletin, Notice


class Province:
    """`settings` are the terminal's own and what the province sets besides; they change only when `renew` is called."""

    def __init__(self, bulletin: Callable[[], Bulletin | None], own: Settings) -> None:
        self._bulletin, self._own = bulletin, own
        self.settings = self.renew()

    def renew(self) -> Settings:
        said = self._bulletin()
        self.settings = merge_remote(self._own, said.settings) if said else self._own
        return self.settings

    def notices(self, today: date) -> list[Notice]:
        """Those that still hold."""
        said = self._bulletin()
        return [each for each in said.notices if not each.until or each.until >= today] if said else []

    @property
    def telephone(self) -> str:
        """Where somebody can be asked; empty where the province has not said."""
        said = self._bulletin()
        return said.telephone if said else ""

    @property
    def calendar(self) -> Calendar:
        """The province's days off; those that shipped, where it has said nothing."""
        said = self._bulletin()
        return said.calendar if said else shipped()

    def unit_for(self, category: str) -> str:
        """Who usually handles such matters; empty where the province has not said."""
        said = self._bulletin()
        return said.routes.get(category, "") if said else ""
