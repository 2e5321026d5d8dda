"""A province opens portals for its communes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.backoffice.staff.shell import header, technician_screen
from motcua.catalogue.api import list_published
from motcua.fleet import api as fleet
from motcua.identity.api import actor_from_request
from motcua.kernel import audit
from motcua.kernel.errors import DomainError
from motcua.kernel.i18n import pick
from tenants.api import current_tenant, host_url, propose_slug


class CommuneForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Tên đầy đủ"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Ủy ban nhân dân xã Đạ Tẻh."),
    )
    short_name = forms.CharField(label=gettext_lazy("Tên gọi ngắn"), max_length=80)
    slug = forms.CharField(
        label=gettext_lazy("Địa chỉ của cổng"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Để trống: lấy theo tên ngắn."),
    )
    agency_code = forms.RegexField(
        r"^[A-Za-z0-9.]{2,30}$",
        label=gettext_lazy("Mã định danh cơ quan"),
        help_text=gettext_lazy("Theo Quyết định 20/2020/QĐ-TTg, ví dụ H36.12."),
        error_messages={"invalid": gettext_lazy("Mã gồm chữ, số và dấu chấm, ví dụ H36.12.")},
    )
    contact_name = forms.CharField(label=gettext_lazy("Người quản trị của xã"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử của người ấy"),
        help_text=gettext_lazy("Đường dẫn đặt mật khẩu gửi thẳng đến đây; tỉnh không biết."),
    )
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=30)
    inherits_theme = forms.BooleanField(
        label=gettext_lazy("Dùng màu của tỉnh"), required=False, initial=True
    )
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Dịch vụ mang theo"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Bản sao để bắt đầu; sau đó xã tự sửa."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["services"]
        cards = list_published(limit=200).items
        field.choices = [(card.slug, pick(card.name, "vi")) for card in cards]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        slug = cleaned.get("slug") or propose_slug(cleaned.get("short_name", ""))
        cleaned["slug"] = slug.strip().lower()
        return cleaned


@technician_screen
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Communes that have a portal, and one more. What is in theirs the province does not see."""
    tenant = current_tenant()
    form = CommuneForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, form):
        messages.success(request, _("Đang mở cổng; việc này mất vài giây."))
        return HttpResponseRedirect(reverse("onboarding:communes"))
    context = {
        **header(
            _("Cổng riêng của xã, phường"),
            {"url": reverse("onboarding:index"), "label": _("Bắt đầu")},
        ),
        "form": form,
        "is_province": tenant.kind == "province" and tenant.practice_of is None,
        "communes": [
            {"tenant": each, "url": host_url(each.primary_host)}
            for each in fleet.list_communes(tenant.id)
        ],
        "jobs": [
            each
            for each in fleet.list_jobs(tenant_id=tenant.id, limit=50)
            if each.kind == "tenant.commune"
        ],
    }
    status = 422 if form.errors else 200
    answer = render(request, "backoffice/onboarding/communes.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _ask(request: HttpRequest, form: CommuneForm) -> bool:
    tenant, by, now = current_tenant(), actor_from_request(request), timezone.now()
    wanted = fleet.CommuneForm(
        **{**form.cleaned_data, "services": tuple(form.cleaned_data["services"])}
    )
    try:
        fleet.ask_commune(
            form=wanted, province_id=tenant.id, by=f"{by.name} ({tenant.short_name})", now=now
        )
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        return False
    audit.record(
        action="tenant.commune_asked",
        subject=f"tenant:{tenant.id}",
        by=by,
        at=now,
        data={"slug": wanted.slug, "name": wanted.name},
    )
    return True
