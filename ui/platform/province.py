"""What the province has told this terminal; available without a network."""

from collections.abc import Callable
from datetime import date

from core.routes.organs import Contact
from core.settings import Settings, merge_remote
from core.wire import Bulletin, Notice
from core.working_days import Calendar, shipped


class Province:
    """`settings` are the terminal's own, with the province's changes; they change only when `renew` is called."""

    def __init__(self, bulletin: Callable[[], Bulletin | None], own: Settings) -> None:
        self._bulletin, self._own = bulletin, own
        self.settings = self.renew()

    def renew(self) -> Settings:
        said = self._bulletin()
        self.settings = merge_remote(self._own, said.settings) if said else self._own
        return self.settings

    def notices(self, today: date) -> list[Notice]:
        """Returns the notices that are valid today."""
        said = self._bulletin()
        return [each for each in said.notices if not each.until or each.until >= today] if said else []

    @property
    def telephone(self) -> str:
        """Returns a telephone number for questions; empty where the province has not said."""
        said = self._bulletin()
        return said.telephone if said else ""

    @property
    def directory(self) -> dict[str, Contact]:
        """Returns the province's offices by `route@place`; none where it has not said."""
        said = self._bulletin()
        return said.directory if said else {}

    @property
    def calendar(self) -> Calendar:
        """Returns the province's days off; the calendar that ships where it has said nothing."""
        said = self._bulletin()
        return said.calendar if said else shipped()

    def unit_for(self, category: str) -> str:
        """Returns the unit that usually handles the category; empty where the province has not said."""
        said = self._bulletin()
        return said.routes.get(category, "") if said else ""
