"""What registration opens in a case: the bureau that holds it, and what that bureau owes."""

import json
from datetime import datetime
from typing import Any

from core.cases.actions import REGISTER
from core.cases.state import Agency, Case, CaseState, as_json
from core.cases.turn import World, reckoned
from core.wire import Envelope
from gateway.cases.calendar import calendar
from gateway.cases.organs import CaseOrgans
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.staff.tree import tree

FIRST = 1
"""The version of the event of registration."""
CHANNEL = "channel"
"""Among the facts of that event where an office entered the case: how it came (`core.petition.AT_AN_OFFICE`)."""


def opening(runtime: Runtime, envelope: Envelope, at: datetime, *, by_agent: bool = False) -> dict[str, Any]:
    """Returns the values of a new case's rows: its bureau, its first event, its first duty (art. 22)."""
    organs = tree(runtime)
    bureau = organs.bureau_for(envelope.place_code).id
    profile = runtime.casework.profile
    case = Case(kind=envelope.kind, bureau=bureau, profile=profile)
    around = World(CaseOrgans(organs), calendar(runtime), at.date(), roll_over=runtime.casework.roll_over)
    duty = reckoned("forward", case, bureau, at.date(), around)
    changes = {
        "state": CaseState.REGISTERED,
        "kind": envelope.kind,
        "sealed_elsewhere": envelope.recipient_set != BUREAU,
        "profile": profile,
        "bureau": bureau,
        "duty": duty,
        **({"agency": Agency.ACTS} if by_agent else {}),
    }
    return {
        "step": CaseState.REGISTERED.value,
        "version": FIRST,
        "action": REGISTER,
        "changes": json.dumps(as_json(changes)),
        "bureau": bureau,
        "place_code": envelope.place_code,
        "duty_rule": duty.rule,
        "duty_started": duty.started,
        "duty_target": duty.target,
        "duty_limit": duty.limit,
        "duty_article": duty.article,
        "duty_profile": duty.profile,
    }
