import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.invitation import Invitation, tidy_code


@given(
    st.from_regex(r"https?://[a-z0-9.:/%\[\]-]{1,40}", fullmatch=True), st.from_regex(r"[0-9]{8,16}", fullmatch=True)
)
def test_what_is_written_is_read(url: str, code: str) -> None:
    assert Invitation.read(f" {Invitation(url, code).text}\n") == Invitation(url, code)


@given(st.text(max_size=40))
def test_any_other_text_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="no invitation"):
        Invitation.read(text)


def test_the_code_is_not_shown_by_accident() -> None:
    assert "123456789012" not in repr(Invitation("https://platform.example", "123456789012"))


def test_digits_may_be_grouped() -> None:
    assert tidy_code("1234 5678-９０１２") == "123456789012"
    assert tidy_code("no code") == ""
