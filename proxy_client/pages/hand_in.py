"""The pages of handing in, as an agent has them: what is filed for whom is kept for the agent, and whether the receipt
was handed over on the spot."""

from functools import partial

from agency.filings import filing_of
from core.petition import Filing
from core.receipt import Slip
from proxy_client.agent_station import AgentStation
from ui.pages.receipt import ReceiptPage
from ui.pages.submit import SubmitPage


class AgentSubmitPage(SubmitPage):
    station: AgentStation

    def hand_in(self, filing: Filing) -> Slip:
        """Keeps for whom it is filed, then files: so that no filing is without its record, whatever dies when."""
        if work := self.station.work:
            work.filings.keep(filing_of(filing.petition, getattr(self.draft, "person_served", "")))
        return super().hand_in(filing)


class AgentReceiptPage(ReceiptPage):
    station: AgentStation

    def enter(self) -> None:
        self.paper.printed.connect(self._note_given)
        super().enter()

    def _note_given(self) -> None:
        """The paper came out while they were there, so that nobody has to bring it to them."""
        if work := self.station.work:
            self.station.tasks.forget(partial(work.note_receipt_given, self._receipt.item))
