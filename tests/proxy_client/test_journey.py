"""An agent files for a villager: the real window, a terminal, and a gateway that keeps both people and the letter."""

import json
from pathlib import Path

from core.outbox_state import OutboxState
from core.sentences import label
from proxy_client import example
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.gateway_process import GatewayProcess
from training import example as petition


def test_from_sign_in_to_receipt(desk: AgentWindowFixture, here: Terminal, tmp_path: Path) -> None:
    gateway = GatewayProcess(tmp_path / "gateway")
    try:
        here.enrol(gateway.url, gateway.call("code")["code"])
        here.engine.start()
        desk.sign_in()
        desk.gather(petition.person(), petition.TOLD)
        empower(desk, tmp_path / "paper" / "authority.pdf")
        desk.visit.sign()
        desk.visit.submit()
        desk.visit.receive()
        kept = shown(gateway, desk)
    finally:
        gateway.close()
    check(kept)
    desk.visit.driver.wait(lambda: receipt_given(desk), "that the receipt was given")
    desk.touch("办好了，离开")
    desk.turn("desk", "送到哪里了")
    desk.visit.arrive("queue")
    (item,) = here.submissions.items()
    assert item.local_number in desk.seen
    assert label(OutboxState.REGISTERED) in desk.seen
    assert petition.person().name not in desk.seen


def receipt_given(desk: AgentWindowFixture) -> bool:
    """Whether the filing is the agent's case, and nobody has to bring the receipt home."""
    work = desk.work
    assert work
    (case,) = work.cases(desk.shell.station.now())
    assert case.filing.name == petition.person().name and case.case_number
    return case.filing.receipt_given


def empower(desk: AgentWindowFixture, paper: Path) -> None:
    desk.turn("powers", "写委托书")
    desk.visit.arrive("authority")
    desk.draw()
    desk.touch("打印一份")
    desk.visit.driver.wait(paper.exists, "the letter on paper")
    desk.turn("authority", "签好了")


def shown(gateway: GatewayProcess, desk: AgentWindowFixture) -> dict[str, object]:
    receipt = desk.shell.draft.receipt
    assert receipt is not None
    petition: dict[str, object] = gateway.call("show", receipt.case_number, "--json")["petition"]
    return petition


def check(kept: dict[str, object]) -> None:
    text = json.dumps(kept, ensure_ascii=False)
    assert kept["channel"] == "proxy"
    assert petition.person().name in text
    assert example.agent().person.name in text
    assert '"powers": ["file", "query"]' in text
    assert '"role": "authority"' in text


def test_no_paper_is_told_and_stops_nobody(desk: AgentWindowFixture, here: Terminal) -> None:
    desk.shell.show_page("authority", filed(here))
    desk.simulation.printer.out_of_paper = True
    desk.draw()
    desk.touch("打印一份")
    desk.touch("知道了")
    desk.turn("authority", "签好了")
    desk.visit.arrive("sign")
    assert desk.shell.draft.letter.startswith(b"%PDF")
