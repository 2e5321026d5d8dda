"""The state's identity provider above the platform, with nothing of its tokens left unchecked.

allauth neither sends a nonce nor checks the signature of a token that came straight from the
provider (OpenID Connect Core 1.0 lets it). Here both are: a citizen's identity hangs on them.
"""

from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from motcua.identity.openid.metadata import metadata_of
from motcua.identity.openid.tokens import read_identity_token
from motcua.kernel.errors import DomainError

_LEEWAY_SECONDS: Final = 60
_WELL_KNOWN: Final = "/.well-known/openid-configuration"


class StateProviderAdapter(OpenIDConnectOAuth2Adapter):
    access_token = ""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        self.access_token = token.token
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            return read_identity_token(
                id_token,
                metadata_of(app.settings["server_url"].removesuffix(_WELL_KNOWN)),
                client_id=app.client_id,
                nonce=nonce_of(self.request.GET.get("state", "")),
                access_token=self.access_token,
                leeway=_LEEWAY_SECONDS,
                now=timezone.now(),
            )
        except DomainError as error:
            raise OAuth2Error(str(error.details.get("detail", error.code))) from error


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's way there, with a nonce."""
    response = _view(OAuth2LoginView, request, provider_id)
    leads_to = response.headers.get("Location", "")
    state = parse_qs(urlsplit(leads_to).query).get("state", [""])[0]
    if response.status_code == 302 and state and leads_to.startswith(("https:", "http:")):
        nonce = urlencode({"nonce": nonce_of(state)})
        response.headers["Location"] = f"{leads_to}&{nonce}"
    return response


def finish(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _view(OAuth2CallbackView, request, provider_id)


def nonce_of(state: str) -> str:
    """The state is random, of one browser, used once; so is what follows from it with our key."""
    return salted_hmac("motcua.identity.state_provider", state, algorithm="sha256").hexdigest()


def _view(kind: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        view = kind.adapter_view(StateProviderAdapter(request, provider_id))
        response: HttpResponse = view(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
