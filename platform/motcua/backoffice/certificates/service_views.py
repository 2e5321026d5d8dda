"""Signing services and time stamps: entering them, and buttons that try them out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.backoffice.certificates.forms import AnchorForm, RemoteForm, StampForm
from motcua.backoffice.certificates.shell import CONFIGURE, header, may_sign, refused
from motcua.files import api as files
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError

REMOTE = "signer.remote"


@sensitive_post_parameters("pin")
@require_POST
def try_own(request: HttpRequest) -> HttpResponse:
    """One's own certificate signs a few random bytes."""
    by, now = actor_from_request(request), timezone.now()
    own = files.identity_of(by.id, now=now) if by.id and may_sign(by) else None
    if own is None:
        return refused(request)
    try:
        trial = files.try_identity(
            identity_id=own.id, pin=request.POST.get("pin", "")[:200], now=now
        )
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        _tell(request, trial)
    return HttpResponseRedirect(reverse("certificates:index"))


@sensitive_post_parameters("token")
@never_cache
@require_http_methods(["GET", "POST"])
def remote(request: HttpRequest) -> HttpResponse:
    """Take the key of a signing service as one's own certificate."""
    by = actor_from_request(request)
    if not may_sign(by) or by.id is None:
        return refused(request)
    form = RemoteForm(request.POST or None, request.FILES or None, auto_id="tx-%s")
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            files.enrol_remote(
                owner_id=by.id,
                provider=REMOTE,
                certificate=form.content(),
                settings={name: data[name] for name in ("url", "credential", "token")},
                has_pin=data["has_pin"],
                by=by,
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Đã đăng ký. Hãy bấm Ký thử để xem dịch vụ có chạy không."))
            return HttpResponseRedirect(reverse("certificates:index"))
    context = {**header(_("Ký số từ xa")), "form": form}
    return render(request, "backoffice/certificates/remote.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def stamps(request: HttpRequest) -> HttpResponse:
    """Whom the tenant believes and who stamps; ``do``: ``set``, ``add`` or ``try``."""
    by = actor_from_request(request)
    if not by.may(CONFIGURE):
        return refused(request)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "try":
        _try_stamps(request)
        return HttpResponseRedirect(reverse("certificates:stamps"))
    current = next((each.stamp_url for each in files.list_anchors() if each.stamp_url), "")
    own = StampForm(
        request.POST if do == "set" else None, auto_id="dtg-%s", initial={"url": current}
    )
    is_added = do == "add"
    anchor = AnchorForm(
        request.POST if is_added else None, request.FILES if is_added else None, auto_id="tc-%s"
    )
    if do in ("set", "add") and _keep(request, own if do == "set" else anchor):
        return HttpResponseRedirect(reverse("certificates:stamps"))
    context = {
        **header(_("Tổ chức chứng thực và dấu thời gian")),
        "anchors": files.list_anchors(),
        "current": current,
        "form": own,
        "anchor_form": anchor,
        "now": timezone.now(),
    }
    status = 422 if do else 200
    return render(request, "backoffice/certificates/stamps.html", context, status=status)


def _keep(request: HttpRequest, form: StampForm | AnchorForm) -> bool:
    by, now = actor_from_request(request), timezone.now()
    if not form.is_valid():
        return False
    try:
        if isinstance(form, StampForm):
            files.set_stamp_service(url=form.cleaned_data["url"], by=by, now=now)
        else:
            files.add_anchor(
                name=form.cleaned_data["name"],
                certificates=form.read("certificates"),
                lists=[form.read("first_list"), form.read("second_list")],
                by=by,
                now=now,
            )
    except DomainError as error:
        name = "first_list" if error.field == "lists" else error.field
        form.add_error(name if name in form.fields else None, error.message)
        return False
    messages.success(request, _("Đã lưu. Hãy bấm Thử để xem có chạy không."))
    return True


def _try_stamps(request: HttpRequest) -> None:
    try:
        _tell(request, files.try_stamps(now=timezone.now()))
    except DomainError as error:
        messages.error(request, str(error.message))


def _tell(request: HttpRequest, trial: files.Trial) -> None:
    took = _("Mất %(seconds).1f giây.") % {"seconds": trial.seconds}
    who = _("Người cấp: %(name)s.") % {"name": trial.authority} if trial.authority else ""
    slow = _("Chậm: mỗi chữ ký sẽ lâu như vậy.") if trial.is_slow else ""
    words = " ".join(filter(None, (trial.message, who, took, slow)))
    say = messages.error if not trial.is_good else messages.warning if slow else messages.success
    say(request, words)
