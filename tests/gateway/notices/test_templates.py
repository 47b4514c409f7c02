"""The texts: short, whole, and with nothing personal in them."""

import tomllib

import pytest

from core.resources import resource
from gateway.notices.templates import LONGEST, TAIL_DIGITS, Node, template
from gateway.runtime.sms_settings import SmsSettings
from gateway.storage.notice_tables import notices

NUMBER = "XF2026-00123456"
ALLOWED = {"tail"}
"""What may be inserted. No name, number, place or matter of anybody is among it."""


@pytest.mark.parametrize("node", list(Node))
def test_a_text_fits_one_message_under_the_longest_name(node: Node) -> None:
    longest = next(
        each.max_length for each in SmsSettings.model_fields["platform"].metadata if hasattr(each, "max_length")
    )
    for platform in (SmsSettings().platform, "信" * longest):
        assert len(template(node).signed(NUMBER, platform)) <= LONGEST


@pytest.mark.parametrize("node", list(Node))
def test_nothing_personal_can_be_inserted(node: Node) -> None:
    text = template(node)
    assert set(text.fields) <= ALLOWED
    assert text.parameters(NUMBER) == {"tail": NUMBER[-TAIL_DIGITS:]}
    assert NUMBER not in text.signed(NUMBER, "平台") and "3456" in text.signed(NUMBER, "平台")


def test_there_is_a_text_for_each_node_and_no_other() -> None:
    texts = tomllib.loads(resource("notices", "templates.toml").read_text("utf-8"))
    assert texts.keys() == {node.value for node in Node}
    assert all(each.keys() == {"text"} for each in texts.values())


def test_names_of_nodes_fit_their_column() -> None:
    assert max(map(len, Node)) <= notices.c.node.type.length  # type: ignore[attr-defined]
