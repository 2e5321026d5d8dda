"""Accounts with the simulated providers, for the demonstration, the tests and ``prove-saas``."""

import hashlib
from typing import Any

from motcua.notifications.contrib.simulator import apps_of_zalo, ledger
from motcua.notifications.queries.report_address import report_url
from tenants.api import current_tenant, platform_url


def account_arguments(channel: str, *, provider: str = "generic") -> dict[str, Any]:
    """``key``, ``options`` and ``secrets`` of the current tenant for ``save_channel``."""
    name = f"simulator-{current_tenant().slug}"
    make = {"sms": _sms, "zalo": _zalo, "webpush": _webpush, "webhook": _webhook}
    options, secrets = make[channel](name, provider)
    return {"key": f"channel.{channel}", "options": options, "secrets": secrets}


def _sms(name: str, provider: str) -> tuple[dict[str, Any], dict[str, Any]]:
    place = (
        "/simulator/sms/"
        if provider == "generic"
        else "/simulator/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    )
    options = {
        "provider": provider,
        "url": platform_url(place),
        "brandname": "MOTCUA",
        "strip_marks": "yes",
        "price": "800",
    }
    return options, {"api_key": name, "secret_key": ledger.secret_of(name)}


def _zalo(name: str, _provider: str) -> tuple[dict[str, Any], dict[str, Any]]:
    app_id = str(int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)).zfill(10)
    options = {
        "app_id": app_id,
        "oa_id": "1000000001",
        "api_url": platform_url("/simulator/zalo"),
        "oauth_url": platform_url("/simulator/zalo"),
        "price": "300",
    }
    token = apps_of_zalo.register(app_id, report_url=report_url("channel.zalo"))
    return options, {"app_secret": ledger.secret_of(app_id), "refresh_token": token}


def _webpush(_name: str, _provider: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"contact": "ky-thuat@motcua.example"}, {}


def _webhook(name: str, _provider: str) -> tuple[dict[str, Any], dict[str, Any]]:
    url = platform_url(f"/simulator/webhook/{name}/")
    return {"url": url}, {"secret": ledger.secret_of(name)}
