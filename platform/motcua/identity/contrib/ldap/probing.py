"""The test button: connection, encryption, the service account, and the places to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from motcua.identity.contrib.ldap.client import bind, encrypted, search
from motcua.identity.registry import Probe, ProviderAccount
from motcua.identity.staff.provider_errors import ProviderUnreachable

if TYPE_CHECKING:
    from ldap3 import Connection

_STEPS = {
    "address": "ldap.address",
    "connect": "ldap.connect",
    "tls": "ldap.tls",
    "talk": "ldap.connect",
    "search": "ldap.users",
}


def probe(account: ProviderAccount) -> Probe:
    done, options = Probe(), account.options
    try:
        with encrypted(options) as connection:
            done.good("ldap.connect", f"{options.host}:{options.port}")
            done.good("ldap.tls", options.security)
            if not bind(connection, dn=options.bind_dn, password=account.secrets.bind_password):
                done.bad("ldap.bind", options.bind_dn)
                return done
            done.good("ldap.bind", options.bind_dn)
            _probe_places(done, connection, account)
    except ProviderUnreachable as error:
        step = _STEPS.get(str(error.details.get("stage", "")), "ldap.connect")
        done.bad(step, str(error.details.get("detail", "")))
    return done


def _probe_places(done: Probe, connection: Connection, account: ProviderAccount) -> None:
    options = account.options
    people = search(
        connection,
        base=options.user_base,
        query=options.user_filter.replace("{username}", "*"),
        attributes=[options.subject_attribute],
        limit=3,
    )
    if not people:
        done.bad("ldap.users", options.user_base)
        return
    done.good("ldap.users", options.user_base)
    if any(each["raw_attributes"].get(options.subject_attribute) for each in people):
        done.good("ldap.subject", options.subject_attribute)
    else:
        done.bad("ldap.subject", options.subject_attribute)
        return
    if options.group_base:
        groups = search(
            connection,
            base=options.group_base,
            query="(objectClass=*)",
            attributes=[options.group_attribute],
            limit=2,
        )
        (done.good if groups else done.bad)("ldap.groups", options.group_base)
