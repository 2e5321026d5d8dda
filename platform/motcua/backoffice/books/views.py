from typing import IO, Any, Final
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from formbuilder.api import FormInvalid
from motcua.backoffice.books.forms import NumberForm, RegisterForm
from motcua.backoffice.books.workbook import write_rows
from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.casework import api as casework
from motcua.casework.api import PaperKind, Permission
from motcua.casework.own_data_api import book_case_ids
from motcua.catalogue import api as catalogue
from motcua.files.api import PaperFailed
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, Invalid
from motcua.privacy.api import record_export

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COMBINED: Final = "combined"
_HAND_OVER: Final = "hand_over"


def _reader_screen(view: View) -> View:
    """For officers who read dossiers; which ones is narrowed further down."""
    return screen_for(lambda by: by.require(Permission.READ), lambda _request: _header())(view)


@_reader_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return _screen(request, _empty_register(), _empty_numbers())


@_reader_screen
@never_cache
@require_GET
def register(request: HttpRequest) -> HttpResponseBase:
    """Form 07."""
    form = RegisterForm(request.GET)
    if not form.is_valid():
        return _screen(request, form, _empty_numbers(), status=422)
    by, data = actor_from_request(request), form.cleaned_data
    period = {"since": data["since"], "until": data["until"], "agency_id": form.agency_id, "by": by}
    name = f"so-theo-doi-{data['since']:%Y%m%d}-{data['until']:%Y%m%d}"
    now = timezone.now()
    try:
        if data["kind_of_file"] == "xlsx":
            rows = casework.book_rows(**period)
            record_export(book_case_ids(**period), what="book", by=by, now=now)
            return _file(write_rows("Sổ theo dõi", casework.BOOK_COLUMNS, rows), f"{name}.xlsx")
        content = casework.print_register_book(**period, now=now)
        record_export(book_case_ids(**period), what="book", by=by, now=now)
    except DomainError as error:
        form.add_error(None, str(error.message))
        return _screen(request, form, _empty_numbers(), status=422)
    return _pdf(content, f"{name}.pdf")


@_reader_screen
@never_cache
@require_GET
def numbers(request: HttpRequest) -> HttpResponseBase:
    form = NumberForm(request.GET)
    if not form.is_valid():
        return _screen(request, _empty_register(), form, status=422)
    by, data = actor_from_request(request), form.cleaned_data
    book = {
        "kind": PaperKind(data["kind"]),
        "year": data["year"],
        "agency_id": form.agency_id,
        "by": by,
    }
    name = f"so-van-thu-{data['kind'].replace('_', '-')}-{data['year']}"
    try:
        if data["kind_of_file"] == "xlsx":
            rows = [row.cells() for row in casework.number_rows(**book)]
            return _file(write_rows("Sổ văn thư", casework.NUMBER_COLUMNS, rows), f"{name}.xlsx")
        content = casework.print_number_book(**book, now=timezone.now())
    except DomainError as error:
        form.add_error(None, str(error.message))
        return _screen(request, _empty_register(), form, status=422)
    return _pdf(content, f"{name}.pdf")


@_reader_screen
@never_cache
@require_POST
def print_many(request: HttpRequest) -> HttpResponseBase:
    """Papers of the dossiers ticked in a list (``case``, several), as one PDF. ``what``: a kind of
    paper, ``combined`` or ``hand_over`` (with ``receiver``)."""
    by, what = actor_from_request(request), request.POST.get("what", PaperKind.RECEIPT)
    ids = _ids(request)
    try:
        content = _print(ids, what, request.POST.get("receiver", ""), by)
        record_export(ids, what="print", by=by, now=timezone.now())
    except DomainError as error:
        return _refused(request, error)
    return _pdf(content, "giay-to.pdf")


@_reader_screen
@never_cache
@require_GET
def fee_receipt(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    by = actor_from_request(request)
    try:
        content = casework.print_fee_receipt(case_id=case_id, by=by, now=timezone.now())
    except DomainError as error:
        return _refused(request, error)
    return _pdf(content, "bien-lai.pdf")


@never_cache
@require_GET
def preview(request: HttpRequest, service_id: UUID) -> HttpResponseBase:
    """The result of a draft with invented values, for its authors."""
    by = actor_from_request(request)
    try:
        draft = catalogue.get_draft(service_id, by=by)
        content = casework.preview_result(draft.document, now=timezone.now())
    except DomainError as error:
        return _refused(request, error)
    except (FormInvalid, PaperFailed):
        words = _(
            "Chưa xem trước được: biểu mẫu hoặc giấy kết quả còn lỗi. Hãy xem trang Kiểm tra."
        )
        return _refused(request, Invalid(words))
    return _pdf(content, "xem-truoc.pdf")


def _print(case_ids: list[UUID], what: str, receiver: str, by: Actor) -> bytes:
    now = timezone.now()
    if what == _COMBINED:
        return casework.print_combined_receipt(case_ids=case_ids, by=by, now=now)
    if what == _HAND_OVER:
        return casework.print_hand_over(case_ids=case_ids, receiver=receiver, by=by, now=now)
    kind = PaperKind(what) if what in PaperKind.values else PaperKind.RECEIPT
    return casework.print_papers(case_ids=case_ids, kinds=[kind], by=by, now=now).content


def _ids(request: HttpRequest) -> list[UUID]:
    found = []
    for each in request.POST.getlist("case")[: casework.MAX_CASES + 1]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


def _screen(
    request: HttpRequest, register_form: RegisterForm, number_form: NumberForm, status: int = 200
) -> HttpResponse:
    context = {**_header(), "register": register_form, "numbers": number_form}
    return render(request, "backoffice/books/index.html", context, status=status)


def _empty_register() -> RegisterForm:
    today = timezone.localdate()
    return RegisterForm(
        initial={"since": today.replace(day=1).isoformat(), "until": today.isoformat()}
    )


def _empty_numbers() -> NumberForm:
    return NumberForm(initial={"year": timezone.localdate().year, "kind": PaperKind.RESULT})


def _header() -> dict[str, Any]:
    return page_header(_("Sổ và giấy tờ"), icon="doc-full")


def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    context = {**_header(), "error": error}
    return render(request, "backoffice/staff/refused.html", context, status=error.status)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(spool: IO[bytes], name: str) -> FileResponse:
    return FileResponse(spool, as_attachment=True, filename=name, content_type=_XLSX)
