"""How far a draft is: the first step that is still to be done, in plain words, and where somebody who comes back goes
on."""

from datetime import date

from agency.draft_record import DraftRecord
from core.authority.letter import Agent
from core.draft import Draft
from core.flow import ON, Whereabouts
from core.language import N_, _
from core.problems import AuthorityProblem
from proxy_client.authority_terms import hindrance
from proxy_client.flow import AGENT

FIRST, LAST, REVIEW = "consent", "submit", "review"
STILL = {
    "consent": N_("还没说明、还没同意"),
    "accuse": N_("还没选写不写名字"),
    "identify": N_("还没看证件"),
    "identify_now": N_("还没看证件"),
    "contact_now": N_("还没留电话或住址"),
    "agent": N_("还没选代办人身份"),
    "tell": N_("还没听本人说"),
    "urgent": N_("有急事，还没看该打的电话"),
    "ask": N_("还没问清几个地方"),
    "speaker": N_("还没问清是谁的名字"),
    "purpose": N_("还没选想要什么"),
    "accusation": N_("还没说明检举控告"),
    "category": N_("还没选是哪一类"),
    "place": N_("还没选出在哪里"),
    "papers": N_("没有话，也没有材料"),
    "together": N_("一起反映的人还没都同意"),
    "review": N_("还没念给本人听"),
    "tidy": N_("还没看要不要整理"),
    "step_aside": N_("还没请本人自己听一遍"),
    "true_intent": N_("还没请本人自己听一遍"),
    "hand_back": N_("还没请本人自己听一遍"),
    "powers": N_("还没定委托什么"),
    "authority": N_("还没签委托书"),
    "earlier": N_("还没看以前那一件"),
    "sign": N_("还没签名"),
    "submit": N_("都好了，还没提交"),
}
"""What is said of a draft whose first step that is not done is this one."""


def next_step(draft: Draft) -> str:
    """Returns the page of the first step that is not done."""
    step = AGENT.steps[FIRST]
    while step.page != LAST and (step.skip(draft) or step.done(draft)):
        step = AGENT.steps[step.then[ON]]
    return step.page


def still_missing(draft: Draft) -> str:
    return _(STILL[next_step(draft)])


def authority_ended(draft: Draft, on: date) -> AuthorityProblem | None:
    """Returns why a letter that was signed does not carry the filing any more; None without one."""
    return hindrance(draft, on) if draft.letter and draft.authority else None


def where_to_go_on(record: DraftRecord, now: date) -> Whereabouts:
    """Returns where the draft was left; on a later day not behind the review: what the principal called right and
    signed then, they see again."""
    left, pages = record.whereabouts, list(AGENT.steps)
    if left.page not in AGENT.steps or not AGENT.steps[left.page].stage:
        return Whereabouts(next_step(record.draft), ("desk",))
    behind = pages.index(left.page) > pages.index(REVIEW) and REVIEW in left.path
    if behind and record.at.astimezone().date() < now:
        return Whereabouts(REVIEW, left.path[: left.path.index(REVIEW)])
    return left


def taken_over(draft: Draft, agent: Agent) -> bool:
    """Makes a draft that was handed over the agent's who is signed in now: what names the one before is taken out, and
    the principal is asked anew. Returns whether it was another's."""
    if draft.agent is None or draft.agent.person == agent.person:
        draft.agent = draft.agent or agent
        return False
    draft.agent, draft.authority, draft.letter, draft.read_back = agent, None, b"", None
    draft.consented = False
    return True
