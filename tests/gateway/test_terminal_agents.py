"""Agents bound to terminals: told by the terminal, kept from and until, and what a filing shows of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.authority.letter import AgentClass
from core.wire.answers import MOST_AGENTS
from gateway.cases import authorities
from gateway.fleet import agents
from gateway.fleet.agents import Standing
from gateway.refusals import Refused
from gateway.runtime.settings import FleetSettings
from gateway.storage.fleet_tables import terminal_agents
from gateway.storage.schema import cases
from testkit.gateway_in_process import Gateway
from testkit.terminal import AGENT, ASKER, Terminal, refusal
from tests.gateway.test_authority import by_agent, by_card, sent, take_back

KEY, OTHER_KEY = "A" * 43 + "=", "B" * 42 + "A="


def tell(terminal: Terminal, *told: dict[str, Any]) -> None:
    answer = terminal.call("POST", "/v1/agents", {"agents": list(told)})
    assert answer.status_code == 204, answer.text


def agent(name: str = AGENT.person.name, key: str = KEY, since: datetime | None = None) -> dict[str, Any]:
    told = {"name": name, "organisation": "杨柳村", "agent_class": AgentClass.GRID_WORKER, "public_key": key}
    return {**told, "since": since.isoformat()} if since else told


def filed(gateway: Gateway, terminal: Terminal) -> Any:
    return sent(terminal, by_agent(gateway.clock())).json()["receipt"]


def standing(gateway: Gateway, receipt: Any) -> Standing | None:
    with gateway.runtime.reading() as db:
        serial = db.execute(select(cases.c.id).where(cases.c.number == receipt["case_number"])).scalar_one()
    return authorities.at_terminal(gateway.runtime, serial)


def test_who_is_there_from_when_until_when(gateway: Gateway, terminal: Terminal) -> None:
    since = gateway.clock() - timedelta(days=3)
    for _ in range(2):
        tell(terminal, agent(since=since), agent("王小燕", OTHER_KEY))
    lines = agents.listed(gateway.runtime, terminal.id)
    assert [(each.name, each.since, each.until) for each in lines] == [
        ("王小燕", None, None),
        (AGENT.person.name, since, None),
    ]
    gateway.clock.turn(days=1)
    tell(terminal, agent("王小燕", OTHER_KEY))
    lines = agents.listed(gateway.runtime, terminal.id)
    assert [(each.name, each.until) for each in lines] == [("王小燕", None), (AGENT.person.name, gateway.clock())]
    tell(terminal, agent("王小燕", OTHER_KEY), agent())
    assert len(agents.listed(gateway.runtime, terminal.id)) == 3, "who comes back is another row"


def test_no_name_lies_in_clear(gateway: Gateway, terminal: Terminal) -> None:
    tell(terminal, agent())
    with gateway.runtime.reading() as db:
        (row,) = db.execute(terminal_agents.select()).mappings()
    assert AGENT.person.name not in str(dict(row)) and AGENT.person.name.encode() not in row["sealed"]


def test_of_another_terminal_nobody_tells_or_is_told(gateway: Gateway, terminal: Terminal) -> None:
    other = Terminal.enrolled(gateway)
    tell(terminal, agent())
    tell(other)
    assert agents.listed(gateway.runtime, other.id) == []
    assert [each.until for each in agents.listed(gateway.runtime, terminal.id)] == [None]
    assert standing(gateway, filed(gateway, other)) is Standing.UNTOLD


def test_a_filing_shows_whether_its_agent_was_there(gateway: Gateway, terminal: Terminal) -> None:
    assert standing(gateway, filed(gateway, terminal)) is Standing.UNTOLD, "a terminal of a version before"
    tell(terminal, agent("王小燕", OTHER_KEY))
    receipt = filed(gateway, terminal)
    assert standing(gateway, receipt) is Standing.UNKNOWN
    tell(terminal, agent("王小燕", OTHER_KEY), agent(since=gateway.clock() - timedelta(days=1)))
    assert standing(gateway, receipt) is Standing.KNOWN, "told later than the item came"
    gateway.clock.turn(days=2)
    tell(terminal)
    assert standing(gateway, receipt) is Standing.KNOWN, "it was there then"
    gateway.clock.turn(days=2)
    assert standing(gateway, filed(gateway, terminal)) is Standing.UNKNOWN


def test_a_province_may_refuse_them_and_the_item_can_be_sent_again(gateway: Gateway, terminal: Terminal) -> None:
    runtime = gateway.runtime
    strict = replace(runtime, fleet=FleetSettings(unknown_agents="refuse"))
    authorities.check_filing(strict, terminal.id, by_agent(gateway.clock()))
    tell(terminal, agent("王小燕", OTHER_KEY))
    with pytest.raises(Refused) as refused:
        authorities.check_filing(strict, terminal.id, by_agent(gateway.clock()))
    assert refused.value.code == "authority-unknown-agent"
    tell(terminal, agent())
    authorities.check_filing(strict, terminal.id, by_agent(gateway.clock()))


def test_the_principal_sees_at_a_kiosk_who_filed_and_looked_and_ends_it(gateway: Gateway, terminal: Terminal) -> None:
    """The whole way: an agent files and looks it up; the principal comes with the card; the agent does no more."""
    kiosk = Terminal.enrolled(gateway)
    tell(terminal, agent())
    receipt = filed(gateway, terminal)
    query = {"query_code": receipt["query_code"], "last_four": "002X"}
    card = {"name": ASKER.name, "id_number": ASKER.id_number}

    def told() -> Any:
        return kiosk.call("POST", "/v1/queries/card?agents=true&asked=true", card).json()["by_agent"][0]

    assert "asked_at" not in told()
    gateway.clock.turn(hours=1)
    assert terminal.call("POST", "/v1/queries", query).status_code == 200
    assert datetime.fromisoformat(told()["asked_at"]) == gateway.clock()
    assert kiosk.call("POST", "/v1/queries", query).status_code == 200
    assert "asked_at" not in by_card(kiosk)["by_agent"][0], "a terminal of before"
    gateway.clock.turn(hours=1)
    assert take_back(kiosk, receipt["case_number"]).status_code == 200
    assert told()["withdrawn"] is True
    for path in ("/v1/queries", "/v1/queries/life", "/v1/queries/possible"):
        assert refusal(terminal.call("POST", path, query)) == (422, "authority-expired")
    assert datetime.fromisoformat(told()["asked_at"]) < gateway.clock(), "what is refused is no look"


def test_as_many_as_the_contract_allows_are_heard(gateway: Gateway, terminal: Terminal) -> None:
    long = {"organisation": "杨柳" * 40, "since": gateway.clock().isoformat()}
    tell(terminal, *({**agent("王" * 80, f"{n:043d}="), **long} for n in range(MOST_AGENTS)))
    assert len(agents.listed(gateway.runtime, terminal.id)) == MOST_AGENTS
