"""Both ends write the platform's address alike, however a technician typed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.invitation import normalised_url

SAME = {
    "https://Platform.example:443/": "https://platform.example",
    "HTTPS://platform.example:443": "https://platform.example",
    "http://127.0.0.1:80": "http://127.0.0.1",
    "http://127.0.0.1:8080/": "http://127.0.0.1:8080",
    "https://platform.example:80": "https://platform.example:80",
    "http://[::1]:80/": "http://[::1]",
    "https://[::1]:8443": "https://[::1]:8443",
    "https://platform.example/xf/": "https://platform.example/xf",
}


@pytest.mark.parametrize(("typed", "written"), SAME.items())
def test_a_default_port_and_a_slash_say_nothing(typed: str, written: str) -> None:
    assert normalised_url(typed) == written


@pytest.mark.parametrize("text", ["https://platform.example:port", "https://platform.example:99999"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[Pp]ort"):
        normalised_url(text)


HOSTS = st.from_regex(r"[A-Za-z][a-z0-9.-]{0,20}", fullmatch=True)


@given(st.sampled_from(["http", "https"]), HOSTS, st.integers(1, 65535))
def test_once_is_enough(scheme: str, host: str, port: int) -> None:
    once = normalised_url(f"{scheme}://{host}:{port}/")
    assert normalised_url(once) == once
