"""The order of pages for a resident."""

from core.draft import Draft
from core.flow import Flow, FlowStep
from ui.pages.subflows import asking, filing, introduction, matter

HOME = "welcome"

RESIDENT: Flow[Draft] = Flow(
    FlowStep(HOME, {"file": "consent", "query": "query"}),
    *introduction(then="tell"),
    *matter(after_review="sign"),
    *filing(home=HOME),
    *asking(home=HOME),
    home=HOME,
)
