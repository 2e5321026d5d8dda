"""What the screens of certificates share."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.backoffice.header import page_header
from motcua.casework.api import Permission
from motcua.kernel.actors import Actor

CONFIGURE: Final = "tenant.configure"
_SIGNS: Final = (Permission.APPROVE, Permission.APPRAISE, Permission.RECEIVE)


def may_sign(by: Actor) -> bool:
    return any(by.may(each) for each in _SIGNS)


def header(title: str) -> dict[str, Any]:
    own = {"url": reverse("certificates:index"), "label": _("Chứng thư số")}
    before = [] if title == _("Chứng thư số") else [own]
    return page_header(title, *before, icon="key")


def refused(request: HttpRequest) -> HttpResponse:
    error = {"message": _("Bạn không có quyền thực hiện việc này.")}
    context = {**header(_("Chứng thư số")), "error": error}
    return render(request, "backoffice/staff/refused.html", context, status=403)
