"""The village of a training: an agent who may sign in, and the people on her list, all of them invented."""

from datetime import date

from agency import people, people_list
from agency.agents import Agents
from core.language import _
from core.resources import resource
from proxy_client.example import PASSPHRASE, WORK_NUMBER, agent
from sync.terminal import Terminal


def settle(here: Terminal) -> str:
    """Adds agent and people where no agent is registered yet. Returns how she signs in; empty where somebody
    practises with agents of their own."""
    agents = Agents.of(here)
    if agents.is_empty:
        agents.add(WORK_NUMBER, PASSPHRASE, agent())
        rows = people_list.check(resource("samples", "village", "people.csv").read_bytes(), date.today())
        served = [row.served for row in rows if row.served]
        people.bring_in(here.store, WORK_NUMBER, agents.recipient(WORK_NUMBER), served)
    if WORK_NUMBER not in agents.listed():
        return ""
    return _("演练登录：工号{number}，口令{passphrase}").format(number=WORK_NUMBER, passphrase=PASSPHRASE)
