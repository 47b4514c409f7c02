"""From where somebody calls, as far as it says something."""

from ipaddress import IPv6Address, ip_address, ip_network

NETWORK = 64
"""Bits of an IPv6 address that one household has in common."""


def household(client: str) -> str | None:
    """An address, of IPv6 its network; None for what is none and for this machine, which is the proxy."""
    try:
        address = ip_address(client)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:  # a proxy that listens for both says IPv4 so
        address = address.ipv4_mapped
    if address.is_loopback:
        return None
    return str(ip_network((address, NETWORK), strict=False)) if address.version == 6 else str(address)
