"""The platform as OpenID Connect provider: what its tokens say about a citizen."""

from collections.abc import Iterable
from typing import Any, Final

from allauth.core import context
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from django.utils.translation import gettext_lazy as _

from motcua.identity.assurance import PROVEN, SELF_REGISTERED, acr_of_level
from motcua.identity.citizens.operations.sign_outs import sid_of_code
from motcua.identity.citizens.queries.people import CitizenView, citizen_of
from tenants.urls import platform_url

SCOPES: Final = ("openid", "profile", "email", "phone", "address", "identity")


class OIDCAdapter(DefaultOIDCAdapter):
    """Claims by scope. ``identity`` is our own: personal number and nothing else."""

    scope_display = {
        "openid": _("Mã tài khoản của bạn"),
        "profile": _("Họ tên, ngày sinh, giới tính"),
        "email": _("Thư điện tử"),
        "phone": _("Số điện thoại"),
        "address": _("Địa chỉ"),
        "identity": _("Số định danh cá nhân"),
    }

    def get_issuer(self) -> str:
        """From settings: a forged Host header must not name the issuer."""
        return platform_url("")

    def get_claims(
        self,
        purpose: str,
        user: Any,
        client: Any,
        scopes: Iterable[str],
        email: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        citizen = citizen_of(user)
        claims: dict[str, Any] = {
            "sub": self.get_user_sub(client, user),
            "acr": acr_of_level(citizen.assurance),
        }
        for scope in scopes:
            claims |= _claims_of_scope(scope, citizen)
        return {name: value for name, value in claims.items() if value}

    def populate_id_token(
        self, id_token: dict[str, Any], client: Any, scopes: Iterable[str], **kwargs: Any
    ) -> None:
        """``sid``: the session that the code was given out in, by which a sign-out names it."""
        sid = sid_of_code(context.request.POST.get("code", ""))
        if sid:
            id_token["sid"] = sid

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        data["backchannel_logout_supported"] = True
        data["backchannel_logout_session_supported"] = True
        data["scopes_supported"] = list(SCOPES)
        data["acr_values_supported"] = [acr_of_level(SELF_REGISTERED), acr_of_level(PROVEN)]
        data["grant_types_supported"] = ["authorization_code"]
        data["response_types_supported"] = ["code"]

    def get_user_sub(self, client: Any, user: Any) -> str:
        """The account's random id, the same for every tenant: officers of two tenants who
        compare their files can tell that a person is the same, as the law on re-use of data
        wants them to; nobody outside can."""
        return str(user.pk)


def _claims_of_scope(scope: str, citizen: CitizenView) -> dict[str, Any]:
    facts = citizen.attributes
    if scope == "profile":
        return {
            "name": citizen.full_name,
            "birthdate": facts.get("birth_date"),
            "gender": facts.get("sex"),
        }
    if scope == "email":
        return {"email": citizen.email}
    if scope == "phone":
        return {"phone_number": facts.get("phone")}
    if scope == "address":
        address = facts.get("address")
        return {"address": {"formatted": address} if address else None}
    if scope == "identity" and citizen.assurance >= PROVEN:
        return {"personal_number": facts.get("personal_number")}
    return {}
