"""The agency's own sign-in systems: add, change, try, switch on and off; passwords on and off."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.staff.provider_forms import (
    ProviderForm,
    initial_of,
    initial_of_kind,
    rules_posted,
    with_spare_rows,
)
from motcua.backoffice.staff.provider_words import FAILURES, STEPS
from motcua.backoffice.staff.shell import crumb, header, technician_screen
from motcua.backoffice.staff.views.upstream import callback_of
from motcua.identity import api as identity
from motcua.kernel.errors import DomainError
from tenants.api import tenant_url


@technician_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return _index(request)


@sensitive_post_parameters()
@technician_screen
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, kind: str) -> HttpResponse:
    key = f"staff_provider.{kind}"
    if key not in identity.staff_providers:
        raise Http404
    form = ProviderForm(
        request.POST or None, fields=identity.empty_fields(key), initial=initial_of_kind(key)
    )
    return _edit(request, key, None, form)


@sensitive_post_parameters()
@technician_screen
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    view = identity.get_provider(provider_id)
    form = ProviderForm(request.POST or None, fields=view.fields, initial=initial_of(view))
    return _edit(request, view.kind, view, form)


@technician_screen
@require_POST
def act(request: HttpRequest, provider_id: UUID, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    try:
        return ACTS[act](request, provider_id)
    except identity.ProviderNeeded as error:
        messages.error(request, str(error.message))
        return HttpResponseRedirect(reverse("staff:providers"))


@technician_screen
@require_POST
def passwords(request: HttpRequest) -> HttpResponse:
    off = request.POST.get("off") == "1"
    try:
        identity.switch_passwords(off=off, **_who(request))
    except identity.ProviderNeeded as error:
        return _index(request, error=error)
    messages.success(
        request, _("Đã tắt đăng nhập bằng mật khẩu.") if off else _("Đã bật lại mật khẩu.")
    )
    return HttpResponseRedirect(reverse("staff:providers"))


def _try(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    view = identity.try_provider(
        provider_id=provider_id, callback=callback_of(provider_id), **_who(request)
    )
    if view.is_healthy:
        messages.success(request, _("Thử kết nối: mọi bước đều đạt."))
    else:
        messages.error(request, _("Thử kết nối: có bước chưa đạt, xem bên dưới."))
    return HttpResponseRedirect(reverse("staff:provider", args=[provider_id]))


def _switch(is_enabled: bool) -> Callable[[HttpRequest, UUID], HttpResponse]:
    def act(request: HttpRequest, provider_id: UUID) -> HttpResponse:
        identity.switch_provider(provider_id=provider_id, is_enabled=is_enabled, **_who(request))
        told = _("Đã bật: nút đã có ở trang đăng nhập.") if is_enabled else _("Đã tắt.")
        messages.success(request, told)
        return HttpResponseRedirect(reverse("staff:provider", args=[provider_id]))

    return act


def _remove(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Asked once more first: who is whom there is forgotten for good."""
    if request.POST.get("sure") != "1":
        view = identity.get_provider(provider_id)
        context = {**header(_("Gỡ hệ thống đăng nhập"), crumb(), _crumb()), "view": view}
        return render(request, "backoffice/staff/provider_remove.html", context)
    identity.remove_provider(provider_id=provider_id, **_who(request))
    messages.success(request, _("Đã gỡ hệ thống đăng nhập."))
    return HttpResponseRedirect(reverse("staff:providers"))


ACTS: Final[dict[str, Callable[[HttpRequest, UUID], HttpResponse]]] = {
    "thu": _try,
    "bat": _switch(True),
    "tat": _switch(False),
    "go": _remove,
}


def _index(request: HttpRequest, error: DomainError | None = None) -> HttpResponse:
    context = {
        **header(_("Đăng nhập bằng hệ thống của cơ quan"), crumb()),
        "providers": [
            {
                "view": each,
                "kind": identity.staff_providers.get(each.kind).title,
                "failure": FAILURES.get(each.last_failure, each.last_failure),
            }
            for each in identity.list_providers()
        ],
        "kinds": [
            {"slug": each.key.removeprefix("staff_provider."), "title": each.title}
            for each in identity.staff_providers
        ],
        "passwords_off": identity.passwords_are_off(),
        "keepers": identity.list_password_keepers(),
        "error": error,
    }
    status = error.status if error else 200
    return render(request, "backoffice/staff/providers.html", context, status=status)


def _edit(
    request: HttpRequest, kind: str, view: identity.ProviderView | None, form: ProviderForm
) -> HttpResponse:
    rules = list(view.role_rules) if view else []
    if request.method == "POST":
        rules = rules_posted(request.POST)
        if form.is_valid() and (saved := _save(request, kind, view, form, rules)):
            messages.success(request, _("Đã lưu. Hãy bấm “Thử kết nối” rồi bật."))
            return HttpResponseRedirect(reverse("staff:provider", args=[saved.id]))
    plugin = identity.staff_providers.get(kind)
    title = view.title if view else _("Thêm hệ thống đăng nhập")
    context = {
        **header(title, crumb(), _crumb()),
        "form": form,
        "view": view,
        "kind": plugin.title,
        "steps": _steps(view),
        "rules": with_spare_rows(rules),
        "roles": identity.ROLES.values(),
        "agencies": identity.list_agencies(),
        "callback": callback_of(view.id) if view and plugin.way == "redirect" else "",
        "logout": tenant_url(reverse("staff_upstream_ended", args=[view.id])) if view else "",
        "failure": FAILURES.get(view.last_failure, view.last_failure) if view else "",
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/staff/provider.html", context, status=status)


def _save(
    request: HttpRequest,
    kind: str,
    view: identity.ProviderView | None,
    form: ProviderForm,
    rules: list[identity.RoleRule],
) -> identity.ProviderView | None:
    values = form.cleaned_data
    try:
        return identity.save_provider(
            provider_id=view.id if view else None,
            kind=kind,
            title=values["title"],
            admits=values["admits"],
            trusts_second_factor=values["trusts_second_factor"],
            values={name: values[name] for name in form.own},
            claims={
                name.removeprefix("claim_"): value
                for name, value in values.items()
                if name.startswith("claim_")
            },
            role_rules=rules,
            **_who(request),
        )
    except identity.ProviderOptionsInvalid as error:
        place = error.field if error.field in form.fields else None
        form.add_error(place, _("Chưa đúng.") if place else str(error.message))
    except (identity.RoleMissing, identity.AgencyMissing) as error:
        form.add_error(None, str(error.message))
    return None


def _steps(view: identity.ProviderView | None) -> list[dict[str, Any]]:
    return [
        {
            "is_good": each.is_good,
            "words": STEPS.get(each.key, (each.key, each.key))[0 if each.is_good else 1],
            "detail": each.detail,
        }
        for each in (view.test_steps if view else ())
    ]


def _crumb() -> dict[str, str]:
    return {"url": reverse("staff:providers"), "label": _("Đăng nhập bằng hệ thống của cơ quan")}


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": identity.actor_from_request(request), "now": timezone.now()}
