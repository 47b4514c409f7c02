"""The pages both windows may put into their flows, by name."""

from ui.base.page import Page
from ui.pages.ask import AskPage
from ui.pages.card_query import CardCasesPage, CardQueryPage
from ui.pages.case import CasePage
from ui.pages.category import CategoryPage
from ui.pages.code_query import CodeQueryPage
from ui.pages.consent import ConsentPage
from ui.pages.contact import ContactPage
from ui.pages.evaluate import EvaluatePage, ThanksPage
from ui.pages.identify import IdentifyPage
from ui.pages.letter import LetterPage
from ui.pages.local_status import LocalStatusPage
from ui.pages.papers import PapersPage
from ui.pages.place import PlacePage
from ui.pages.purpose import PurposePage
from ui.pages.query import QueryPage
from ui.pages.receipt import ReceiptPage
from ui.pages.registering import RegisteringPage
from ui.pages.review import ReviewPage
from ui.pages.scan_query import ScanQueryPage
from ui.pages.signing import SignPage
from ui.pages.slip import SlipPage
from ui.pages.slip_query import SlipQueryPage
from ui.pages.speaker import SpeakerPage
from ui.pages.speaking import TellPage
from ui.pages.submit import SubmitPage

SHARED: dict[str, type[Page]] = {
    page.name: page
    for page in (
        ConsentPage,
        IdentifyPage,
        ContactPage,
        TellPage,
        LetterPage,
        AskPage,
        SpeakerPage,
        PurposePage,
        CategoryPage,
        PlacePage,
        PapersPage,
        ReviewPage,
        SignPage,
        SubmitPage,
        RegisteringPage,
        SlipPage,
        ReceiptPage,
        QueryPage,
        ScanQueryPage,
        CodeQueryPage,
        CardQueryPage,
        CardCasesPage,
        CasePage,
        SlipQueryPage,
        LocalStatusPage,
        EvaluatePage,
        ThanksPage,
    )
}
