"""Calls to the provider: only through ``kernel.http``, which leads into no private network."""

from typing import Any
from urllib.parse import quote_plus

import requests
import structlog

from motcua.identity.openid.metadata import Metadata, unreachable
from motcua.identity.openid.tokens import refused
from motcua.identity.registry import ProviderAccount
from motcua.kernel import http
from motcua.kernel.errors import Forbidden

log = structlog.get_logger(__name__)


def post_token(
    metadata: Metadata, account: ProviderAccount, *, code: str, callback: str, verifier: str
) -> dict[str, Any]:
    """Exchange ``code``. Raises ``UpstreamRefused`` or ``ProviderUnreachable``."""
    answer = send_token_request(
        metadata, account, code=code[:2_000], callback=callback, verifier=verifier
    )
    body = body_of(answer)
    if answer.status_code != 200 or not isinstance(body.get("id_token"), str):
        log.warning("staff_code_refused", status=answer.status_code)
        raise refused(str(body.get("error") or "id_token"))
    return body


def send_token_request(
    metadata: Metadata, account: ProviderAccount, *, code: str, callback: str, verifier: str
) -> requests.Response:
    options, secret = account.options, account.secrets.client_secret
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback,
        "code_verifier": verifier,
    }
    headers = {"Accept": "application/json"}
    auth = None
    if options.client_auth == "basic":
        # Both parts form-encoded first (RFC 6749, 2.3.1).
        auth = (quote_plus(options.client_id), quote_plus(secret))
    else:
        form |= {"client_id": options.client_id, "client_secret": secret}
    try:
        answer = http.session().post(metadata.token_endpoint, data=form, auth=auth, headers=headers)
    except (requests.RequestException, Forbidden) as error:
        raise unreachable(metadata.token_endpoint, error) from error
    if answer.status_code >= 500:
        raise unreachable(metadata.token_endpoint, requests.HTTPError(str(answer.status_code)))
    return answer


def fetch_userinfo(metadata: Metadata, access_token: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
    try:
        answer = http.session().get(metadata.userinfo_endpoint, headers=headers)
    except (requests.RequestException, Forbidden) as error:
        raise unreachable(metadata.userinfo_endpoint, error) from error
    body = body_of(answer)
    if answer.status_code != 200 or not body:
        raise refused("userinfo")
    return body


def body_of(answer: requests.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
