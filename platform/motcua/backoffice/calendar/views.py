"""Working hours, days off and make-up days of the tenant or of one unit, a year at a time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.calendar.forms import WEEKDAYS, DayForm, DueForm, ImportForm, WeekForm
from motcua.backoffice.calendar.shell import (
    CONFIGURE,
    Place,
    calendar_screen,
    header,
    place_of,
)
from motcua.identity.api import actor_from_request, list_agencies
from motcua.kernel.errors import DomainError
from motcua.workflow import api as workflow


@calendar_screen(changes=False)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    place = place_of(request)
    asked = "received_on" in request.GET
    due = DueForm(request.GET if asked else None, initial=_now(place))
    return _screen(request, place, due_form=due)


@calendar_screen(changes=True)
@require_POST
def set_week(request: HttpRequest) -> HttpResponse:
    place, form = place_of(request), WeekForm(request.POST)

    def save() -> None:
        workflow.set_working_week(
            week=form.week,
            follows_official_days=form.cleaned_data["follows_official_days"],
            **_who(request, place),
        )

    return _saved(request, place, form, save, name="week_form")


@calendar_screen(changes=True)
@require_POST
def set_day(request: HttpRequest) -> HttpResponse:
    place, form = place_of(request), DayForm(request.POST)

    def save() -> None:
        workflow.set_calendar_day(**form.cleaned_data, **_who(request, place))

    return _saved(request, place, form, save, name="day_form")


@calendar_screen(changes=True)
@require_POST
def clear_day(request: HttpRequest) -> HttpResponse:
    """The week and the official list decide about the day again."""
    place, form = place_of(request), DayForm({"day": request.POST.get("day", ""), "kind": "off"})

    def save() -> None:
        workflow.clear_calendar_day(day=form.cleaned_data["day"], **_who(request, place))

    return _saved(request, place, form, save, name="day_form")


@calendar_screen(changes=True)
@require_POST
def follow_tenant(request: HttpRequest) -> HttpResponse:
    place = place_of(request)
    if place.agency is not None:
        workflow.drop_agency_calendar(
            agency_id=place.agency.id, by=actor_from_request(request), now=timezone.now()
        )
        messages.success(request, _("Đơn vị này theo lịch chung của cơ quan."))
    return HttpResponseRedirect(place.address)


@calendar_screen(changes=True)
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """The yearly list as lines: read, looked at, then taken in as a whole."""
    place = place_of(request)
    if request.method == "GET":
        return _import_screen(request, place, ImportForm(initial=_official(place.year)))
    form = ImportForm(request.POST)
    lines, faults = workflow.read_day_lines(request.POST.get("lines", "")[:40_000])
    if not form.is_valid() or faults or "look" in request.POST:
        status = 422 if faults or not form.is_valid() else 200
        context = {"lines": lines, "faults": faults, "looked": status == 200}
        return _import_screen(request, place, form, status=status, **context)
    year = place.year if form.cleaned_data["replace"] else None
    try:
        count = workflow.import_calendar_days(
            lines=lines, replace_year=year, **_who(request, place)
        )
    except DomainError as error:
        form.add_error("lines", error.message)
        return _import_screen(request, place, form, status=422, lines=lines)
    messages.success(request, _("Đã nhập %(count)d ngày.") % {"count": count})
    return HttpResponseRedirect(place.address)


def _saved(
    request: HttpRequest, place: Place, form: Any, save: Callable[[], None], *, name: str
) -> HttpResponse:
    if form.is_valid():
        try:
            save()
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã lưu. Hạn đã hẹn không đổi; hạn mới theo lịch này."))
            return HttpResponseRedirect(place.address)
    return _screen(request, place, status=422, **{name: form})


def _screen(
    request: HttpRequest,
    place: Place,
    *,
    status: int = 200,
    week_form: WeekForm | None = None,
    day_form: DayForm | None = None,
    due_form: DueForm | None = None,
) -> HttpResponse:
    view = workflow.get_calendar(place.agency_id)
    due = due_form or DueForm(initial=_now(place))
    own = workflow.agencies_with_calendar()
    context = {
        **header(_("Lịch làm việc")),
        "place": place,
        "view": view,
        "agencies": [(each, each.id in own) for each in list_agencies()],
        "may_change": actor_from_request(request).may(CONFIGURE),
        "week_form": week_form or WeekForm(initial=_week(view)),
        "day_form": day_form or DayForm(),
        "due_form": due,
        "answer": _answer(due, place.agency_id),
        "warnings": workflow.check_calendar(place.year, place.agency_id),
        "months": _months(place),
        "weekdays": WEEKDAYS,
        "days": workflow.list_calendar_days(place.year, place.agency_id),
        "before": place.in_year(place.year - 1),
        "after": place.in_year(place.year + 1),
    }
    if due.is_bound and due.errors:
        status = 422
    return render(request, "backoffice/calendar/index.html", context, status=status)


def _import_screen(
    request: HttpRequest, place: Place, form: ImportForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    crumb = {"url": place.address, "label": _("Lịch làm việc")}
    title = _("Nhập ngày nghỉ, ngày làm bù năm %(year)d") % {"year": place.year}
    context = {**header(title, crumb), "place": place, "form": form, **more}
    return render(request, "backoffice/calendar/take_in.html", context, status=status)


def _answer(form: DueForm, agency_id: UUID | None) -> workflow.DueAnswer | None:
    if not form.is_bound or not form.is_valid():
        return None
    zone = workflow.tenant_calendar(agency_id).zone
    chosen = form.cleaned_data
    received = datetime.combine(chosen["received_on"], chosen["received_time"], tzinfo=zone)
    try:
        return workflow.answer_due(form.rule(), received_at=received, agency_id=agency_id)
    except DomainError as error:
        form.add_error(None, error.message)
        return None


def _months(place: Place) -> list[dict[str, Any]]:
    """Each month as weeks of seven cells, empty ones before the first and after the last."""
    pictured = []
    for marks in workflow.picture_year(place.year, place.agency_id):
        first = marks[0].day
        cells: list[workflow.DayMark | None] = [None] * first.weekday() + [*marks]
        cells += [None] * (-len(cells) % 7)
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        pictured.append({"number": first.month, "weeks": weeks})
    return pictured


def _official(year: int) -> dict[str, str]:
    words = {"off": "nghỉ", "working": "làm bù"}
    lines = [
        f"{line.day:%d/%m/%Y}; {words[line.kind]}; {line.name}"
        for line in workflow.official_lines(year)
    ]
    return {"lines": "\n".join(lines)}


def _week(view: workflow.CalendarView) -> dict[str, Any]:
    days = {f"day_{number}": plan for number, plan in enumerate(view.week)}
    return {**days, "follows_official_days": view.follows_official_days}


def _now(place: Place) -> dict[str, Any]:
    local = timezone.now().astimezone(workflow.tenant_calendar(place.agency_id).zone)
    return {"received_on": local.date(), "received_time": local.time().replace(microsecond=0)}


def _who(request: HttpRequest, place: Place) -> dict[str, Any]:
    by = actor_from_request(request)
    return {"by": by, "now": timezone.now(), "agency_id": place.agency_id}
