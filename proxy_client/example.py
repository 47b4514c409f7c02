"""An invented agent, for demos, galleries and tests."""

from core.authority.letter import Agent, AgentClass
from core.id_number import check_character
from core.person import Person

WORK_NUMBER, PASSPHRASE = "320115", "20261121"
NUMBER = "32990119850317206"


def agent() -> Agent:
    person = Person(
        name="李秀英", id_number=NUMBER + check_character(NUMBER), sex="女", birth="1985-03-17", phone="12069731122"
    )
    return Agent(person=person, agent_class=AgentClass.VILLAGE_CADRE, organisation="杨柳村村民委员会")
