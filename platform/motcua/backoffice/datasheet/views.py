"""The data sheet's screens: a table of answers, its exports, one column as a chart."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.backoffice.datasheet.access import require_sheet
from motcua.backoffice.datasheet.charts import WIDTH, count_column
from motcua.backoffice.datasheet.exports import MAX_ROWS, csv_lines, heading, write_xlsx
from motcua.backoffice.datasheet.table import MAX_SCANNED, PAGE_SIZE, look, matching_rows
from motcua.backoffice.datasheet.wishes import (
    MAX_CONDITIONS,
    OPERATORS,
    Wish,
    narrowed,
    read_wish,
)
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.api import STATE_NAMES, Permission, columns_hidden_from
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.privacy.api import noted, record_export

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ColumnMissing(NotFound):
    code = "column_missing"


@require_GET
@staff_screen
def index(request: HttpRequest) -> HttpResponse:
    """Services that have a table."""
    by = actor_from_request(request)
    require_sheet(by)
    query = request.GET.get("q", "")[:200]
    context = {
        **header(_("Bảng dữ liệu"), icon="table"),
        "query": query,
        "found": catalogue.list_answered(query),
    }
    return render(request, "backoffice/datasheet/index.html", context)


@require_GET
@staff_screen
def sheet(request: HttpRequest, service_id: UUID) -> HttpResponse:
    asked = _asked(request, service_id)
    wish = asked.wish
    found = look(wish, by=asked.by)
    _note(asked.by, service_id, "sheet_read", wish.personal, wish)
    if wish.personal:
        seen = [line.row.case_id for line in found.lines]
        now = timezone.now()
        record_export(seen, what="sheet", by=asked.by, now=now, service_name=asked.name)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        **header(asked.name, _crumb(), icon="table"),
        "service_id": service_id,
        "whole": asked.whole,
        "all_columns": asked.whole.columns,
        "hidden_count": asked.hidden_count,
        "wish": wish,
        "shown_ids": {each.id for each in wish.columns},
        "headings": [heading(each) for each in wish.columns],
        "found": found,
        "most_scanned": MAX_SCANNED,
        "most_in_workbook": MAX_ROWS,
        "page": Paginator(range(found.total), PAGE_SIZE).get_page(wish.page),
        "states": [(str(key.value), label) for key, label in STATE_NAMES.items()],
        "chosen_states": request.GET.getlist("trang_thai"),
        "operators": OPERATORS.items(),
        "rows": _condition_rows(request),
        "query": query.urlencode(),
    }
    return render(request, "backoffice/datasheet/sheet.html", context)


@require_GET
@staff_screen
def export(request: HttpRequest, service_id: UUID) -> HttpResponseBase:
    """``dang=csv`` or ``xlsx``; ``bang`` names a group for CSV. Every export is in the audit."""
    asked = _asked(request, service_id)
    wish, groups = asked.wish, asked.whole.groups
    group = next((each for each in groups if each.id == request.GET.get("bang")), None)
    kind = "xlsx" if request.GET.get("dang") == "xlsx" else "csv"
    told = [*wish.personal, *(one for each in groups for one in each.columns if one.is_personal)]
    _note(asked.by, service_id, "sheet_exported", told, wish, kind=kind)
    rows = noted(
        matching_rows(wish, by=asked.by),
        what="file",
        by=asked.by,
        now=timezone.now(),
        service_name=asked.name,
    )
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    name = f"bang-du-lieu-{stamp}.{kind}"
    if kind == "xlsx":
        book = write_xlsx(rows, wish.columns, groups)
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
    lines = csv_lines(rows, wish.columns, group)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@staff_screen
def chart(request: HttpRequest, service_id: UUID) -> HttpResponse:
    asked = _asked(request, service_id)
    wish, column = asked.wish, asked.whole.column(request.GET.get("bieu_do", ""))
    if column is None:
        raise ColumnMissing(_("Không có cột này, hoặc bạn không được xem."))
    _note(asked.by, service_id, "sheet_read", [column] if column.is_personal else [], wish)
    bars = count_column(matching_rows(wish, by=asked.by, limit=MAX_SCANNED), column)
    back = {"url": reverse("datasheet:sheet", args=[service_id]), "label": asked.name}
    context = {
        **header(column.label, _crumb(), back, icon="table"),
        "service_id": service_id,
        "column": column,
        "bars": bars,
        "width": WIDTH,
        "most_scanned": MAX_SCANNED,
        "query": request.GET.urlencode(),
    }
    return render(request, "backoffice/datasheet/chart.html", context)


@dataclass(frozen=True, slots=True)
class _Asked:
    """``whole`` is the table as the reader may see it; ``hidden_count`` is what is left out."""

    by: Actor
    name: str
    whole: catalogue.AnswerSheet
    hidden_count: int
    wish: Wish


def _asked(request: HttpRequest, service_id: UUID) -> _Asked:
    by = actor_from_request(request)
    require_sheet(by)
    name = catalogue.name_of_service(service_id)
    every, versions = catalogue.get_sheet(service_id)
    whole = narrowed(
        every,
        hidden=columns_hidden_from(by, versions),
        with_personal=by.may(Permission.READ_PERSONAL),
    )
    left_out = len(every.columns) - len(whole.columns)
    return _Asked(by, name, whole, left_out, read_wish(request.GET, service_id, whole.columns))


def _note(by: Actor, service_id: UUID, action: str, columns: Any, wish: Wish, **more: Any) -> None:
    """Every export, and every look at personal columns: who, when, which; never the answers."""
    personal = list(dict.fromkeys(each.id for each in columns))
    if not personal and action == "sheet_read":
        return
    data = {
        "personal_columns": personal,
        "columns": [each.id for each in wish.columns],
        "from": wish.from_day.isoformat() if wish.from_day else None,
        "until": wish.until_day.isoformat() if wish.until_day else None,
        **more,
    }
    subject = f"datasheet:{service_id}"
    audit.record(action=f"casework.{action}", subject=subject, by=by, at=timezone.now(), data=data)


def _condition_rows(request: HttpRequest) -> list[tuple[int, str, str, str]]:
    return [
        (
            number,
            request.GET.get(f"loc{number}", ""),
            request.GET.get(f"phep{number}", "co"),
            request.GET.get(f"gia_tri{number}", "")[:200],
        )
        for number in range(1, MAX_CONDITIONS + 1)
    ]


def _crumb() -> dict[str, str]:
    return {"url": reverse("datasheet:index"), "label": _("Bảng dữ liệu")}
