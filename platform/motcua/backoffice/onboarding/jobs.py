"""What the agency asks of the platform about itself: everything in one file, a practice area."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.onboarding.forms import ExportForm
from motcua.backoffice.staff.shell import header, technician_screen
from motcua.fleet import api as fleet
from motcua.identity import api as identity
from motcua.kernel import audit
from motcua.kernel.errors import DomainError
from tenants.api import TenantView, current_tenant, host_url


@technician_screen
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Exports and the practice area, with how far each job is."""
    tenant = current_tenant()
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _ask(request, "tenant.export", passphrase=form.cleaned_data["passphrase"])
        except DomainError as error:
            form.add_error("passphrase", str(error.message))
        else:
            messages.success(request, _("Đang xuất. Trang này cho biết khi tệp sẵn sàng."))
            return HttpResponseRedirect(reverse("onboarding:jobs"))
    practice = fleet.find_practice(tenant.id)
    context = {
        **header(
            _("Xuất dữ liệu và khu diễn tập"),
            {"url": reverse("onboarding:index"), "label": _("Bắt đầu")},
        ),
        "form": form,
        "jobs": fleet.list_jobs(tenant_id=tenant.id, limit=20),
        "practice": _address(practice),
        "training": _address(fleet.find_training(tenant.id)),
        "is_practice": tenant.practice_of is not None,
    }
    answer = render(
        request, "backoffice/onboarding/jobs.html", context, status=422 if form.errors else 200
    )
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@technician_screen
@require_POST
def reset_practice(request: HttpRequest) -> HttpResponse:
    try:
        _ask(request, "tenant.practice")
        messages.success(request, _("Đang dựng khu diễn tập; việc này mất vài giây."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("onboarding:jobs"))


@technician_screen
@require_POST
def make_training(request: HttpRequest) -> HttpResponse:
    try:
        _ask(request, "tenant.training")
        messages.success(
            request, _("Đang dựng bản tập huấn; trang này cho biết mật khẩu khi xong.")
        )
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("onboarding:jobs"))


@technician_screen
@require_GET
def download(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """The tenant's own export, to whoever may configure it; every fetching is in the audit."""
    tenant = current_tenant()
    try:
        path = fleet.finished_export(job_id=job_id, tenant_id=tenant.id)
    except fleet.JobMissing as error:
        messages.error(request, str(error.message))
        return HttpResponseRedirect(reverse("onboarding:jobs"))
    audit.record(
        action="tenant.export_fetched",
        subject=f"tenant:{tenant.id}",
        by=identity.actor_from_request(request),
        at=timezone.now(),
        data={"file": path.name},
    )
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _address(found: TenantView | None) -> str:
    return host_url(found.primary_host) if found else ""


def _ask(request: HttpRequest, kind: str, passphrase: str = "") -> None:
    tenant, by = current_tenant(), identity.actor_from_request(request)
    fleet.ask_own_deed(
        kind=kind,
        tenant_id=tenant.id,
        by=f"{by.name} ({tenant.short_name})",
        now=timezone.now(),
        passphrase=passphrase,
    )
    audit.record(
        action=f"{kind}_asked",
        subject=f"tenant:{tenant.id}",
        by=by,
        at=timezone.now(),
        data={},
    )
