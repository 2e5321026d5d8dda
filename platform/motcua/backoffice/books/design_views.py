"""How papers look: a draft with a living picture of it, then in force for papers to come."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.backoffice.books.design_forms import KINDS, DesignForm, initial_of
from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.casework.paperwork import api as paperwork
from motcua.files.api import PaperFailed
from motcua.identity.api import AgencyView, actor_from_request, list_agencies
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url
from motcua.kernel.errors import DomainError, Forbidden

SCRIPT = "apps/portal/src/paper-design.ts"


def _let_in(by: Actor) -> None:
    if not paperwork.may_edit(by):
        raise Forbidden(_("Bạn không có quyền sửa mẫu giấy tờ."))


def _design_screen(view: View) -> View:
    return screen_for(_let_in, lambda _request: _header())(view)


@_design_screen
@never_cache
@require_http_methods(["GET", "POST"])
def design(request: HttpRequest) -> HttpResponse:
    """The form; POST keeps the draft, and puts it in force with ``publish``."""
    agency, by = _agency(request), actor_from_request(request)
    view = paperwork.get_design(_id(agency), by=by)
    if request.method == "GET":
        return _screen(request, agency, view, _form(view, initial=initial_of(view)))
    form = _form(view, request.POST, request.FILES)
    if not form.is_valid():
        return _screen(request, agency, view, form, status=422)
    try:
        _keep(request, agency, form)
    except paperwork.DesignInvalid as error:
        faults: Any = error.details["faults"]
        form.show_faults(faults)
        return _screen(request, agency, view, form, status=422)
    except Forbidden:
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        return _screen(request, agency, view, form, status=error.status)
    return HttpResponseRedirect(_address(agency))


@_design_screen
@never_cache
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """A picture of one form: of the saved draft, or (POST) of what is being typed. 422 with every
    fault where a text cannot stand."""
    agency, by = _agency(request), actor_from_request(request)
    view = paperwork.get_design(_id(agency), by=by)
    posted = request.method == "POST"
    # A picture that was chosen but not saved is not in the preview yet.
    data = request.POST if posted else {**initial_of(view)}
    form = _form(view, data)
    kind = (request.POST if posted else request.GET).get("loai", KINDS[0][0])
    if kind not in dict(KINDS):
        raise Http404
    if not form.is_valid():
        faults = {name: each[0] for name, each in form.errors.items()}
        return JsonResponse({"faults": faults}, status=422)
    try:
        picture = paperwork.preview_form(
            agency_id=_id(agency), wish=form.wish(), kind=kind, by=by, now=timezone.now()
        )
    except paperwork.DesignInvalid as error:
        return JsonResponse({"faults": error.details["faults"]}, status=422)
    except PaperFailed:
        words = _("Chưa vẽ được bản xem trước. Hãy thử lại.")
        return JsonResponse({"faults": {"": words}}, status=422)
    return HttpResponse(picture, content_type="image/png")


@_design_screen
@never_cache
@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """An earlier version, or the law's own (0), as the draft."""
    agency, by = _agency(request), actor_from_request(request)
    asked = request.POST.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else -1
    try:
        paperwork.restore_design(agency_id=_id(agency), number=number, by=by, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(
            request, _("Đã lấy lại làm bản nháp. Bấm Áp dụng để dùng cho giấy tờ mới.")
        )
    return HttpResponseRedirect(_address(agency))


def _keep(request: HttpRequest, agency: AgencyView | None, form: DesignForm) -> None:
    by, now = actor_from_request(request), timezone.now()
    if "publish" in request.POST and not paperwork.may_publish(by):
        raise Forbidden(_("Bạn lưu được bản nháp nhưng không có quyền áp dụng."))
    posted = form.cleaned_data["emblem_file"]
    if posted:
        content = posted.read(paperwork.MAX_EMBLEM_BYTES + 1)
        form.cleaned_data["emblem"] = paperwork.keep_emblem(content, by=by, now=now)
        form.cleaned_data["no_emblem"] = False
    revision = paperwork.save_design(
        agency_id=_id(agency),
        wish=form.wish(),
        base_revision=form.cleaned_data["revision"],
        by=by,
        now=now,
    )
    if "publish" not in request.POST:
        messages.success(request, _("Đã lưu bản nháp. Giấy tờ đang cấp chưa thay đổi."))
        return
    number = paperwork.publish_design(agency_id=_id(agency), base_revision=revision, by=by, now=now)
    words = _("Đã áp dụng bản %(number)d cho giấy tờ từ bây giờ. Giấy đã cấp giữ nguyên.")
    messages.success(request, words % {"number": number})


def _screen(
    request: HttpRequest,
    agency: AgencyView | None,
    view: paperwork.DesignView,
    form: DesignForm,
    status: int = 200,
) -> HttpResponse:
    own = paperwork.units_with_design()
    context = {
        **_header(),
        "agency": agency,
        "agencies": [(each, each.id in own) for each in list_agencies()],
        "view": view,
        "form": form,
        "kinds": KINDS,
        "may_publish": paperwork.may_publish(actor_from_request(request)),
        "has_emblem": bool(form["emblem"].value()) and form["emblem"].value() != "none",
        "script": asset_url(SCRIPT),
    }
    return render(request, "backoffice/books/design.html", context, status=status)


def _form(view: paperwork.DesignView, *args: Any, **kwargs: Any) -> DesignForm:
    return DesignForm(*args, inherited=view.inherited, of_unit=view.agency_id is not None, **kwargs)


def _agency(request: HttpRequest) -> AgencyView | None:
    asked = (request.POST if request.method == "POST" else request.GET).get("don_vi", "")
    if not asked:
        return None
    found = next((each for each in list_agencies() if str(each.id) == asked), None)
    if found is None:
        raise Http404
    return found


def _id(agency: AgencyView | None) -> UUID | None:
    return agency.id if agency else None


def _address(agency: AgencyView | None) -> str:
    query = f"?{urlencode({'don_vi': agency.id})}" if agency else ""
    return reverse("books:design") + query


def _header() -> dict[str, Any]:
    return page_header(_("Mẫu giấy tờ"), icon="edit")
