"""Who does my work while I am away, and whose work I do."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.backoffice.inbox.talk import reads_dossiers
from motcua.casework import api as casework
from motcua.identity.api import (
    StaffView,
    SubstitutionInvalid,
    actor_from_request,
    cancel_substitution,
    list_staff,
    list_substitutions,
    name_substitute,
)
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError


@staff_screen
@require_http_methods(["GET", "POST"])
def absence(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.READ)
    if request.method == "GET":
        return _page(request, by)
    try:
        done = _cancel(request, by) if "huy" in request.POST else _name(request, by)
    except DomainError as error:
        return _page(request, by, error=error)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("office:absence"))


def _name(request: HttpRequest, by: Actor) -> str:
    assert by.id is not None
    first, last = _day(request, "tu"), _day(request, "den")
    given = name_substitute(
        absent_id=by.id,
        substitute_id=_uuid(request, "nguoi_thay"),
        starts_at=first,
        # "Until Friday" means until Friday is over.
        ends_at=last + timedelta(days=1),
        reason=request.POST.get("ly_do", "").replace("\x00", ""),
        by=by,
        now=timezone.now(),
    )
    return _("%(name)s sẽ thay bạn trong những ngày đã chọn.") % {"name": given.substitute_name}


def _cancel(request: HttpRequest, by: Actor) -> str:
    cancel_substitution(substitution_id=_uuid(request, "huy"), by=by, now=timezone.now())
    return _("Đã hủy lần thay.")


def _page(request: HttpRequest, by: Actor, *, error: DomainError | None = None) -> HttpResponse:
    assert by.id is not None
    now = timezone.now()
    kept = list_substitutions(staff_id=by.id, now=now)
    context = {
        **header(_("Vắng mặt, người thay"), inbox_crumb(), icon="group"),
        "mine": [each for each in kept if each.absent_id == by.id],
        "others": [each for each in kept if each.substitute_id == by.id],
        "people": _fitting(by),
        "error": error,
        "typed": request.POST,
        "today": timezone.localdate(now).isoformat(),
        "now": now,
    }
    return render(
        request, "backoffice/inbox/absence.html", context, status=error.status if error else 200
    )


def _fitting(by: Actor) -> list[StaffView]:
    """Colleagues who handle dossiers; those of the same roles first."""
    people = [each for each in list_staff() if each.id != by.id and reads_dossiers(each)]
    return sorted(people, key=lambda each: (not each.roles & by.roles, each.full_name))


def _day(request: HttpRequest, name: str) -> datetime:
    """Midnight at the start of the day typed."""
    try:
        day = parse_date(request.POST.get(name, ""))
    except ValueError:
        day = None
    if day is None or not 2000 < day.year < 2200:
        raise SubstitutionInvalid(_("Hãy nhập ngày, ví dụ 15/06/2026."), field=name)
    return timezone.make_aware(datetime.combine(day, time.min))


def _uuid(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise SubstitutionInvalid(_("Hãy chọn một đồng nghiệp."), field=name) from None
