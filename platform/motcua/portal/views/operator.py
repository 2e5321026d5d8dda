"""The operator's console on the platform's site: who is here, how they are, what waits.

Nothing of a dossier is read here. Everything that changes a tenant is a job of the database's
owner, with who asked for it in the audit.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.api import METER_NAMES, PLANS, choose_plan, standings, subscription_of
from motcua.fleet import api as fleet
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.kernel.text import fold
from motcua.portal.charts import Chart, lying, upright
from tenants.api import TenantView, get_tenant, host_url, in_tenant, list_tenants, migrated_schemas

View = Callable[..., HttpResponse]
PER_PAGE: Final = 20
DEEDS: Final = {
    "tam-ngung": "tenant.suspend",
    "mo-lai": "tenant.reopen",
    "luu-tru": "tenant.archive",
    "xoa": "tenant.delete",
    "xuat": "tenant.export",
    "dien-tap": "tenant.practice",
    "tap-huan": "tenant.training",
}


def operator_screen(view: View) -> View:
    """For accounts of the platform that operate it; to everybody else there is nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(
                f"{reverse('account_login')}?next={quote(request.get_full_path())}"
            )
        if not request.user.is_staff:
            raise Http404
        answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store, private"
        return answer

    return guarded


def operator_of(request: HttpRequest) -> Actor:
    """Who operates, by name; holds no permission of any tenant."""
    user: Any = request.user
    return Actor(kind="system" if user.pk is None else "citizen", id=user.pk, name=str(user))


@operator_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    seen = fleet.read_overview(now=now)
    pulses = fleet.read_pulses()
    names = {each.id: each for each in list_tenants()}
    context = {
        "here": "operator",
        "signups": fleet.list_waiting_signups(),
        "charts": charts_of(seen),
        "ill": [
            {"tenant": names[key], "pulse": pulse}
            for key, pulse in pulses.items()
            if not pulse.is_well and key in names and names[key].status in ("active", "suspended")
        ],
        "jobs": fleet.list_jobs(limit=20),
        "schemas": fleet.schema_states(),
    }
    return render(request, "platform/operator/index.html", context)


@operator_screen
@require_GET
def tenants(request: HttpRequest) -> HttpResponse:
    """All tenants by name, address or code, with or without tone marks; a page at a time."""
    now, pulses = timezone.now(), fleet.read_pulses()
    words = fold(request.GET.get("tim", "")).split()
    state = request.GET.get("tinh-trang", "")
    found = [
        each
        for each in list_tenants()
        if (not state or each.status == state) and _matches(each, words)
    ]
    page = _page_number(request)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    context = {
        "here": "operator_tenants",
        "query": request.GET.get("tim", ""),
        "state": state,
        "states": ("active", "suspended", "closed", "creating", "archived"),
        "total": len(found),
        "tenants": [_line(each, now, pulses.get(each.id)) for each in shown],
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * PER_PAGE < len(found) else None,
    }
    return render(request, "platform/operator/tenants.html", context)


@operator_screen
@require_POST
def judge(request: HttpRequest, signup_id: UUID) -> HttpResponse:
    """Approve or refuse who asked for the name of a province or ministry."""
    by, now = _name(request), timezone.now()
    try:
        if request.POST.get("verdict") == "approve":
            fleet.approve_signup(signup_id=signup_id, by=by, now=now)
            messages.success(request, _("Đã duyệt; cổng đang được dựng."))
        else:
            reason = request.POST.get("reason", "").strip()[:300]
            fleet.refuse_signup(
                signup_id=signup_id, reason=reason or _("Chưa đủ thẩm quyền."), by=by, now=now
            )
            messages.success(request, _("Đã từ chối và báo qua thư."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator"))


@operator_screen
@require_GET
def tenant(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    now = timezone.now()
    found = get_tenant(tenant_id)
    state = migrated_schemas().get(found.schema_name)
    context = {
        "here": "operator_tenants",
        "found": found,
        "url": host_url(found.primary_host),
        "parent": _name_of(found.parent_id),
        "original": _name_of(found.practice_of),
        "schema": state,
        "pulse": fleet.read_pulses().get(tenant_id),
        "queues": _queues(found, now),
        "charts": charts_of(fleet.read_overview(now=now, tenant_id=tenant_id), one=True),
        "subscription": subscription_of(tenant_id),
        "plans": PLANS.values(),
        "standings": [
            {"name": METER_NAMES[each.meter], "standing": each}
            for each in standings(tenant_id, now=now)
        ],
        "support": fleet.list_support(tenant_id=tenant_id, limit=10),
        "jobs": fleet.list_jobs(tenant_id=tenant_id),
        "is_deletable": found.delete_on is not None and found.delete_on <= now.date(),
        "now": now,
    }
    return render(request, "platform/operator/tenant.html", context)


@operator_screen
@require_POST
def deed(request: HttpRequest, tenant_id: UUID, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    try:
        fleet.ask_deed(
            kind=DEEDS[deed],
            tenant_id=tenant_id,
            by=_name(request),
            now=timezone.now(),
            reason=request.POST.get("reason", ""),
            passphrase=request.POST.get("passphrase", ""),
        )
        messages.success(request, _("Đã ghi nhận; việc đang được làm."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))


@operator_screen
@require_POST
def plan(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    get_tenant(tenant_id)
    try:
        choose_plan(tenant_id=tenant_id, plan=request.POST.get("plan", ""), now=timezone.now())
        messages.success(request, _("Đã đổi gói."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))


@operator_screen
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """A tenant from an export that lies in the exports' folder."""
    if request.method == "POST":
        try:
            fleet.ask_import(
                file=request.POST.get("file", ""),
                slug=request.POST.get("slug", "").strip().lower(),
                passphrase=request.POST.get("passphrase", ""),
                by=_name(request),
                now=timezone.now(),
            )
            messages.success(request, _("Đã ghi nhận; cơ quan sẽ đóng cho đến khi được mở lại."))
            return HttpResponseRedirect(reverse("operator"))
        except DomainError as error:
            messages.error(request, str(error.message))
    context = {"here": "operator_tenants", "files": fleet.list_exports()}
    return render(request, "platform/operator/take_in.html", context)


def charts_of(seen: fleet.Overview, *, one: bool = False) -> list[Chart]:
    """``one``: a single tenant's, which has no states and no neighbours to stand beside."""
    words = {
        "dossiers": (_("Hồ sơ nộp theo ngày"), _("Ba mươi ngày gần nhất")),
        "messages": (_("Tin gửi đi theo ngày"), _("Ba mươi ngày gần nhất")),
        "errors": (_("Việc và tin hỏng theo ngày"), _("Việc đã thôi thử và tin gửi không được")),
    }
    by_day = [
        upright(
            each.key,
            *words[each.key],
            [(f"{day:%d/%m}", value, str(value)) for day, value in each.points],
        )
        for each in (seen.dossiers, seen.messages, seen.errors)
    ]
    if one:
        return by_day
    states = [(_STATES[state](), count, str(count)) for state, count in seen.states]
    storage = [(each.short_name, size, str(filesizeformat(size))) for each, size in seen.storage]
    return [
        lying("states", _("Cơ quan theo tình trạng"), "", states),
        *by_day,
        lying(
            "storage",
            _("Dung lượng tệp"),
            _("Tổng cộng %(size)s") % {"size": filesizeformat(seen.storage_total)},
            storage,
        ),
    ]


_STATES: Final[dict[str, Callable[[], str]]] = {
    "active": lambda: _("Đang hoạt động"),
    "suspended": lambda: _("Tạm ngừng nhận mới"),
    "closed": lambda: _("Đang đóng"),
    "creating": lambda: _("Đang dựng"),
    "archived": lambda: _("Đã lưu trữ"),
}


def _queues(found: TenantView, now: Any) -> dict[str, Any]:
    """Only of a tenant that is there to be asked; never what an entry is about."""
    with in_tenant(found.schema_name):
        return {
            "waiting": fleet.waiting_work(),
            "dead": fleet.dead_entries(),
            "failed": fleet.failed_deliveries(now=now),
        }


def _line(each: TenantView, now: Any, pulse: fleet.PulseView | None) -> dict[str, Any]:
    full = [one for one in standings(each.id, now=now) if one.percent >= 80]
    return {
        "tenant": each,
        "plan": subscription_of(each.id),
        "pulse": pulse,
        "full": [f"{METER_NAMES[one.meter]}: {one.percent}%" for one in full],
    }


def _matches(each: TenantView, words: list[str]) -> bool:
    text = fold(f"{each.name} {each.short_name} {each.slug} {each.agency_code}")
    return all(word in text for word in words)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("trang", "1")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _name_of(tenant_id: UUID | None) -> str:
    if tenant_id is None:
        return ""
    return next((each.name for each in list_tenants() if each.id == tenant_id), "")


def _name(request: HttpRequest) -> str:
    return str(request.user)
