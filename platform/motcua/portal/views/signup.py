"""An agency opens a portal of its own, on the platform's site."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from billing.api import PLANS
from motcua.fleet import api as fleet
from motcua.kernel.clients import client_network
from motcua.kernel.errors import DomainError, NotFound
from tenants.api import TenantKind, get_tenant, host_url, propose_slug

_MINE: Final = "signup"


class SignupForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Tên đầy đủ của cơ quan"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Ủy ban nhân dân tỉnh An Giang."),
    )
    short_name = forms.CharField(
        label=gettext_lazy("Tên gọi ngắn"),
        max_length=80,
        help_text=gettext_lazy("Hiện ở đầu trang, ví dụ: An Giang."),
    )
    slug = forms.CharField(
        label=gettext_lazy("Địa chỉ của cổng"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Chữ không dấu và gạch nối, đứng trước tên miền của nền tảng. "
            "Để trống: lấy theo tên ngắn."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại cơ quan"),
        choices=TenantKind.choices,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    agency_code = forms.RegexField(
        r"^[A-Za-z0-9.]{2,30}$",
        label=gettext_lazy("Mã định danh cơ quan"),
        help_text=gettext_lazy("Theo Quyết định 20/2020/QĐ-TTg, ví dụ H01. Đứng đầu mã hồ sơ."),
        error_messages={"invalid": gettext_lazy("Mã gồm chữ, số và dấu chấm, ví dụ H01.")},
    )
    contact_name = forms.CharField(label=gettext_lazy("Họ và tên người đăng ký"), max_length=120)
    contact_title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử công vụ"),
        help_text=gettext_lazy("Mã xác nhận gửi đến đây ngay."),
    )
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=30)
    authority = forms.CharField(
        label=gettext_lazy("Được giao mở cổng theo"),
        max_length=500,
        help_text=gettext_lazy("Số và ngày của văn bản giao nhiệm vụ, hoặc người giao."),
    )
    plan = forms.ChoiceField(
        label=gettext_lazy("Gói"),
        initial="trial",
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [plan for plan in PLANS.values() if plan.is_offered]
        field: Any = self.fields["plan"]
        field.choices = [(plan.key, plan.name) for plan in offered]
        field.help_text = " ".join(f"{plan.name}: {plan.about}" for plan in offered)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("slug"):
            cleaned["slug"] = propose_slug(cleaned.get("short_name", ""))
        cleaned["slug"] = cleaned["slug"].strip().lower()
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã sáu chữ số trong thư"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    form = SignupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signup_id = fleet.begin_signup(
                form=fleet.SignupForm(**form.cleaned_data),
                network=client_network(request),
                now=timezone.now(),
            )
        except DomainError as error:
            _tell(form, error)
        else:
            request.session[_MINE] = str(signup_id)
            return HttpResponseRedirect(reverse("signup_state"))
    status = 422 if form.errors else 200
    return render(request, "platform/signup.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """Where the sign-up of this browser stands: code, waiting, ready."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            fleet.prove_email(
                signup_id=_mine(request), code=form.cleaned_data["code"], now=timezone.now()
            )
        except DomainError as error:
            _tell(form, error)
        else:
            return HttpResponseRedirect(reverse("signup_state"))
    signup = fleet.get_signup(_mine(request))
    context = {"form": form, "signup": signup, "portal": _portal(signup)}
    answer = render(
        request, "platform/signup_state.html", context, status=422 if form.errors else 200
    )
    answer.headers["Cache-Control"] = "no-store, private"
    if signup.state == "creating":
        answer.headers["Refresh"] = "1"
    return answer


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """To the page where the first technician chooses a password. The link works once."""
    signup = fleet.get_signup(_mine(request))
    if signup.state != "ready" or signup.tenant_id is None or signup.admin_id is None:
        return HttpResponseRedirect(reverse("signup_state"))
    link = fleet.password_path(
        tenant=get_tenant(signup.tenant_id), admin_id=signup.admin_id, now=timezone.now()
    )
    del request.session[_MINE]
    return HttpResponseRedirect(link)


def _mine(request: HttpRequest) -> UUID:
    """Only the browser that began a sign-up sees it."""
    try:
        return UUID(request.session[_MINE])
    except (KeyError, ValueError) as error:
        raise NotFound(_("Không có lượt đăng ký nào đang chờ trên trình duyệt này.")) from error


def _portal(signup: fleet.SignupView) -> str:
    if signup.state != "ready" or signup.tenant_id is None:
        return ""
    return host_url(get_tenant(signup.tenant_id).primary_host)


def _tell(form: forms.Form, error: DomainError) -> None:
    field = error.field if error.field in form.fields else None
    form.add_error(field, str(error.message))
