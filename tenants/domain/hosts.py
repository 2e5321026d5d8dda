"""Which host names a tenant may claim, and how it proves that they are its own."""

import ipaddress
import re
from typing import Final

from tenants.domain.naming import NameRefused

RECORD: Final = "_motcua"
PREFIX: Final = "motcua-verify="
WELL_KNOWN: Final = "/.well-known/motcua-verify.txt"
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Below these, names are given to anybody: the ending itself is nobody's.
_SHARED: Final = frozenset(
    {"com.vn", "net.vn", "org.vn", "edu.vn", "gov.vn", "info.vn", "name.vn", "pro.vn", "biz.vn",
     "ac.vn", "health.vn", "int.vn", "id.vn", "io.vn", "ai.vn"}
)  # fmt: skip


def clean_host(typed: str, *, platform_host: str) -> str:
    """The name in its plain form (punycode for other letters). Raises ``NameRefused``."""
    name = typed.strip().rstrip(".").lower()
    name = name.removeprefix("https://").removeprefix("http://").split("/", 1)[0]
    try:
        host = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        raise NameRefused("this is not a host name") from None
    labels = host.split(".")
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(each) for each in labels):
        raise NameRefused("this is not a host name")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        raise NameRefused("an address of a machine is not a name")
    if labels[-1].isdigit() or host in _SHARED:
        raise NameRefused("this name belongs to nobody alone")
    if host == platform_host or host.endswith(f".{platform_host}"):
        raise NameRefused("names below the platform's are given at sign-up")
    return host


def proof_of(token: str) -> str:
    """What the TXT record, or the file, must say."""
    return f"{PREFIX}{token}"


def is_proven(texts: list[str], token: str) -> bool:
    return proof_of(token) in {text.strip().strip('"') for text in texts}
