"""Signing in by a code sent to a telephone, and looking after the telephone of an account."""

from typing import Any, Final
from uuid import UUID

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.identity.citizens.forms import PhoneCodeForm, PhoneForm, PhoneNameForm
from motcua.identity.citizens.local_paths import local_path
from motcua.identity.citizens.models import CodePurpose
from motcua.identity.citizens.operations.phone_codes import (
    CodeOver,
    prove_code,
    send_code,
    spend_proof,
)
from motcua.identity.citizens.operations.phones import open_by_phone, remove_phone, set_phone
from motcua.identity.citizens.phone_numbers import veiled
from motcua.identity.citizens.queries.phones import account_of_phone, phone_of
from motcua.identity.citizens.recent_proof import can_ask_again, has_recent_proof
from motcua.identity.models import Account
from motcua.kernel.clients import client_network
from motcua.kernel.errors import DomainError

_KEY: Final = "motcua_phone_code"
"""In a session: the id of the code that was asked for, by purpose, and where to go afterwards."""
_NEXT: Final = "motcua_phone_next"


@never_cache
@require_http_methods(["GET", "POST"])
def ask_sign_in_code(request: HttpRequest) -> HttpResponse:
    """Whether there is an account for the number is neither said nor looked up here."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(local_path(request.GET.get("next")))
    form = PhoneForm(request.POST or None)
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked and _send(request, form, CodePurpose.SIGN_IN):
        request.session[_NEXT] = local_path(request.POST.get("next"))
        return HttpResponseRedirect(reverse("phone_sign_in_code"))
    back = request.POST.get("next") or request.GET.get("next") or ""
    return _page(request, "identity/phone_sign_in.html", form, back=back)


@never_cache
@require_http_methods(["GET", "POST"])
def enter_sign_in_code(request: HttpRequest) -> HttpResponse:
    if _code_of(request, CodePurpose.SIGN_IN) is None:
        return HttpResponseRedirect(reverse("phone_sign_in"))
    form = PhoneCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = _prove(request, form, CodePurpose.SIGN_IN)
        if number:
            account = account_of_phone(number)
            if account is None:
                return HttpResponseRedirect(reverse("phone_sign_up"))
            return _enter(request, account)
    return _page(request, "identity/phone_code.html", form, again=reverse("phone_sign_in"))


@never_cache
@require_http_methods(["GET", "POST"])
def name_new_account(request: HttpRequest) -> HttpResponse:
    """The number is proven and has no account: one is opened with a name."""
    code_id = _code_of(request, CodePurpose.SIGN_IN)
    if code_id is None:
        return HttpResponseRedirect(reverse("phone_sign_in"))
    form = PhoneNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            account = open_by_phone(
                code_id=code_id, full_name=form.cleaned_data["full_name"], now=now
            )
        except CodeOver:
            return HttpResponseRedirect(reverse("phone_sign_in"))
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            _forget(request, CodePurpose.SIGN_IN)
            record_authentication(request, account, method="code")
            response: HttpResponse = complete_signup(
                request,
                user=account,
                email_verification=EmailVerificationMethod.NONE,
                redirect_url=_next(request),
            )
            return response
    return _page(request, "identity/phone_sign_up.html", form)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def manage_phone(request: HttpRequest) -> HttpResponse:
    """``act=remove`` takes the number away; else a code goes to the new one."""
    account = _account(request)
    is_typed = request.method == "POST" and request.POST.get("act") != "remove"
    form = PhoneForm(request.POST if is_typed else None)
    is_sure = has_recent_proof(request)
    if request.method == "POST" and not is_sure:
        return HttpResponseRedirect(reverse("identity_phone"))
    if request.POST.get("act") == "remove":
        try:
            remove_phone(account=account, now=timezone.now())
            messages.success(request, _("Đã bỏ số điện thoại khỏi tài khoản."))
        except DomainError as error:
            messages.error(request, error.message)
        return HttpResponseRedirect(reverse("identity_phone"))
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked and _send(request, form, CodePurpose.SET, account_id=account.pk):
        return HttpResponseRedirect(reverse("identity_phone_code"))
    context = {
        "number": veiled(phone_of(account.pk)),
        "is_sure": is_sure,
        "can_ask_again": can_ask_again(request),
    }
    return _page(request, "identity/phone.html", form, **context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def enter_new_phone_code(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    code_id = _code_of(request, CodePurpose.SET)
    if code_id is None:
        return HttpResponseRedirect(reverse("identity_phone"))
    form = PhoneCodeForm(request.POST or None)
    is_typed = request.method == "POST" and form.is_valid()
    if is_typed and _prove(request, form, CodePurpose.SET, account_id=account.pk):
        try:
            set_phone(account=account, code_id=code_id, now=timezone.now())
            messages.success(request, _("Số điện thoại đã được xác nhận."))
        except DomainError as error:
            messages.error(request, error.message)
        _forget(request, CodePurpose.SET)
        return HttpResponseRedirect(reverse("identity_phone"))
    return _page(request, "identity/phone_code.html", form, again=reverse("identity_phone"))


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def confirm_by_phone(request: HttpRequest) -> HttpResponse:
    """A fresh proof for accounts without password and second factor: a code to their own number.
    ``act=send`` sends it."""
    account = _account(request)
    number = phone_of(account.pk)
    if not number or can_ask_again(request):
        return HttpResponseRedirect(reverse("identity_account"))
    is_sending = request.POST.get("act") == "send"
    is_typed = request.method == "POST" and not is_sending
    form, ask_errors = PhoneCodeForm(request.POST if is_typed else None), []
    if is_sending:
        ask = PhoneForm({"phone": number})
        if ask.is_valid() and not _send(request, ask, CodePurpose.CONFIRM, account_id=account.pk):
            ask_errors = list(ask.errors["phone"])
    proven = is_typed and form.is_valid()
    if proven and _prove(request, form, CodePurpose.CONFIRM, account_id=account.pk):
        _use_up(request, account.pk)
        record_authentication(request, account, method="code", reauthenticated=True)
        return HttpResponseRedirect(local_path(request.POST.get("next")))
    back = local_path(request.POST.get("next") or request.GET.get("next"))
    context = {
        "number": veiled(number),
        "back": back,
        "ask_errors": ask_errors,
        "is_sent": _code_of(request, CodePurpose.CONFIRM) is not None,
    }
    return _page(request, "identity/phone_confirm.html", form, **context)


def _use_up(request: HttpRequest, account_id: UUID) -> None:
    with transaction.atomic():
        spend_proof(
            code_id=_code_of(request, CodePurpose.CONFIRM),
            purpose=CodePurpose.CONFIRM,
            account_id=account_id,
            now=timezone.now(),
        )
    _forget(request, CodePurpose.CONFIRM)


def _send(
    request: HttpRequest, form: Any, purpose: CodePurpose, *, account_id: UUID | None = None
) -> bool:
    try:
        code_id = send_code(
            written=form.cleaned_data["phone"],
            purpose=purpose,
            network=client_network(request),
            account_id=account_id,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error("phone", error.message)
        form.status = error.status
        return False
    request.session[_KEY] = {**request.session.get(_KEY, {}), purpose.value: str(code_id)}
    return True


def _prove(
    request: HttpRequest, form: Any, purpose: CodePurpose, *, account_id: UUID | None = None
) -> str:
    """The number; empty with an error on the form."""
    try:
        return prove_code(
            code_id=_code_of(request, purpose),
            purpose=purpose,
            typed=form.cleaned_data["code"],
            account_id=account_id,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error("code", error.message)
        form.status = error.status
        return ""


def _enter(request: HttpRequest, account: Account) -> HttpResponse:
    """allauth's way in from here on: second factor, sessions, signals."""
    code_id = _code_of(request, CodePurpose.SIGN_IN)
    try:
        with transaction.atomic():
            spend_proof(code_id=code_id, purpose=CodePurpose.SIGN_IN, now=timezone.now())
    except CodeOver:
        return HttpResponseRedirect(reverse("phone_sign_in"))
    _forget(request, CodePurpose.SIGN_IN)
    record_authentication(request, account, method="code")
    login = Login(
        user=account,
        redirect_url=_next(request),
        email_verification=EmailVerificationMethod.NONE,
    )
    response: HttpResponse = perform_login(request, login)
    return response


def _code_of(request: HttpRequest, purpose: CodePurpose) -> UUID | None:
    stored = request.session.get(_KEY, {}).get(purpose.value)
    return UUID(stored) if stored else None


def _forget(request: HttpRequest, purpose: CodePurpose) -> None:
    kept = dict(request.session.get(_KEY, {}))
    kept.pop(purpose.value, None)
    request.session[_KEY] = kept


def _next(request: HttpRequest) -> str:
    return local_path(request.session.pop(_NEXT, None))


def _account(request: HttpRequest) -> Account:
    """The page asks for a sign-in first."""
    return Account.objects.get(pk=UUID(str(request.user.pk)))


def _page(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = getattr(form, "status", 422 if form.errors else 200)
    return render(request, template, {"form": form, **context}, status=status)
