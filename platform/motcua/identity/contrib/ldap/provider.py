"""User name and password, checked by the agency's directory. The password is kept nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.identity.contrib.ldap.client import bind, encrypted, search
from motcua.identity.contrib.ldap.probing import probe
from motcua.identity.contrib.ldap.settings import LdapOptions, LdapSecrets
from motcua.identity.registry import (
    Probe,
    ProviderAccount,
    Settings,
    StaffProvider,
    UpstreamIdentity,
    Way,
)
from motcua.identity.staff.provider_errors import (
    PasswordWrong,
    ProviderUnreachable,
    UpstreamRefused,
)

if TYPE_CHECKING:
    from ldap3 import Connection

_MAX_GROUPS: Final = 500
_MAX_TYPED: Final = 500
Entry = Mapping[str, Any]


class LdapProvider(StaffProvider):
    key = "staff_provider.ldap"
    title = gettext_lazy("Thư mục LDAP (Active Directory, OpenLDAP…)")
    way: ClassVar[Way] = "password"
    options_type: ClassVar[type[Settings]] = LdapOptions
    secrets_type: ClassVar[type[Settings]] = LdapSecrets
    usual_claims: ClassVar[Mapping[str, str]] = {
        "username": "uid",
        "full_name": "displayName",
        "email": "mail",
        "unit": "department",
        "groups": "memberOf",
    }

    def ask(self, account: ProviderAccount, *, username: str, password: str) -> UpstreamIdentity:
        """Find the person with the service account, then bind as them."""
        options = account.options
        if not username or not password or max(len(username), len(password)) > _MAX_TYPED:
            raise _wrong()
        with encrypted(options) as connection:
            if not bind(connection, dn=options.bind_dn, password=account.secrets.bind_password):
                raise ProviderUnreachable(
                    _("Chưa kết nối được thư mục của cơ quan. Vui lòng thử lại sau ít phút."),
                    stage="bind",
                )
            entry = _find(connection, account, username)
            groups = _groups(connection, account, entry)
            if not bind(connection, dn=entry["dn"], password=password):
                raise _wrong()
        return _identity(account, entry, groups)

    def probe(self, account: ProviderAccount, *, callback: str) -> Probe:
        return probe(account)


def _find(connection: Connection, account: ProviderAccount, username: str) -> Entry:
    """The one entry of that name. None and several look the same from outside."""
    from ldap3.utils.conv import escape_filter_chars

    options = account.options
    query = options.user_filter.replace("{username}", escape_filter_chars(username))
    wanted = {name for name in account.claims.values() if name} | {options.subject_attribute}
    found = search(
        connection, base=options.user_base, query=query, attributes=sorted(wanted), limit=2
    )
    if len(found) != 1:
        raise _wrong()
    return found[0]


def _groups(connection: Connection, account: ProviderAccount, entry: Entry) -> frozenset[str]:
    from ldap3.utils.conv import escape_filter_chars

    options = account.options
    if not options.group_base:
        return frozenset(_texts(entry, account.claims["groups"])[:_MAX_GROUPS])
    found = search(
        connection,
        base=options.group_base,
        query=options.group_filter.replace("{dn}", escape_filter_chars(entry["dn"])),
        attributes=[options.group_attribute],
        limit=_MAX_GROUPS,
    )
    names = {each["dn"] for each in found}
    return frozenset(names.union(*(_texts(each, options.group_attribute) for each in found)))


def _identity(account: ProviderAccount, entry: Entry, groups: frozenset[str]) -> UpstreamIdentity:
    names = account.claims
    subject = _subject(entry, account.options.subject_attribute)
    if not subject:
        raise UpstreamRefused(
            _("Không xác nhận được tài khoản cơ quan. Vui lòng đăng nhập lại."), detail="subject"
        )
    return UpstreamIdentity(
        subject=subject,
        username=_text(entry, names["username"]),
        full_name=_text(entry, names["full_name"])[:200],
        email=_text(entry, names["email"]).lower()[:254],
        unit=_text(entry, names["unit"]),
        groups=groups,
    )


def _subject(entry: Entry, attribute: str) -> str:
    """As bytes: Active Directory's ``objectGUID`` is no text."""
    raw = entry["raw_attributes"].get(attribute) or []
    if not raw:
        return ""
    value: bytes = raw[0]
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()
    return text[:255] if text.isprintable() else value.hex()


def _text(entry: Entry, attribute: str) -> str:
    return next(iter(_texts(entry, attribute)), "")


def _texts(entry: Entry, attribute: str) -> list[str]:
    if not attribute:
        return []
    raw = {name.lower(): values for name, values in entry["raw_attributes"].items()}
    values: list[bytes] = raw.get(attribute.lower()) or []
    texts = [value.decode("utf-8", errors="replace") for value in values]
    return [unicodedata.normalize("NFC", each).strip() for each in texts]


def _wrong() -> PasswordWrong:
    return PasswordWrong(_("Tên đăng nhập hoặc mật khẩu không đúng."))
