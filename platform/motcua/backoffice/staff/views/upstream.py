"""Staff coming in by the agency's own sign-in system."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.fleet.api import require_room_for_staff
from motcua.identity import api as identity
from motcua.kernel.errors import DomainError
from tenants.api import current_tenant, tenant_url


class DirectoryForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập ở cơ quan"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu ở cơ quan"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Lead to the provider, or ask for the directory's password here."""
    if _host_of(request) != current_tenant().primary_host:
        # The provider knows one address to lead back to, and sessions belong to one host.
        return HttpResponseRedirect(tenant_url(request.get_full_path()))
    back = _local(request.GET.get(REDIRECT_FIELD_NAME))
    try:
        view = identity.get_provider(provider_id)
        if not view.is_enabled:
            raise identity.ProviderMissing(_("Cơ quan đã tắt cách đăng nhập này."))
        if view.way == "password":
            return _ask(request, view, back)
        address = identity.begin_upstream(
            provider_id=provider_id,
            session=request.session,
            callback=callback_of(provider_id),
            back=back,
            now=timezone.now(),
        )
    except DomainError as error:
        return _failed(request, error)
    return HttpResponseRedirect(address)


@never_cache
@require_GET
def done(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """The provider sends the browser back here."""
    now = timezone.now()
    names = ("state", "code", "error", "iss")
    try:
        arrival = identity.finish_upstream(
            provider_id=provider_id,
            session=request.session,
            callback=callback_of(provider_id),
            params={name: request.GET.get(name, "") for name in names},
            make_room=lambda: require_room_for_staff(1, now=now),
            now=now,
        )
    except DomainError as error:
        return _failed(request, error)
    identity.open_upstream_session(request, arrival)
    return HttpResponseRedirect(arrival.back)


@csrf_exempt
@never_cache
@require_POST
def ended(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """The provider's server tells of a sign-out; the signed token in it is the proof."""
    token = request.POST.get("logout_token", "")
    try:
        identity.end_upstream_sessions(provider_id=provider_id, token=token, now=timezone.now())
    except DomainError as error:
        status = error.status if error.status >= 500 else 400
        return JsonResponse({"error": "invalid_request"}, status=status)
    return HttpResponse(status=200)


def callback_of(provider_id: UUID) -> str:
    """From records and settings, never from a request."""
    return tenant_url(reverse("staff_upstream_done", args=[provider_id]))


def _ask(request: HttpRequest, view: identity.ProviderView, back: str) -> HttpResponse:
    form, now = DirectoryForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            arrival = identity.ask_upstream(
                provider_id=view.id,
                **form.cleaned_data,
                back=back,
                count_attempt=lambda name: identity.count_attempt(
                    username=name, request=request, now=now
                ),
                make_room=lambda: require_room_for_staff(1, now=now),
                now=now,
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            identity.open_upstream_session(request, arrival)
            return HttpResponseRedirect(arrival.back)
    context = {"form": form, "provider": view}
    return _page(request, "directory.html", context, status=422 if form.errors else 200)


def _failed(request: HttpRequest, error: DomainError) -> HttpResponse:
    return _page(request, "upstream_failed.html", {"error": error}, status=error.status)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    context = {"title": _("Đăng nhập của cán bộ"), **context}
    return render(request, f"backoffice/staff/{template}", context, status=status)


def _host_of(request: HttpRequest) -> str:
    return request.get_host().rsplit(":", 1)[0].lower()


def _local(path: str | None) -> str:
    """``path`` if it stays on this host, else the staff site's front page."""
    if path and path.startswith("/") and url_has_allowed_host_and_scheme(path, None):
        return path
    return reverse("wagtailadmin_home")
