"""Posting to an address that somebody else chose, and never into this server's own network.

The name is looked up once, every address that it has is looked at, and the connection is made to one of those: a name
that leads elsewhere a moment later leads nowhere. Redirects are not followed. What is answered is not read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
PORTS = {"https": 443, "http": 80}


class UnreachableError(Exception):
    """Nothing was sent, or nobody answered. The message says why; it tells nothing of the network inside."""


def post(url: str, headers: Mapping[str, str], body: bytes, patience: float) -> int:
    """The status of the answer. `patience`: seconds for each step on the way. Raises UnreachableError."""
    parts = urlsplit(url)
    host, scheme = parts.hostname or "", parts.scheme
    if scheme == "http" and not settings.WEBHOOKS_INSIDE:
        raise UnreachableError("The address begins with http://, and what is sent would be open to everybody.")
    address = checked_address(host, parts.port or PORTS[scheme])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _To(address, host, parts.port or PORTS[scheme], scheme == "https", patience)
    try:
        connection.request("POST", path, body, {"Host": parts.netloc, **headers})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreachableError(_say(error)) from error
    finally:
        connection.close()


def checked_address(host: str, port: int) -> str:
    """An IP address of this name, where all that it has are other people's. Raises UnreachableError."""
    found = _addresses(host, port)
    if not found:
        raise UnreachableError(f"No address was found for “{host}”.")
    if not settings.WEBHOOKS_INSIDE and any(not is_outside(address) for address in found):
        raise UnreachableError(_inside(host))
    return found[0]


def refuse_inside(host: str) -> None:
    """Raises UnreachableError where the name leads nowhere but inside; one that nobody knows yet may come to be."""
    if settings.WEBHOOKS_INSIDE:
        return
    name = host.lower().rstrip(".")
    found = _addresses(host, PORTS["https"])
    known_inside = bool(found) and not any(is_outside(address) for address in found)
    if known_inside or name == "localhost" or name.endswith(".localhost"):
        raise UnreachableError(_inside(host))


def _addresses(host: str, port: int) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _inside(host: str) -> str:
    return f"“{host}” leads into this server's own network, which is not allowed."


def is_outside(text: str) -> bool:
    """Whether this is an address of the public internet, whatever it is wrapped in."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_outside(str(inner)):
            return False
    wrong = address.is_private or address.is_loopback or address.is_link_local or address.is_reserved
    return address.is_global and not wrong and not address.is_multicast and not address.is_unspecified


class _To(http.client.HTTPConnection):
    """A connection to one address, which has to prove with its certificate that it is the name's."""

    def __init__(self, address: str, host: str, port: int, encrypted: bool, patience: float) -> None:
        super().__init__(host, port, timeout=patience)
        self.address, self.encrypted = address, encrypted

    def connect(self) -> None:
        reached: Any = socket.create_connection((self.address, self.port), self.timeout)
        if self.encrypted:
            reached = ssl.create_default_context().wrap_socket(reached, server_hostname=self.host)
        self.sock = reached


def _say(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "No answer in time."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"Its certificate is not good: {error.verify_message}."
    if isinstance(error, ConnectionRefusedError):
        return "Nothing answers at this address."
    return f"The connection failed ({type(error).__name__})."
