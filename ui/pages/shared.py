"""The pages both windows may put into their flows, by name."""

from ui.base.page import Page
from ui.pages.accusation import AccusationPage, AccusePage
from ui.pages.agree import AgreePage
from ui.pages.ask import AskPage
from ui.pages.card_query import CardCasesPage, CardQueryPage
from ui.pages.case import CasePage
from ui.pages.category import CategoryPage
from ui.pages.code_query import CodeQueryPage
from ui.pages.consent import ConsentPage
from ui.pages.contact import ContactNowPage, ContactPage
from ui.pages.earlier import EarlierPage
from ui.pages.evaluate import EvaluatePage, ThanksPage
from ui.pages.identify import IdentifyNowPage, IdentifyPage, JoinPage
from ui.pages.invitation import InvitationPage
from ui.pages.letter import LetterPage
from ui.pages.local_status import LocalStatusPage
from ui.pages.own_acts import OwnActDonePage, OwnActPage, OwnActsPage
from ui.pages.paper import PaperPage
from ui.pages.papers import PapersPage
from ui.pages.place import PlacePage
from ui.pages.pledge import PledgePage, PledgeSignedPage
from ui.pages.purpose import PurposePage
from ui.pages.query import QueryPage
from ui.pages.receipt import ReceiptPage
from ui.pages.registering import RegisteringPage
from ui.pages.review import ReviewPage
from ui.pages.rights_card import RightsCardPage
from ui.pages.scan_query import ScanQueryPage
from ui.pages.signing import SignPage
from ui.pages.signpost import SignpostPage
from ui.pages.slip import SlipPage
from ui.pages.slip_query import SlipQueryPage
from ui.pages.speaker import SpeakerPage
from ui.pages.submit import SubmitPage
from ui.pages.tell import TellPage
from ui.pages.together import TogetherPage
from ui.pages.urgent import UrgentPage

SHARED: dict[str, type[Page]] = {
    page.name: page
    for page in (
        ConsentPage,
        AccusePage,
        AccusationPage,
        IdentifyPage,
        IdentifyNowPage,
        ContactNowPage,
        ContactPage,
        TellPage,
        LetterPage,
        UrgentPage,
        AskPage,
        SpeakerPage,
        PurposePage,
        CategoryPage,
        PlacePage,
        PapersPage,
        TogetherPage,
        JoinPage,
        AgreePage,
        ReviewPage,
        SignpostPage,
        EarlierPage,
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
        PaperPage,
        SlipQueryPage,
        LocalStatusPage,
        EvaluatePage,
        ThanksPage,
        OwnActsPage,
        OwnActPage,
        OwnActDonePage,
        RightsCardPage,
        InvitationPage,
        PledgePage,
        PledgeSignedPage,
    )
}
