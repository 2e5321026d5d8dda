"""How one person arranges the list: filters by name, columns, single keys."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.backoffice.inbox.columns import COLUMNS
from motcua.backoffice.inbox.filters import kept_query
from motcua.backoffice.inbox.shell import staff_screen
from motcua.casework import api as casework
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError


@staff_screen
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.READ)
    query = kept_query(QueryDict(request.POST.get("query", "")[:2000].encode()))
    name = request.POST.get("ten", "").replace("\x00", "")
    try:
        casework.save_filter(
            name=name, query=query, is_default="mac_dinh" in request.POST, by=by, now=timezone.now()
        )
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": name.strip()[:80]})
    return HttpResponseRedirect(f"{reverse('office:inbox')}?{query or 'muc='}")


@staff_screen
@require_POST
def delete_filter(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.READ)
    casework.delete_filter(filter_id=filter_id, by=by)
    messages.success(request, _("Đã bỏ bộ lọc."))
    return HttpResponseRedirect(f"{reverse('office:inbox')}?muc=")


@staff_screen
@require_POST
def arrange(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.READ)
    size = request.POST.get("so_dong", "")
    known = {each.key for each in COLUMNS}
    casework.arrange_desk(
        columns=[each for each in request.POST.getlist("cot") if each in known],
        page_size=int(size) if size.isascii() and size.isdecimal() and len(size) < 4 else 0,
        has_shortcuts="phim_tat" in request.POST,
        by=by,
    )
    messages.success(request, _("Đã lưu cách xem danh sách."))
    query = kept_query(QueryDict(request.POST.get("query", "")[:2000].encode()))
    return HttpResponseRedirect(f"{reverse('office:inbox')}?{query or 'muc='}")
