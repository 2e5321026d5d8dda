"""Each tenant is one confidential client of the platform, with a secret of its own."""

import secrets
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.db import transaction

from motcua.identity.applicants.models import RelyingParty
from motcua.identity.citizens.models import LogoutAddress
from motcua.identity.citizens.provider import SCOPES
from tenants.context import in_public
from tenants.queries.custom_domains import proven_hosts
from tenants.queries.directory import current_tenant
from tenants.urls import host_url, tenant_url

CALLBACK_PATH: Final = "/dang-nhap/xong/"
LOGOUT_PATH: Final = "/dang-xuat/tu-nen-tang/"


@dataclass(frozen=True, slots=True)
class Registration:
    client_id: str
    secret: str
    redirect_uri: str


def ensure_registration() -> Registration:
    """The current tenant's registration, made or renewed when its address has changed.

    The address comes from records and settings, never from a request. Also the tenant step
    that registers every newborn tenant.
    """
    wanted, told_at = tenant_url(CALLBACK_PATH), tenant_url(LOGOUT_PATH)
    row = RelyingParty.objects.first()
    if row is None or (row.redirect_uri, row.logout_uri) != (wanted, told_at):
        row = _register(wanted, told_at)
    return Registration(row.client_id, row.secret["secret"], row.redirect_uri)


def follow_domains() -> None:
    """After the tenant's own host names changed: the provider leads back to these, no others."""
    registration = ensure_registration()
    tenant = current_tenant()
    hosts = [tenant.primary_host, *proven_hosts(tenant.id)]
    with in_public():
        from allauth.idp.oidc.models import Client

        client = Client.objects.get(pk=registration.client_id)
        client.set_redirect_uris([host_url(host, CALLBACK_PATH) for host in hosts])
        client.set_post_logout_redirect_uris([host_url(host) for host in hosts])
        client.save()


def register_newborn() -> None:
    ensure_registration()


def _register(redirect_uri: str, logout_uri: str) -> RelyingParty:
    tenant = current_tenant()
    client_id, secret = f"tenant-{tenant.slug}", secrets.token_urlsafe(48)
    home = tenant_url("/")
    with transaction.atomic():
        row, _ = RelyingParty.objects.update_or_create(
            is_only=True,
            defaults={
                "client_id": client_id,
                "secret": {"secret": secret},
                "redirect_uri": redirect_uri,
                "logout_uri": logout_uri,
            },
        )
        with in_public():
            _save_client(client_id, secret, tenant.name, redirect_uri, home)
            LogoutAddress.objects.update_or_create(pk=client_id, defaults={"uri": logout_uri})
    return row


def _save_client(client_id: str, secret: str, name: str, redirect_uri: str, home: str) -> None:
    from allauth.idp.oidc.models import Client

    hashed = _hash_of_random(secret)
    # Given at once: the library would make a secret of its own, stretched for half a second.
    client = Client.objects.filter(pk=client_id).first() or Client(id=client_id, secret=hashed)
    client.name = name[:100]
    client.type = Client.Type.CONFIDENTIAL
    client.secret = hashed
    client.set_scopes(list(SCOPES))
    client.set_redirect_uris([redirect_uri])
    client.set_post_logout_redirect_uris([home])
    # A tenant is a part of the platform that citizens chose to use by pressing "sign in".
    client.skip_consent = True
    client.save()


def _hash_of_random(secret: str) -> str:
    """Stretching is for words people choose; on 48 random bytes, checked at every sign-in, it
    would only cost half a second each time."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(secret, hasher.salt(), iterations=1)
    return make_password(secret)
