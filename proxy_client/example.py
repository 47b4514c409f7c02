"""An invented agent, for demos, galleries and tests."""

from core.authority.letter import Agent, AgentClass
from core.id_number import check_character
from core.person import Person

WORK_NUMBER, PASSPHRASE = "320115", "20261121"
OTHER_NUMBER, INVITED = "320116", "王小燕"
NUMBER = "32990119850317206"


def agent() -> Agent:
    person = Person(
        name="李秀英", id_number=NUMBER + check_character(NUMBER), sex="女", birth="1985-03-17", phone="12069731122"
    )
    return Agent(person=person, agent_class=AgentClass.VILLAGE_CADRE, organisation="杨柳村村民委员会")


def other() -> Agent:
    """Returns a colleague of the same village."""
    number = "32990119790508305"
    person = Person(
        name="赵大年", id_number=number + check_character(number), sex="男", birth="1979-05-08", phone="12069731123"
    )
    return Agent(person=person, agent_class=AgentClass.GRID_WORKER, organisation=agent().organisation)
