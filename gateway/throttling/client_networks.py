"""From where somebody calls, as far as it says something."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NETWORK_BITS, SITE_BITS = 64, 48
"""Bits of an IPv6 address that one household has in common, and one customer of a provider at least."""


def network(client: str) -> str | None:
    """An address, of IPv6 its network; None for what is none and for this machine, which is the proxy."""
    address = _address(client)
    return str(address) if isinstance(address, IPv4Address) else _network(address, NETWORK_BITS)


def site_network(client: str) -> str | None:
    """All the networks of IPv6 that one customer may have, which are 65,536; None for any other address."""
    address = _address(client)
    return _network(address, SITE_BITS) if isinstance(address, IPv6Address) else None


def _address(client: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(client)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:  # a proxy that listens for both says IPv4 so
        address = address.ipv4_mapped
    return None if address.is_loopback else address


def _network(address: IPv6Address | None, bits: int) -> str | None:
    return str(ip_network((address, bits), strict=False)) if address else None
