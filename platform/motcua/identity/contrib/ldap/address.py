"""Which directories may be called. An agency's usually stands in a private network: only where
the operator opened that network (``MOTCUA_DIRECTORY_NETWORKS``) may a tenant name it."""

import ipaddress
import socket

from django.conf import settings

from motcua.kernel import http


def directory_address(host: str) -> str:
    """One address of ``host``, looked up once; raises ``AddressRefused``."""
    try:
        return http.checked_address(host, scheme="https")
    except http.AddressRefused:
        address = _opened(host)
        if address is None:
            raise
        return address


def _opened(host: str) -> str | None:
    networks = [ipaddress.ip_network(each) for each in settings.MOTCUA_DIRECTORY_NETWORKS]
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM) if networks else []
    except OSError:
        return None
    addresses = [ipaddress.ip_address(str(row[4][0]).split("%")[0]) for row in found]
    if not addresses or not all(any(a in net for net in networks) for a in addresses):
        return None
    return str(addresses[0])
