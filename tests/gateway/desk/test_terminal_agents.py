"""The agents of a terminal at the desk, and the mark on a case of one whom the terminal does not have."""

from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import Office
from testkit.terminal import AGENT, ASKER, Terminal
from tests.gateway.test_terminal_agents import OTHER_KEY, agent, filed, tell


def test_the_desk_lists_them_and_marks_the_case(
    gateway: Gateway, terminal: Terminal, office: Office, clerk: Desk
) -> None:
    tell(terminal, agent("王小燕", OTHER_KEY))
    page = main_text(clerk.get(f"/desk/terminals/{terminal.id}/agents"))
    assert "王小燕" in page and "网格员" in page and "现有 1 位" in page
    clerk.get("/desk/terminals/nobody/agents", 404)
    number = filed(gateway, terminal)["case_number"]
    seen = main_text(clerk.get(f"/desk/cases/{number}"))
    assert "没有登记过这位代办员" in seen and AGENT.person.name in seen and ASKER.name in seen
    tell(terminal, agent("王小燕", OTHER_KEY), agent())
    assert "是这台终端登记的代办员" in main_text(clerk.get(f"/desk/cases/{number}"))
