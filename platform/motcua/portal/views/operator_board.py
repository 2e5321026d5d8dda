"""Switches, announcements and queues: what an operator turns, says and sets going again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.fleet import api as fleet
from motcua.kernel.errors import DomainError
from motcua.portal.views.operator import operator_of, operator_screen
from tenants.api import get_tenant, in_tenant, list_tenants


class AnnouncementForm(forms.Form):
    text_vi = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "govuk-textarea"}),
    )
    text_en = forms.CharField(
        label=gettext_lazy("Nội dung tiếng Anh"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Để trống thì trang tiếng Anh cũng hiện nội dung tiếng Việt."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "govuk-textarea"}),
    )
    tenant = forms.ChoiceField(
        label=gettext_lazy("Cơ quan"),
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Người xem"),
        choices=(
            ("everybody", gettext_lazy("Cán bộ và người dân")),
            ("staff", gettext_lazy("Chỉ cán bộ")),
            ("citizens", gettext_lazy("Chỉ người dân")),
        ),
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Mức"),
        choices=(
            ("info", gettext_lazy("Để biết")),
            ("warning", gettext_lazy("Cần để ý")),
            ("urgent", gettext_lazy("Khẩn")),
        ),
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    from_at = forms.DateTimeField(
        label=gettext_lazy("Từ"),
        required=False,
        help_text=gettext_lazy("Để trống: ngay bây giờ."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    until_at = forms.DateTimeField(
        label=gettext_lazy("Đến"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tenant"]
        field.choices = [
            ("", _("Tất cả")),
            *((str(each.id), each.name) for each in list_tenants()),
        ]


@operator_screen
@require_http_methods(["GET", "POST"])
def announcements(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _announce(request, form, now):
        messages.success(request, _("Đã đăng; mọi trang hiện trong vài giây."))
        return HttpResponseRedirect(reverse("operator_announcements"))
    names = {each.id: each.name for each in list_tenants()}
    context = {
        "here": "operator_announcements",
        "form": form,
        "announcements": [
            {
                "row": each,
                "tenant": names.get(each.tenant_id, "") if each.tenant_id else "",
                "is_live": each.is_live(now),
                "is_due": each.withdrawn_at is None and now < each.from_at,
            }
            for each in fleet.list_announcements()
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "platform/operator/announcements.html", context, status=status)


@operator_screen
@require_POST
def withdraw(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    fleet.withdraw_announcement(
        announcement_id=announcement_id, by=operator_of(request), now=timezone.now()
    )
    messages.success(request, _("Đã gỡ thông báo."))
    return HttpResponseRedirect(reverse("operator_announcements"))


@operator_screen
@require_http_methods(["GET", "POST"])
def flags(request: HttpRequest) -> HttpResponse:
    """``state``: on, off, or as it is without a setting."""
    if request.method == "POST":
        _turn(request)
        return HttpResponseRedirect(reverse("operator_flags"))
    settings = fleet.list_flag_settings()
    everyone = list_tenants()
    names = {each.id: each.name for each in everyone}
    context = {
        "here": "operator_flags",
        "tenants": everyone,
        "flags": [
            {
                "flag": each,
                "is_on": fleet.is_on(each.key),
                "is_set": (each.key, None) in settings,
                "others": [
                    {"id": tenant_id, "name": names[tenant_id], "is_on": is_on}
                    for (key, tenant_id), is_on in settings.items()
                    if key == each.key and tenant_id is not None and tenant_id in names
                ],
            }
            for each in fleet.flags
        ],
    }
    return render(request, "platform/operator/flags.html", context)


@operator_screen
@require_GET
def queues(request: HttpRequest) -> HttpResponse:
    """Every tenant's queue as last measured, and what stands in the broker now."""
    pulses = fleet.read_pulses()
    measured = sorted(
        (each for each in list_tenants() if each.id in pulses),
        key=lambda each: -_weight(pulses[each.id]),
    )
    lines = [{"tenant": each, "pulse": pulses[each.id]} for each in measured]
    context = {
        "here": "operator_queues",
        "broker": fleet.celery_queues(),
        "lines": lines[:100],
        "jobs": [each for each in fleet.list_jobs(limit=50) if each.is_open],
    }
    return render(request, "platform/operator/queues.html", context)


@operator_screen
@require_POST
def measure(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    """Look now, not at the next round."""
    found = get_tenant(tenant_id)
    with in_tenant(found.schema_name):
        pulse = fleet.take_pulse(now=timezone.now())
    if pulse.is_well:
        messages.success(request, _("Đã đo: mọi thứ bình thường."))
    else:
        messages.warning(request, _("Đã đo: có điều cần để ý, xem mục Sức khỏe."))
    return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))


@operator_screen
@require_POST
def retry(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    """Given-up work, or failed deliveries of one channel, go once more."""
    by, now = operator_of(request), timezone.now()
    channel, entry = request.POST.get("channel", ""), request.POST.get("entry", "")
    if channel:
        count = fleet.retry_deliveries(tenant_id=tenant_id, channel=channel, by=by, now=now)
    else:
        count = fleet.retry_entries(
            tenant_id=tenant_id, by=by, now=now, entry_id=UUID(entry) if _is_id(entry) else None
        )
    messages.success(request, _("%(count)d việc được thử lại.") % {"count": count})
    return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))


def _announce(request: HttpRequest, form: AnnouncementForm, now: datetime) -> bool:
    values = form.cleaned_data
    try:
        fleet.make_announcement(
            text={"vi": values["text_vi"], "en": values["text_en"]},
            audience=values["audience"],
            level=values["level"],
            from_at=values["from_at"] or now,
            until_at=values["until_at"],
            tenant_id=UUID(values["tenant"]) if values["tenant"] else None,
            by=operator_of(request),
            now=now,
        )
    except DomainError as error:
        field = {"text": "text_vi", "until": "until_at", "audience": "audience"}.get(
            error.field or ""
        )
        form.add_error(field, str(error.message))
        return False
    return True


def _turn(request: HttpRequest) -> None:
    tenant, state = request.POST.get("tenant", ""), request.POST.get("state", "")
    try:
        fleet.set_flag(
            key=request.POST.get("key", ""),
            is_on={"on": True, "off": False}.get(state),
            tenant_id=UUID(tenant) if _is_id(tenant) else None,
            by=operator_of(request),
            now=timezone.now(),
        )
        messages.success(request, _("Đã đổi; mọi máy dùng trong một giây."))
    except DomainError as error:
        messages.error(request, str(error.message))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _weight(pulse: fleet.PulseView) -> int:
    """What needs somebody first."""
    return (
        pulse.outbox_given_up * 1_000_000
        + pulse.deliveries_failed * 10_000
        + pulse.outbox_waiting
        + pulse.deliveries_waiting
    )
