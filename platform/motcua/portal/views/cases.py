"""The applicant's own dossiers: where each is, who holds it, and what to do now."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.appointments import api as appointments
from motcua.casework import api as casework
from motcua.files.api import (
    StoredFileView,
    get_file,
    let_read_files,
    require_file,
    show_file,
)
from motcua.identity.api import applicant_actor
from motcua.kernel.paging import page_number
from motcua.portal.people import applicant_of, applicant_required
from motcua.ratings import api as ratings
from motcua.submissions.api import list_drafts
from tenants.api import platform_url

PAGE_SIZE = 20


def is_paid(case: casework.CaseView) -> bool:
    return case.row.fee_state == casework.FeeState.PAID


@applicant_required
@require_GET
def my_cases(request: HttpRequest) -> HttpResponse:
    applicant = applicant_of(request)
    # Dossiers others filed for this person appear once their number is proven.
    casework.link_owned(applicant=applicant, now=timezone.now())
    page = page_number(request)
    found = casework.list_for_applicant(
        by=applicant_actor(applicant),
        now=timezone.now(),
        limit=PAGE_SIZE,
        offset=(page - 1) * PAGE_SIZE,
    )
    context = {
        "found": found,
        "drafts": list_drafts(applicant_id=applicant.id) if page == 1 else [],
        "appointments": appointments.list_own(applicant.id, now=timezone.now()),
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * PAGE_SIZE < found.total else None,
        "everywhere": platform_url(reverse("all_dossiers", urlconf=settings.PUBLIC_SCHEMA_URLCONF)),
    }
    return render(request, "cases/list.html", context)


@applicant_required
@require_GET
def my_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = applicant_actor(applicant_of(request))
    case = casework.get_case(case_id, by=by, now=timezone.now())
    context = {
        "case": case,
        "is_submitter": case.applicant_id == by.id,
        "mending": next((each for each in case.mendings if each.is_open), None),
        "unread_letters": casework.count_unread_letters(case_id, by=by),
        "timeline": list(reversed(casework.timeline(case_id, by=by))),
        "may_rate": ratings.may_rate(case_id, by=by, now=timezone.now()),
        "takes_appointments": appointments.takes_appointments(),
        "can_withdraw": not case.row.state.is_final and case.row.finished_at is None,
    }
    return render(request, "cases/case.html", context)


@applicant_required
@require_GET
def answer_supplement(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Into the draft in which only what was asked for is open."""
    by = applicant_actor(applicant_of(request))
    case = casework.get_case(case_id, by=by, now=timezone.now())
    asked = case.open_supplement
    if asked is None or asked.correction_id is None:
        return HttpResponseRedirect(reverse("my_case", args=[case_id]))
    return HttpResponseRedirect(reverse("form_correction", args=[asked.correction_id]))


@applicant_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = applicant_actor(applicant_of(request))
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:1000].replace("\x00", "")
        casework.withdraw_case(case_id=case_id, by=by, now=timezone.now(), reason=reason)
        return HttpResponseRedirect(reverse("my_case", args=[case_id]))
    case = casework.get_case(case_id, by=by, now=timezone.now())
    return render(request, "cases/withdraw.html", {"case": case, "is_paid": is_paid(case)})


@applicant_required
@require_POST
def confirm_step(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = applicant_actor(applicant_of(request))
    try:
        item = UUID(request.POST.get("item", ""))
    except ValueError:
        raise Http404 from None
    casework.answer_step(
        work_item_id=item,
        outcome=request.POST.get("outcome", "")[:100],
        note=request.POST.get("note", "")[:1000].replace("\x00", ""),
        by=by,
        now=timezone.now(),
    )
    return HttpResponseRedirect(reverse("my_case", args=[case_id]))


@applicant_required
@require_POST
def answer_mending(request: HttpRequest, case_id: UUID, mending_id: UUID) -> HttpResponse:
    """Agree to an officer's correction of an answer, or keep the old one."""
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    if request.POST.get("answer") == "agree":
        casework.confirm_mending(mending_id=mending_id, by=by, now=now)
    else:
        note = request.POST.get("note", "")[:1000].replace("\x00", "")
        casework.refuse_mending(mending_id=mending_id, by=by, now=now, note=note)
    return HttpResponseRedirect(reverse("my_case", args=[case_id]))


@applicant_required
@require_GET
def case_file(request: HttpRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file of the dossier, for its owner as well as for who sent it."""
    by = applicant_actor(applicant_of(request))
    case = casework.get_case(case_id, by=by, now=timezone.now())
    if all(each.file_id != file_id for each in case.files):
        raise Http404
    require_file(by, file_id)
    return _shown(request, case_id, get_file(file_id))


@applicant_required
@require_GET
def paper(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponseBase:
    by = applicant_actor(applicant_of(request))
    case = casework.get_case(case_id, by=by, now=timezone.now())
    found: Any = next((each for each in case.papers if each.id == paper_id), None)
    if found is None or found.file_id is None:
        raise Http404
    require_file(by, found.file_id)
    return _shown(request, case_id, get_file(found.file_id))


def _shown(request: HttpRequest, case_id: UUID, stored: StoredFileView) -> HttpResponseBase:
    """The file; with ``?xem=1`` a PDF stands in a page of ours, which fetches it from here."""
    if "xem" not in request.GET or stored.media_type != "application/pdf":
        return show_file(stored)
    context = {
        "name": stored.name,
        "source": request.path,
        "back": reverse("my_case", args=[case_id]),
    }
    return let_read_files(render(request, "cases/pdf.html", context))
