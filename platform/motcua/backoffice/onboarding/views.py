"""The way from a new portal to the day it goes live."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.api import METER_NAMES, subscription_of
from motcua.backoffice.onboarding.forms import IdentityForm, TableForm, UnitForm
from motcua.backoffice.staff.shell import header, technician_screen
from motcua.catalogue.importers.base import ImportRefused
from motcua.fleet import api as fleet
from motcua.fleet.tasks import measure_usage
from motcua.identity import api as identity
from motcua.kernel import audit
from motcua.kernel.errors import DomainError
from tenants.api import change_profile, current_tenant, go_live, tenant_url


@technician_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    tenant, now = current_tenant(), timezone.now()
    steps = fleet.setup_steps(now=now)
    subscription = subscription_of(tenant.id)
    context = {
        **header(_("Bắt đầu")),
        "steps": [{"step": each, "url": _url(each.url_name)} for each in steps],
        "done": sum(each.is_done for each in steps),
        "missing": fleet.missing_for_live(steps),
        "is_live": tenant.live_at is not None,
        "is_province": tenant.kind == "province",
        "portal": tenant_url("/"),
        "plan": subscription,
        "standings": [
            {"name": METER_NAMES[each.meter], "standing": each}
            for each in fleet.standings_now(now=now)
            if each.limit is not None
        ],
    }
    return render(request, "backoffice/onboarding/index.html", context)


@technician_screen
@require_POST
def live(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    missing = fleet.missing_for_live(fleet.setup_steps(now=now))
    if missing:
        messages.error(request, _("Còn thiếu: %s.") % "; ".join(missing))
    else:
        tenant = current_tenant()
        go_live(tenant_id=tenant.id, now=now)
        _record(request, "tenant.went_live")
        messages.success(request, _("Cổng đã vận hành chính thức."))
    return HttpResponseRedirect(reverse("onboarding:index"))


@technician_screen
@require_http_methods(["GET", "POST"])
def change_identity(request: HttpRequest) -> HttpResponse:
    tenant = current_tenant()
    theme = tenant.theme
    form = IdentityForm(
        request.POST or None,
        initial={
            "short_name": tenant.short_name,
            "emblem": theme.get("emblem", tenant.kind),
            "brand": theme.get("brand", "#a3151d"),
            "accent": theme.get("accent", "#0b5cad"),
            "agency_code": tenant.agency_code,
            "dossier_pattern": tenant.dossier_pattern,
        },
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        chosen = {name: values[name] for name in ("emblem", "brand", "accent")}
        change_profile(
            tenant_id=tenant.id,
            short_name=values["short_name"],
            agency_code=values["agency_code"],
            dossier_pattern=values["dossier_pattern"],
            theme={**theme, **chosen, "chosen": True},
        )
        _record(request, "tenant.profile_changed", **values)
        messages.success(request, _("Đã lưu. Cổng dùng ngay trong vài giây."))
        return HttpResponseRedirect(reverse("onboarding:index"))
    context = {**header(_("Biểu trưng, màu và mã"), _crumb()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "backoffice/onboarding/identity.html", context, status=status)


@technician_screen
@require_http_methods(["GET", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """One by one, or a whole table at once."""
    agencies = identity.list_agencies()
    is_table = "file" in request.FILES
    form = UnitForm(None if is_table else request.POST or None, agencies=agencies, prefix="u")
    table = TableForm(request.POST, request.FILES) if is_table else TableForm()
    faults: list[Any] = []
    if is_table and table.is_valid():
        known = frozenset(each.code for each in agencies)
        faults = _take(request, table, "units", known)
        if not faults:
            return HttpResponseRedirect(reverse("onboarding:units"))
    elif request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "parent_code": form.cleaned_data["parent_code"] or None}
        try:
            identity.create_agency(**values, by=identity.actor_from_request(request))
        except DomainError as error:
            form.add_error("code", str(error.message))
        else:
            messages.success(request, _("Đã thêm đơn vị."))
            return HttpResponseRedirect(reverse("onboarding:units"))
    names = {each.id: each.name for each in agencies}
    context = {
        **header(_("Đơn vị và nơi tiếp nhận"), _crumb()),
        "form": form,
        "table": table,
        "faults": faults,
        "units": [
            {"unit": each, "parent": names.get(each.parent_id, "") if each.parent_id else ""}
            for each in agencies
        ],
    }
    status = 422 if faults or form.errors or table.errors else 200
    return render(request, "backoffice/onboarding/units.html", context, status=status)


@technician_screen
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    table = TableForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and table.is_valid():
        units_there = frozenset(each.code for each in identity.list_agencies())
        faults = _take(request, table, "people", units_there)
        if not faults:
            return HttpResponseRedirect(reverse("staff:index"))
    context = {
        **header(_("Cán bộ từ tệp"), _crumb()),
        "table": table,
        "faults": faults,
        "roles": [str(role.label) for role in identity.ROLES.values()],
    }
    status = 422 if faults or table.errors else 200
    return render(request, "backoffice/onboarding/people.html", context, status=status)


def _take(request: HttpRequest, table: TableForm, what: str, known: frozenset[str]) -> list[Any]:
    """Faults of the file; none when everything in it was taken in."""
    upload = table.cleaned_data["file"]
    by, now = identity.actor_from_request(request), timezone.now()
    try:
        count, faults = fleet.take_in_table(
            what=what, content=upload.read(), name=upload.name, known=known, by=by, now=now
        )
    except (ImportRefused, DomainError) as error:
        table.add_error("file", str(getattr(error, "message", error)))
        return [table.errors["file"][0]]
    if not faults:
        measure_usage.delay()
        messages.success(request, _("Đã thêm %d dòng.") % count)
    return faults


def _url(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""


def _crumb() -> dict[str, str]:
    return {"url": reverse("onboarding:index"), "label": _("Bắt đầu")}


def _record(request: HttpRequest, action: str, **data: Any) -> None:
    audit.record(
        action=action,
        subject=f"tenant:{current_tenant().id}",
        by=identity.actor_from_request(request),
        at=timezone.now(),
        data=data,
    )
