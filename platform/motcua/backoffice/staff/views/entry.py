"""Before the staff site: setting a password by a link, and the second factor."""

import base64
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.backoffice.staff.forms import CodeForm, PasswordForm
from motcua.files.api import qr_svg
from motcua.identity import api as identity
from motcua.kernel.clients import client_network
from motcua.kernel.errors import DomainError
from motcua.kernel.limits import check_limit
from tenants.api import current_tenant

_HOUR: Final = timedelta(hours=1)


@never_cache
@require_http_methods(["GET", "POST"])
def set_password(request: HttpRequest, staff_id: UUID, token: str) -> HttpResponse:
    """A link of one use. The address is the secret: it stays on this host (referrer policy)."""
    now = timezone.now()
    check_limit(
        name="password_link", subject=client_network(request), allowed=60, per=_HOUR, now=now
    )
    try:
        identity.check_password_link(staff_id=staff_id, token=token)
        form = PasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            password = form.cleaned_data["password"]
            identity.set_password_by_link(
                staff_id=staff_id, token=token, password=password, now=now
            )
            return HttpResponseRedirect(reverse("wagtailadmin_login"))
    except identity.PasswordWeak as error:
        form.add_error("password", str(error.message))
    except DomainError as error:
        return _page(request, "refused_link.html", {"error": error}, status=error.status)
    return _page(request, "password.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def give_factor(request: HttpRequest) -> HttpResponse:
    """The code from the app, once a session."""
    account = identity.staff_account(request)
    if account is None:
        return _to_sign_in()
    if not identity.has_second_factor(account.pk):
        return HttpResponseRedirect(reverse("staff_factor_setup"))
    return _ask(request, account, "factor.html", {})


@never_cache
@require_http_methods(["GET", "POST"])
def set_up_factor(request: HttpRequest) -> HttpResponse:
    """A picture for the app and the same as text; the first code from it confirms."""
    account = identity.staff_account(request)
    if account is None:
        return _to_sign_in()
    if identity.has_second_factor(account.pk):
        return HttpResponseRedirect(reverse("staff_factor"))
    secret = identity.begin_second_factor(account=account)
    place = current_tenant().short_name
    address = identity.totp_address(secret, username=account.username, place=place)
    picture = base64.b64encode(qr_svg(address).encode()).decode()
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return _ask(request, account, "factor_setup.html", {"picture": picture, "secret": groups})


def _ask(
    request: HttpRequest, account: identity.Account, template: str, context: dict[str, Any]
) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, now = identity.actor_from_request(request), timezone.now()
        try:
            identity.use_code(account=account, code=form.cleaned_data["code"], by=by, now=now)
        except DomainError as error:
            form.add_error("code", str(error.message))
        else:
            identity.note_second_factor(request)
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
    status = 422 if form.errors else 200
    return _page(request, template, {**context, "form": form}, status=status)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    context = {"title": _("Đăng nhập của cán bộ"), **context}
    answer = render(request, f"backoffice/staff/{template}", context, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _to_sign_in() -> HttpResponse:
    address = reverse("wagtailadmin_login")
    return HttpResponseRedirect(f"{address}?{REDIRECT_FIELD_NAME}={reverse('wagtailadmin_home')}")
