"""Today's money, statements, and the lines that need somebody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.finance.forms import LineForm, StatementForm
from motcua.backoffice.finance.shell import (
    CAUSES,
    PAGE,
    READ,
    RECONCILE,
    crumb,
    finance_screen,
    header,
)
from motcua.backoffice.inbox.shell import page_number
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError, Forbidden
from motcua.payments import api as payments
from motcua.payments.tasks import match_rest


@require_GET
@finance_screen(READ)
def overview(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        **header(_("Tài chính"), request),
        "report": payments.fee_report(first_day=today, last_day=today),
        "open_lines": payments.count_open_lines(),
        "refunds": payments.list_refunds(is_open=True, limit=200),
        "statements": payments.list_statements(limit=5),
    }
    return render(request, "backoffice/finance/index.html", context)


@require_http_methods(["GET", "POST"])
@finance_screen(READ)
def index(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    form = StatementForm()
    if request.method == "POST":
        by.require(RECONCILE)
        form = StatementForm(request.POST, request.FILES)
        if form.is_valid() and (made := _import(request, form)):
            return HttpResponseRedirect(reverse("finance:statement", args=[made.statement_id]))
    page = page_number(request)
    rows = payments.list_statements(limit=PAGE + 1, offset=PAGE * (page - 1))
    context = {
        **header(_("Đối soát"), request, crumb("index", _("Tài chính"))),
        "form": form,
        "statements": rows[:PAGE],
        "next_page": page + 1 if len(rows) > PAGE else None,
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/finance/statements.html", context, status=status)


@require_http_methods(["GET", "POST"])
@finance_screen(READ)
def show(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """A statement's lines; with ``loc=can-xu-ly`` those that need somebody. POST: match the rest,
    if a task that should have was lost."""
    by = actor_from_request(request)
    statement = payments.get_statement(statement_id)
    if request.method == "POST":
        by.require(RECONCILE)
        payments.match_statement(statement_id=statement_id, now=timezone.now(), most=500)
        return HttpResponseRedirect(request.path)
    only_open, page = request.GET.get("loc") == "can-xu-ly", page_number(request)
    rows = payments.list_lines(
        statement_id=statement_id,
        is_open=True if only_open else None,
        limit=PAGE + 1,
        offset=PAGE * (page - 1),
    )
    sums = payments.summarise(statement_id)
    context = {
        **header(statement.name, request, crumb("statements", _("Đối soát"))),
        "statement": statement,
        "only_open": only_open,
        "lines": rows[:PAGE],
        "next_page": page + 1 if len(rows) > PAGE else None,
        "summary": [
            {"state": state, "words": CAUSES.get(cause, cause), "count": count, "total": total}
            for (state, cause), (count, total) in sorted(sums.items())
        ],
    }
    return render(request, "backoffice/finance/statement.html", context)


@require_http_methods(["GET", "POST"])
@finance_screen(READ)
def settle(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One line: what it is, who may be meant, and the deeds."""
    line = payments.get_line(line_id)
    if request.method == "POST":
        try:
            actor_from_request(request).require(RECONCILE)
            return _act(request, line)
        except Forbidden:
            raise
        except DomainError as error:
            return _line(request, line, LineForm(request.POST), error=error)
    return _line(request, line, LineForm())


def _import(request: HttpRequest, form: StatementForm) -> payments.ImportView | None:
    data, given = form.cleaned_data, form.cleaned_data["file"]
    try:
        made = payments.import_statement(
            gateway=data["gateway"],
            name=given.name,
            content=given.read(10 * 1024 * 1024 + 1),
            first_day=data["first_day"],
            last_day=data["last_day"],
            by=actor_from_request(request),
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None
    if made.left:
        match_rest.delay(str(made.statement_id))
    words = ngettext("Đã nhập %(lines)d dòng.", "Đã nhập %(lines)d dòng.", made.lines)
    messages.success(request, words % {"lines": made.lines})
    return made


def _act(request: HttpRequest, line: payments.LineView) -> HttpResponse:
    form, by, now = LineForm(request.POST), actor_from_request(request), timezone.now()
    if not form.is_valid():
        return _line(request, line, form)
    note = form.cleaned_data["note"]
    if request.POST.get("deed") == "assign":
        payments.assign_line(
            line_id=line.id,
            order_reference=form.cleaned_data["order"],
            note=note,
            by=by,
            now=now,
        )
        messages.success(request, _("Đã ghi nhận tiền cho khoản thu."))
    else:
        payments.explain_line(line_id=line.id, note=note, by=by, now=now)
        messages.success(request, _("Đã ghi cách xử lý."))
    address = reverse("finance:statement", args=[line.statement_id])
    return HttpResponseRedirect(f"{address}?loc=can-xu-ly")


def _line(
    request: HttpRequest,
    line: payments.LineView,
    form: LineForm,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    before = {
        "url": reverse("finance:statement", args=[line.statement_id]),
        "label": _("Tệp đối soát"),
    }
    near = payments.list_orders(status="pending", limit=200) if line.may_be_assigned else []
    context = {
        **header(_("Dòng %(number)d") % {"number": line.position}, request, before),
        "line": line,
        "words": CAUSES.get(line.cause, line.cause),
        "form": form,
        "error": error,
        "near": [order for order in near if order.remaining == line.amount][:10],
        "attempts": payments.list_attempts(line.order_id) if line.order_id else [],
    }
    status = error.status if error else 422 if form.errors else 200
    return render(request, "backoffice/finance/line.html", context, status=status)
