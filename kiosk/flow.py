"""The order of pages for a resident."""

from core.draft import Draft
from core.flow import ON, Flow, FlowStep
from ui.pages.subflows import asking, filing, introduction, matter

HOME = "welcome"

RESIDENT: Flow[Draft] = Flow(
    FlowStep(HOME, {"file": "consent", "query": "query", "question": "question"}),
    FlowStep("question", {ON: "urgent_question"}, done=lambda draft: draft.question.asked),
    FlowStep("urgent_question", {ON: "advice"}, skip=lambda draft: not draft.question.urgent),
    FlowStep("advice", {"again": "question", "file": "consent", "routes": "advice_routes"}),
    FlowStep("advice_routes", {ON: "advice"}),
    *introduction(then="tell"),
    *matter(after_review="earlier"),
    *filing(home=HOME),
    *asking(home=HOME),
    home=HOME,
)
