"""What people answered: sums, groups compared, words to be read, files."""

import tempfile
from typing import IO, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.requests_desk import act, chosen_part, unknown_deed
from motcua.backoffice.surveys.views import crumbs, header, screen
from motcua.identity.api import actor_from_request
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, Invalid
from motcua.kernel.i18n import pick
from motcua.kernel.spreadsheets import csv_text, guarded
from motcua.surveys import api as surveys

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY: Final = 8_000_000


@require_http_methods(["GET", "POST"])
@screen(surveys.Permission.READ)
def results(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    if request.method == "POST":
        _publish(request, survey_id, by)
        return HttpResponseRedirect(request.path)
    found = surveys.get_survey(survey_id, by=by, now=now)
    group_by = request.GET.get("theo", "")[:64]
    told = surveys.results_of(survey_id, group_by=group_by, by=by, now=now)
    language = get_language() or "vi"
    context = {
        **header(_("Kết quả"), *crumbs(found)),
        "found": found,
        "told": told,
        "group_by": group_by,
        "groups": [(key, pick(label, language)) for key, label in told.groupable],
        "least": surveys.LEAST_SHOWN,
        "may_publish": by.may(surveys.Permission.PUBLISH),
    }
    return render(request, "backoffice/surveys/results.html", context)


@require_GET
@screen(surveys.Permission.READ)
def export_csv(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    headings, lines = _table(request, survey_id)
    reply = HttpResponse(csv_text([headings, *lines]), content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = 'attachment; filename="khao-sat.csv"'
    return reply


@require_GET
@screen(surveys.Permission.READ)
def export_xlsx(request: HttpRequest, survey_id: UUID) -> HttpResponseBase:
    headings, lines = _table(request, survey_id)
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Khảo sát"))
    sheet.append([guarded(each) for each in headings])
    for line in lines:
        sheet.append([guarded(each) for each in line])
    target: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed by the response
    book.save(target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename="khao-sat.xlsx", content_type=_XLSX)


@require_GET
@screen(surveys.Permission.READ)
def texts(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    found = surveys.get_survey(survey_id, by=by, now=timezone.now())
    states = dict(surveys.TextState.choices)
    part = chosen_part(request, states, page_size=surveys.TEXTS_A_PAGE)
    told = surveys.list_texts(survey_id, state=part.state, by=by, offset=part.offset)
    context = {
        **header(_("Ý kiến viết ra"), *crumbs(found)),
        **part.on_page(told.total),
        "found": found,
        "told": told,
        "may_publish": by.may(surveys.Permission.PUBLISH),
    }
    return render(request, "backoffice/surveys/texts.html", context)


@require_POST
@screen(surveys.Permission.PUBLISH)
def settle(request: HttpRequest, survey_id: UUID, text_id: UUID) -> HttpResponse:
    then = reverse("surveys_desk:texts", args=[survey_id])
    told = act(request, lambda: _settle(request, survey_id, text_id), then=then)
    return told or HttpResponseRedirect(then)


def _settle(request: HttpRequest, survey_id: UUID, text_id: UUID) -> str:
    deed = request.POST.get("deed")
    if deed not in ("publish", "hide"):
        raise unknown_deed()
    surveys.settle_text(
        survey_id=survey_id,
        text_id=text_id,
        publish=deed == "publish",
        reason=request.POST.get("reason", "").replace("\x00", ""),
        by=actor_from_request(request),
        now=timezone.now(),
    )
    if deed == "publish":
        return _("Sẽ hiện khi công bố kết quả.")
    return _("Không công khai ý kiến này.")


def _publish(request: HttpRequest, survey_id: UUID, by: Actor) -> None:
    which: dict[str, Any] = {"survey_id": survey_id, "by": by, "now": timezone.now()}
    try:
        if request.POST.get("deed") == "withdraw":
            surveys.withdraw_results(**which)
            messages.success(request, _("Đã gỡ kết quả khỏi cổng."))
        elif request.POST.get("deed") == "publish":
            surveys.publish_results(**which)
            messages.success(request, _("Đã công bố kết quả trên cổng."))
        else:
            raise unknown_deed()
    except (Invalid, Conflict, surveys.ResultsWithheld) as error:
        messages.error(request, error.message)


def _table(request: HttpRequest, survey_id: UUID) -> Any:
    """Every taking away of single answers is in the survey's history."""
    by, now = actor_from_request(request), timezone.now()
    found = surveys.export_table(survey_id, language=get_language() or "vi", by=by, now=now)
    audit.record(action="survey.exported", subject=f"survey:{survey_id}", by=by, at=now, data={})
    return found
