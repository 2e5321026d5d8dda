"""Asking the network who a host name belongs to: a TXT record, or a file on the site of today."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string
from requests import RequestException

from motcua.kernel import http
from tenants.domain.hosts import RECORD, WELL_KNOWN

SECONDS: Final = 4.0
_MOST_TEXT: Final = 2_000
_DNS_PORT: Final = 53


def domain_proofs() -> Callable[[str], list[str]]:
    """Who is asked for proofs: the network, by the name in ``MOTCUA_DOMAIN_PROOFS``."""
    found: Callable[[str], list[str]] = import_string(settings.MOTCUA_DOMAIN_PROOFS)
    return found


def proofs_of(host: str) -> list[str]:
    """TXT records of ``_motcua.<host>``, else the lines of the well-known file. Never raises for
    what the network does; redirects are not followed: they would lead to somebody else's word."""
    return _records(host) or _lines(host)


def points_here(host: str) -> bool:
    """Whether the name leads to the platform: by an alias, or to the same machines."""
    answer = _asked(host, "A")
    if answer is None:
        return False
    canonical = str(answer.canonical_name).rstrip(".").lower()
    if canonical.endswith(settings.MOTCUA_PLATFORM_HOST):
        return True
    ours = _asked(settings.MOTCUA_PLATFORM_HOST, "A") or ()
    return bool({str(each) for each in ours} & {str(each) for each in answer})


def _records(host: str) -> list[str]:
    answer = _asked(f"{RECORD}.{host}", "TXT") or ()
    return [b"".join(each.strings).decode("utf-8", "replace") for each in answer][:20]


def _lines(host: str) -> list[str]:
    try:
        with http.session() as session:
            answer = session.get(f"https://{host}{WELL_KNOWN}", timeout=SECONDS)
    except (RequestException, OSError, ValueError):
        return []
    return answer.text[:_MOST_TEXT].splitlines() if answer.status_code == 200 else []


def _asked(name: str, kind: str) -> Any:
    """What name servers say; None if nothing. Asks ``MOTCUA_DNS_SERVERS`` where they are named,
    else whom the machine asks. The library is read here: few programs ever ask."""
    from dns.exception import DNSException
    from dns.nameserver import Do53Nameserver
    from dns.resolver import Resolver

    servers = [urlsplit(f"//{each}") for each in settings.MOTCUA_DNS_SERVERS]
    resolver = Resolver(configure=not servers)
    if servers:
        resolver.nameservers = [
            Do53Nameserver(each.hostname or "", each.port or _DNS_PORT) for each in servers
        ]
    resolver.lifetime = SECONDS
    try:
        return resolver.resolve(name, kind)
    except (DNSException, ValueError):
        return None
