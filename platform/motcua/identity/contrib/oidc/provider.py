"""Authorisation code flow with PKCE, state and nonce; the tenant is the relying party."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final
from urllib.parse import urlencode

import structlog
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.identity.contrib.oidc import claims as reading
from motcua.identity.contrib.oidc.probing import probe
from motcua.identity.contrib.oidc.settings import OidcOptions, OidcSecrets
from motcua.identity.contrib.oidc.wire import fetch_userinfo, post_token
from motcua.identity.openid.metadata import Metadata, metadata_of
from motcua.identity.openid.tokens import (
    read_identity_token,
    read_logout_token,
    refused,
)
from motcua.identity.registry import (
    Begun,
    LogoutNotice,
    Probe,
    ProviderAccount,
    Settings,
    StaffProvider,
    UpstreamIdentity,
    Way,
)
from motcua.identity.staff.provider_errors import UpstreamDenied

log = structlog.get_logger(__name__)
# What a log line may repeat of what the browser brought back (OpenID Connect Core 3.1.2.6).
_DENIALS: Final = frozenset(
    {"access_denied", "login_required", "interaction_required", "consent_required", "server_error"}
)
_SIGNED: Final = frozenset({"amr", "acr", "sid"})


class OidcProvider(StaffProvider):
    key = "staff_provider.oidc"
    title = gettext_lazy("OpenID Connect (Keycloak, AD FS, Entra ID…)")
    way: ClassVar[Way] = "redirect"
    options_type: ClassVar[type[Settings]] = OidcOptions
    secrets_type: ClassVar[type[Settings]] = OidcSecrets
    usual_claims: ClassVar[Mapping[str, str]] = {
        "username": "preferred_username",
        "full_name": "name",
        "email": "email",
        "unit": "department",
        "groups": "groups",
    }

    def begin(self, account: ProviderAccount, *, callback: str, state: str) -> Begun:
        options = account.options
        metadata = metadata_of(options.issuer)
        kept = {"nonce": secrets.token_urlsafe(32), "verifier": secrets.token_urlsafe(64)}
        digest = hashlib.sha256(kept["verifier"].encode("ascii")).digest()
        query = {
            "response_type": "code",
            "client_id": options.client_id,
            "redirect_uri": callback,
            "scope": options.scope,
            "state": state,
            "nonce": kept["nonce"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
            "code_challenge_method": "S256",
        }
        if options.acr_values:
            query["acr_values"] = options.acr_values
        joint = "&" if "?" in metadata.authorization_endpoint else "?"
        return Begun(f"{metadata.authorization_endpoint}{joint}{urlencode(query)}", kept)

    def finish(
        self,
        account: ProviderAccount,
        *,
        callback: str,
        params: Mapping[str, str],
        kept: Mapping[str, str],
        now: datetime,
    ) -> UpstreamIdentity:
        options = account.options
        metadata = metadata_of(options.issuer)
        _check_answer(metadata, params)
        tokens = post_token(
            metadata, account, code=params["code"], callback=callback, verifier=kept["verifier"]
        )
        access_token = str(tokens.get("access_token") or "")
        claims = read_identity_token(
            tokens["id_token"],
            metadata,
            client_id=options.client_id,
            nonce=kept["nonce"],
            access_token=access_token,
            leeway=options.clock_skew_seconds,
            now=now,
        )
        if options.asks_userinfo == "yes" and metadata.userinfo_endpoint and access_token:
            more = fetch_userinfo(metadata, access_token)
            if more.get("sub") != claims["sub"]:
                raise refused("userinfo.sub")
            # What was signed goes before what was not; how somebody signed in must be signed.
            unsigned = {name: more[name] for name in more.keys() - _SIGNED}
            claims = {**unsigned, **claims}
        return reading.identity_of(claims, account)

    def read_logout(self, account: ProviderAccount, token: str, *, now: datetime) -> LogoutNotice:
        options = account.options
        return read_logout_token(
            token,
            metadata_of(options.issuer),
            client_id=options.client_id,
            leeway=options.clock_skew_seconds,
            now=now,
        )

    def probe(self, account: ProviderAccount, *, callback: str) -> Probe:
        return probe(account, callback=callback)


def _check_answer(metadata: Metadata, params: Mapping[str, str]) -> None:
    """What the browser brought. ``iss``: against mix-up of providers (RFC 9207)."""
    said = params.get("iss", "")
    if said != metadata.issuer and (said or metadata.says_issuer_in_answers):
        raise refused("iss")
    if params.get("error") or not params.get("code"):
        error = params.get("error", "")
        log.info("staff_sign_in_denied", error=error if error in _DENIALS else "other")
        raise UpstreamDenied(_("Bạn chưa đăng nhập ở hệ thống của cơ quan."))
