"""Sign-in by a state identity provider (VNeID or alike) above the platform."""

import base64
import json
from typing import Any, Final

import requests
import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.identity.citizens.operations.create_citizen import username_of
from motcua.identity.citizens.operations.delete_account import delete_account
from motcua.identity.citizens.operations.identities import (
    account_to_merge,
    apply_identity,
    refuse_other_facts,
    register_person,
)
from motcua.identity.citizens.verified_identity import (
    ClaimsRefused,
    VerifiedIdentity,
    identity_of_claims,
)
from motcua.identity.models import Account
from motcua.kernel import crypto, http
from motcua.kernel.errors import DomainError

log = structlog.get_logger(__name__)
_PURPOSE: Final = "identity.upstream"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Turns the provider's claims into a ``Person``; merges on the proven number only."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": gettext_lazy("Tài khoản định danh này đã gắn với một tài khoản khác."),
        "no_password": gettext_lazy("Tài khoản của bạn chưa có mật khẩu."),
        "invalid_token": gettext_lazy("Mã xác nhận không đúng."),
    }

    def get_requests_session(self) -> requests.Session:
        return http.session()

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """Nothing is taken from the provider but a sealed copy of its claims.

        allauth would keep them readable in its own table and in the session; sealed, a raw
        dump shows no identity number.
        """
        sociallogin.account.extra_data = {"sealed": _seal(sociallogin.account.extra_data)}
        sociallogin.email_addresses = []
        sociallogin.user.username = username_of(sociallogin.user)
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        identity = self._identity(request, sociallogin)
        try:
            self._settle(request, sociallogin, identity)
        except DomainError as error:
            raise ImmediateHttpResponse(_refusal(request, error.message)) from error

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        account = super().save_user(request, sociallogin, form=None)
        identity = self._identity(request, sociallogin)
        register_person(account=account, full_name=identity.full_name)
        try:
            apply_identity(account=account, identity=identity, now=timezone.now())
        except DomainError as error:
            # Somebody proved the same number between our look-up and now.
            delete_account(account.pk)
            raise ImmediateHttpResponse(_refusal(request, error.message)) from error
        account.refresh_from_db()
        return account

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        kind = type(exception).__name__ if exception else str(error)
        log.warning("upstream_sign_in_failed", provider=provider.sub_id, error=kind)

    def _settle(self, request: HttpRequest, sociallogin: Any, identity: VerifiedIdentity) -> None:
        now = timezone.now()
        if sociallogin.state.get("process") == "connect":
            holder = request.user
            taken = sociallogin.is_existing and sociallogin.user.pk != holder.pk
            if isinstance(holder, Account) and not taken:
                if not sociallogin.is_existing:
                    refuse_other_facts(account=holder, identity=identity)
                apply_identity(account=holder, identity=identity, now=now)
            return
        if not sociallogin.is_existing and (known := account_to_merge(identity)):
            sociallogin.connect(request, known)
        if sociallogin.is_existing:
            apply_identity(account=sociallogin.user, identity=identity, now=now)

    def _identity(self, request: HttpRequest, sociallogin: Any) -> VerifiedIdentity:
        data = _unseal(sociallogin.account.extra_data)
        token = data.get("id_token") or {}
        claims = {**token, **(data.get("userinfo") or {})}
        try:
            return identity_of_claims(
                claims, provider=sociallogin.account.provider, acr=str(token.get("acr") or "")
            )
        except ClaimsRefused as error:
            log.warning("upstream_claims_refused", reason=str(error))
            message = _("Tài khoản định danh này chưa dùng được để đăng nhập tại đây.")
            raise ImmediateHttpResponse(_refusal(request, message)) from error


def _seal(claims: Any) -> str:
    sealed = crypto.encrypt(json.dumps(claims).encode(), purpose=_PURPOSE)
    return base64.b64encode(sealed).decode()


def _unseal(extra_data: dict[str, Any]) -> dict[str, Any]:
    plain = crypto.decrypt(base64.b64decode(extra_data["sealed"]), purpose=_PURPOSE)
    claims: dict[str, Any] = json.loads(plain)
    return claims


def _refusal(request: HttpRequest, message: str) -> HttpResponse:
    signed_in: AbstractBaseUser | Any = request.user
    context = {"message": message, "signed_in": signed_in.is_authenticated}
    return render(request, "socialaccount/refused.html", context, status=409)
