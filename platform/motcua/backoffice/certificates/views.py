from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.backoffice.certificates.forms import CertificateForm
from motcua.backoffice.certificates.shell import CONFIGURE, header, may_sign
from motcua.files import api as files
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    if not may_sign(by) and not by.may(CONFIGURE):
        return _screen(request, by, None, status=403)
    if request.method != "POST":
        return _screen(request, by, CertificateForm(auto_id="ct-%s"))
    form = CertificateForm(request.POST, request.FILES, auto_id="ct-%s")
    if not may_sign(by) or by.id is None:
        return _screen(request, by, None, status=403)
    if form.is_valid():
        try:
            files.enrol_pkcs12(
                owner_id=by.id,
                content=form.content(),
                passphrase=form.cleaned_data["passphrase"],
                by=by,
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Đã đăng ký chứng thư số của bạn."))
            return HttpResponseRedirect(reverse("certificates:index"))
    return _screen(request, by, form, status=422)


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """One's own only: a lost key must stop signing at once."""
    by, now = actor_from_request(request), timezone.now()
    own = files.identity_of(by.id, now=now) if by.id and may_sign(by) else None
    if own is None:
        return _screen(request, by, None, status=403)
    files.revoke_identity(identity_id=own.id, reason=_("Chủ chứng thư yêu cầu"), now=now)
    messages.success(request, _("Chứng thư số đã ngừng dùng, không ký được nữa."))
    return HttpResponseRedirect(reverse("certificates:index"))


def _screen(
    request: HttpRequest, by: Actor, form: CertificateForm | None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context = {
        **header(_("Chứng thư số")),
        "own": files.identity_of(by.id, now=now) if by.id and may_sign(by) else None,
        "form": form if may_sign(by) else None,
        "everybody": files.list_identities(now=now) if by.may(CONFIGURE) else None,
        "is_refused": status == 403,
    }
    return render(request, "backoffice/certificates/index.html", context, status=status)
