"""The one way in which both ends write the platform's address: it is part of what is signed."""

from urllib.parse import urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


def normalised(url: str) -> str:
    """Scheme and host in lower case, a default port left out, no slash at the end (RFC 3986, 6.2.2 and 6.2.3; RFC 9421,
    2.2.2). Raises ValueError for a port that is none."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in {None, DEFAULT_PORTS.get(parts.scheme)} else f":{parts.port}"
    return urlunsplit((parts.scheme, f"{host}{port}", parts.path.rstrip("/"), "", ""))
