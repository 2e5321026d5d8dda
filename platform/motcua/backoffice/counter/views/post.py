"""Results that go by public post, and the list the postman signs."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.counter.forms import PostForm
from motcua.backoffice.counter.shell import counter_crumb, place_of
from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.casework.counter import api as counter
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, Invalid
from tenants.api import current_tenant


@staff_screen
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the post and what is on its way; a POST gives the chosen ones away."""
    by = actor_from_request(request)
    by.require(casework.Permission.RETURN_RESULT)
    error, status = None, 200
    if request.method == "POST":
        try:
            number = _dispatch(request, by)
        except (Conflict, Invalid) as fault:
            error, status = fault, fault.status
        else:
            return HttpResponseRedirect(reverse("counter:post_list", args=[number]))
    items = counter.open_post(by=by)
    context = {
        **header(_("Trả kết quả qua bưu chính"), counter_crumb(), icon="mail"),
        "waiting": [
            (each, request.POST.get(f"code-{each.id}", "")) for each in _in(items, "registered")
        ],
        "away": _in(items, "dispatched") + _in(items, "failed"),
        "error": error,
    }
    return render(request, "backoffice/counter/post.html", context, status=status)


def _in(items: list[counter.PostView], state: str) -> list[counter.PostView]:
    return [each for each in items if each.state == state]


def _dispatch(request: HttpRequest, by: Actor) -> str:
    chosen = {}
    for text in request.POST.getlist("item"):
        chosen[_id(text)] = request.POST.get(f"code-{text}", "")
    point = place_of(request, by).point
    return counter.dispatch_post(
        codes=chosen, agency_id=point.id if point else None, by=by, now=timezone.now()
    )


@staff_screen
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.RETURN_RESULT)
    case = casework.get_case(case_id, by=by, now=timezone.now())
    casework.record_reading(case_id, by=by, now=timezone.now(), what="post")
    form = PostForm(request.POST) if request.method == "POST" else PostForm(initial=_known(case))
    if request.method == "POST" and form.is_valid() and _register(form, case, by):
        messages.success(request, _("Đã đăng ký gửi bưu chính."))
        return HttpResponseRedirect(reverse("counter:post"))
    crumb = {"url": reverse("office:case", args=[case.id]), "label": case.row.number}
    context = {
        **header(_("Gửi kết quả qua bưu chính"), inbox_crumb(), crumb, icon="mail"),
        "case": case,
        "form": form,
        "earlier": counter.post_of_case(case.id),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/counter/post_register.html", context, status=status)


def _register(form: PostForm, case: CaseView, by: Actor) -> bool:
    data = form.cleaned_data
    to = counter.Address(data["name"], data["phone"], data["address"])
    try:
        counter.register_post(case_id=case.id, to=to, by=by, now=timezone.now())
    except (Conflict, Invalid) as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


def _known(case: CaseView) -> dict[str, str]:
    details = case.receiver.details
    return {
        "name": case.receiver.name or case.submitter.name,
        "phone": details.get("phone", ""),
        "address": details.get("address", ""),
    }


@staff_screen
@require_GET
def hand_over_list(request: HttpRequest, number: str) -> HttpResponse:
    """For the printer; both sides sign."""
    by = actor_from_request(request)
    by.require(casework.Permission.RETURN_RESULT)
    items = counter.post_list(number, by=by)
    if not items:
        raise counter.PostMissing(_("Không có danh sách này."))
    context = {
        **header(_("Danh sách giao bưu chính"), counter_crumb(), icon="mail"),
        "number": number,
        "items": items,
        "tenant_name": current_tenant().name,
        "point": place_of(request, by).point,
        "at": items[0].dispatched_at,
    }
    return render(request, "backoffice/counter/post_list.html", context)


@staff_screen
@require_POST
def do(request: HttpRequest, item_id: UUID, deed: str) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.RETURN_RESULT)
    run = _DEEDS.get(deed)
    if run is None:
        raise counter.PostMissing(_("Không có việc này."))
    try:
        run(request, item_id, by)
    except (Conflict, Invalid) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã ghi nhận."))
    return HttpResponseRedirect(reverse("counter:post"))


def _arrived(_request: HttpRequest, item_id: UUID, by: Actor) -> None:
    counter.note_delivered(item_id=item_id, by=by, now=timezone.now())


def _failed(request: HttpRequest, item_id: UUID, by: Actor) -> None:
    reason = request.POST.get("reason", "")
    counter.note_failed(item_id=item_id, reason=reason, by=by, now=timezone.now())


def _again(_request: HttpRequest, item_id: UUID, by: Actor) -> None:
    counter.note_tried_again(item_id=item_id, by=by, now=timezone.now())


def _returned(_request: HttpRequest, item_id: UUID, by: Actor) -> None:
    counter.note_returned(item_id=item_id, by=by, now=timezone.now())


_DEEDS: Final[Mapping[str, Callable[[HttpRequest, UUID, Actor], None]]] = {
    "da-nhan": _arrived,
    "khong-duoc": _failed,
    "phat-lai": _again,
    "chuyen-hoan": _returned,
}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise counter.PostMissing(_("Không tìm thấy bưu gửi này.")) from None
