"""Talking to a directory, by ldap3: always encrypted, bounded in time, referrals not followed.

``ldap3`` is read when it is first used: few agencies have a directory.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.utils.translation import gettext as _

from motcua.identity.contrib.ldap.address import directory_address
from motcua.identity.contrib.ldap.settings import LdapOptions
from motcua.identity.staff.provider_errors import ProviderUnreachable
from motcua.kernel.http import AddressRefused

if TYPE_CHECKING:
    from ldap3 import Connection, Server

log = structlog.get_logger(__name__)
_CONNECT_SECONDS: Final = 4
_RECEIVE_SECONDS: Final = 6
_MAX_ENTRIES: Final = 500
_SUCCESS: Final = 0
_TOO_MANY: Final = 4


@contextmanager
def encrypted(options: LdapOptions) -> Iterator[Connection]:
    """A connection nobody has bound yet. Raises ``ProviderUnreachable``; ``stage`` says how far
    it came: ``address``, ``connect`` or ``tls``."""
    from ldap3 import AUTO_BIND_NONE, SYNC, Connection
    from ldap3.core.exceptions import LDAPException

    connection, stage = None, "address"
    try:
        server = _server(options, directory_address(options.host))
        connection = Connection(
            server,
            client_strategy=SYNC,
            auto_bind=AUTO_BIND_NONE,
            auto_referrals=False,
            receive_timeout=_RECEIVE_SECONDS,
            read_only=True,
            raise_exceptions=False,
        )
        stage = "connect"
        connection.open()
        if options.security == "starttls":
            stage = "tls"
            if not connection.start_tls():
                raise ssl.SSLError("StartTLS refused")
        stage = "talk"
        yield connection
    except (LDAPException, OSError, AddressRefused) as error:
        # ldap3 tells a certificate refused while connecting in words only.
        if stage == "connect" and "certificate" in str(error).lower():
            stage = "tls"
        raise _unreachable(options, stage, error) from error
    finally:
        if connection is not None:
            _close(connection)


def bind(connection: Connection, *, dn: str, password: str) -> bool:
    """Whether the directory takes ``password`` for ``dn``. An empty one would be an anonymous
    bind, which succeeds (RFC 4513, 5.1.2): refused here."""
    from ldap3 import SIMPLE
    from ldap3.core.exceptions import LDAPInvalidCredentialsResult

    if not dn or not password:
        return False
    try:
        done = connection.rebind(user=dn, password=password, authentication=SIMPLE)
    except LDAPInvalidCredentialsResult:
        return False
    return bool(done) and connection.result["result"] == _SUCCESS


def search(
    connection: Connection, *, base: str, query: str, attributes: list[str], limit: int
) -> list[dict[str, Any]]:
    """Entries with ``dn``, ``attributes`` and ``raw_attributes``; at most ``limit``. Raises
    ``ProviderUnreachable`` when the directory refuses to search there."""
    from ldap3 import SUBTREE

    connection.search(
        search_base=base,
        search_filter=query,
        search_scope=SUBTREE,
        attributes=attributes,
        size_limit=min(limit, _MAX_ENTRIES),
        time_limit=_RECEIVE_SECONDS,
    )
    if connection.result["result"] not in (_SUCCESS, _TOO_MANY):
        raise ProviderUnreachable(
            _words(), stage="search", detail=str(connection.result["description"])
        )
    found = [each for each in connection.response or [] if each["type"] == "searchResEntry"]
    return found[:limit]


def _server(options: LdapOptions, address: str) -> Server:
    from ldap3 import NONE, Server, Tls

    tls = Tls(
        validate=ssl.CERT_REQUIRED,
        version=ssl.PROTOCOL_TLS_CLIENT,
        ca_certs_data=options.ca_certificate or None,
        valid_names=[options.host],
        sni=options.host,
    )
    return Server(
        address,
        port=options.port,
        use_ssl=options.security == "ldaps",
        tls=tls,
        get_info=NONE,
        connect_timeout=_CONNECT_SECONDS,
    )


def _unreachable(options: LdapOptions, stage: str, error: Exception) -> ProviderUnreachable:
    log.warning("directory_unreachable", stage=stage, error=type(error).__name__)
    name = type(error).__name__
    return ProviderUnreachable(_words(), stage=stage, detail=f"{options.host}: {name}")


def _words() -> str:
    return _("Chưa kết nối được thư mục của cơ quan. Vui lòng thử lại sau ít phút.")


def _close(connection: Connection) -> None:
    from ldap3.core.exceptions import LDAPException

    try:
        connection.unbind()
    except (LDAPException, OSError):
        log.debug("directory_unbind_failed")
