"""The only way out by HTTP: time limits, size limits, and no way into private networks.

The address is looked up once and the connection made to that very address, so a name that
changes its answer between check and use (DNS rebinding) gains nothing. Redirects are off.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter

from motcua.kernel.errors import Forbidden

TIMEOUT_SECONDS: Final = (3.05, 10.0)
MAX_BYTES: Final = 5 * 1024 * 1024
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# RFC 6890's protocol assignments, which Python before 3.13 holds for global.
_RESERVED: Final = ipaddress.ip_network("192.0.0.0/24")
# NAT64 (RFC 6052) and IPv4-compatible addresses end in the IPv4 address they lead to.
_IPV4_INSIDE: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


guards: list[Callable[[str], None]] = []
"""Asked with the host before anything leaves; registered at start-up. Raise to refuse."""


class AddressRefused(Forbidden):
    code = "address_refused"


class ResponseTooLarge(Forbidden):
    code = "response_too_large"


def session() -> requests.Session:
    """A session whose every request is checked. Host names under ``localhost`` mean loopback
    (RFC 6761) and are allowed only where ``MOTCUA_ALLOW_LOOPBACK`` says so."""
    made = _Session()
    made.trust_env = False
    adapter = _CheckedAdapter()
    made.mount("http://", adapter)
    made.mount("https://", adapter)
    return made


class _Session(requests.Session):
    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Callers see a redirect as the answer it is; whoever sent it does not choose our way."""
        kwargs["allow_redirects"] = False
        return super().send(request, **kwargs)


class _CheckedAdapter(HTTPAdapter):
    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        kwargs["timeout"] = kwargs.get("timeout") or TIMEOUT_SECONDS
        kwargs["stream"] = True
        parts = urlsplit(request.url or "")
        host = parts.hostname or ""
        for guard in guards:
            guard(host)
        address = checked_address(host, scheme=parts.scheme)
        if parts.scheme == "http":
            request.headers.setdefault("Host", parts.netloc)
            shown = f"[{address}]" if ":" in address else address
            netloc = f"{shown}:{parts.port}" if parts.port else shown
            request.url = urlunsplit(parts._replace(netloc=netloc))
        response = super().send(request, **kwargs)
        return _bounded(response)

    def build_connection_pool_key_attributes(
        self, request: Any, verify: Any, cert: Any = None
    ) -> Any:
        """For https, connect to the checked address but verify the certificate by name."""
        found: Any = super().build_connection_pool_key_attributes(request, verify, cert)
        host_params, pool_kwargs = found
        if host_params["scheme"] == "https":
            name = host_params["host"]
            host_params["host"] = checked_address(name, scheme="https")
            pool_kwargs["assert_hostname"] = name
            pool_kwargs["server_hostname"] = name
        return host_params, pool_kwargs


def checked_address(host: str, *, scheme: str) -> str:
    """One address of ``host`` that may be called; raises ``AddressRefused`` else."""
    loopback_allowed = settings.MOTCUA_ALLOW_LOOPBACK
    if host == "localhost" or host.endswith(".localhost"):
        if not loopback_allowed:
            raise AddressRefused(f"{host}: loopback")
        return "127.0.0.1"
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressRefused(f"{host}: {error}") from error
    for *_, sockaddr in found:
        address = _meant(ipaddress.ip_address(str(sockaddr[0]).split("%")[0]))
        if address.is_loopback and loopback_allowed:
            continue
        if not address.is_global or address.is_multicast or address in _RESERVED:
            raise AddressRefused(f"{host}: {address}")
        if scheme != "https":
            raise AddressRefused(f"{host}: https only")
    return str(found[0][4][0])


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one carries packets to, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and any(address in net for net in _IPV4_INSIDE):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return inner or address


def _bounded(response: requests.Response) -> requests.Response:
    """Read at most ``MAX_BYTES`` and keep them as the content."""
    body = b""
    for chunk in response.iter_content(64 * 1024):
        body += chunk
        if len(body) > MAX_BYTES:
            response.close()
            raise ResponseTooLarge(f"> {MAX_BYTES} bytes")
    response._content = body
    return response
