"""From the provider's claims to what we know about a member of staff. Pure."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from motcua.identity.registry import ProviderAccount, UpstreamIdentity

# RFC 8176. "mfa" says it; else two different kinds of proof make two factors.
_KNOWS: Final = frozenset({"pwd", "pin", "kba"})
_HAS: Final = frozenset({"otp", "hwk", "swk", "sc", "sms", "tel", "pop"})
_IS: Final = frozenset({"fpt", "face", "iris", "retina", "vbm"})
_MAX_GROUPS: Final = 1_000


def identity_of(claims: Mapping[str, Any], account: ProviderAccount) -> UpstreamIdentity:
    names = account.claims
    return UpstreamIdentity(
        subject=str(claims["sub"]),
        username=text_at(claims, names["username"]),
        full_name=text_at(claims, names["full_name"])[:200],
        email=text_at(claims, names["email"]).lower()[:254],
        unit=text_at(claims, names["unit"]),
        groups=groups_at(claims, names["groups"]),
        has_second_factor=has_second_factor(claims, account.options.second_factor_acr.split()),
        sid=str(claims.get("sid") or "")[:255],
    )


def value_at(claims: Mapping[str, Any], path: str) -> Any:
    """``path`` with dots goes into objects, as Keycloak's ``realm_access.roles``; a claim whose
    very name has dots goes first."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def text_at(claims: Mapping[str, Any], path: str) -> str:
    value = value_at(claims, path) if path else None
    if isinstance(value, list) and value:
        value = value[0]
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else ""


def groups_at(claims: Mapping[str, Any], path: str) -> frozenset[str]:
    value = value_at(claims, path) if path else None
    listed = value if isinstance(value, list) else [value]
    return frozenset(each for each in listed[:_MAX_GROUPS] if isinstance(each, str) and each)


def has_second_factor(claims: Mapping[str, Any], enough: list[str]) -> bool:
    ways = claims.get("amr")
    said = groups_at(claims, "amr") if isinstance(ways, list) else frozenset[str]()
    kinds = sum(bool(said & kind) for kind in (_KNOWS, _HAS, _IS))
    return "mfa" in said or kinds >= 2 or (bool(enough) and claims.get("acr") in enough)
