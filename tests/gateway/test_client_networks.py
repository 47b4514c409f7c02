"""The household that a client address is counted under."""

import pytest

from gateway.throttling.client_networks import network, site_network


@pytest.mark.parametrize(
    ("client", "whose"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("testclient", None),
    ],
)
def test_one_address_or_network_is_one_household(client: str, whose: str | None) -> None:
    """Behind a proxy that listens for IPv6 and IPv4 at once, all IPv4 clients would otherwise count as one network, and
    thirty wrong codes of one would lock out all."""
    assert network(client) == whose


@pytest.mark.parametrize(
    ("client", "whose"),
    [("2001:db8:1:2:3::4", "2001:db8:1::/48"), ("::ffff:203.0.113.7", None), ("203.0.113.7", None), ("::1", None)],
)
def test_all_networks_of_one_customer_are_one_site(client: str, whose: str | None) -> None:
    assert site_network(client) == whose
