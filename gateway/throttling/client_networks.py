"""Which network a client's address belongs to: what is counted by address is counted by network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NETWORK_BITS, SITE_BITS = 64, 48
"""Bits of an IPv6 prefix: one household has at least a /64, one customer of a provider at most a /48."""


def network(client: str) -> str | None:
    """An IPv4 address as it is, of an IPv6 address its /64; None for no address and for this machine, where the proxy
    is."""
    address = _address(client)
    return str(address) if isinstance(address, IPv4Address) else _network(address, NETWORK_BITS)


def site_network(client: str) -> str | None:
    """The /48 of an IPv6 address: the 65,536 networks that one customer may have. None for any other address."""
    address = _address(client)
    return _network(address, SITE_BITS) if isinstance(address, IPv6Address) else None


def _address(client: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(client)
    except ValueError:
        return None
    if (
        isinstance(address, IPv6Address) and address.ipv4_mapped
    ):  # how a proxy that listens on both names an IPv4 client
        address = address.ipv4_mapped
    return None if address.is_loopback else address


def _network(address: IPv6Address | None, bits: int) -> str | None:
    return str(ip_network((address, bits), strict=False)) if address else None
