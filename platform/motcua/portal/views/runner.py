"""Filling in a form: one topic a page, saved as one goes, checked before it is sent."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from formbuilder.api import (
    Context,
    FieldError,
    communes_of,
    evaluate,
    find_province,
    parse_page,
    present,
    visible_pages,
)
from motcua.catalogue.api import get_frozen_service, get_service_by_slug
from motcua.kernel.i18n import pick
from motcua.portal.people import (
    actor_of,
    actor_required,
    applicant_of,
    applicant_required,
    sign_in_url,
)
from motcua.portal.runner.frame import Place, framed_page, is_plain
from motcua.portal.runner.notes import supplement_notes
from motcua.portal.runner.render import PageState, render_page
from motcua.submissions import api as submissions

AUTOSAVE = "autosave"


@applicant_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Before the first page: what is needed, drafts to go on with, and the button to begin."""
    service = get_service_by_slug(slug)
    applicant = applicant_of(request)
    if applicant.assurance < service.version.document.service.assurance_level:
        level = service.version.document.service.assurance_level
        context = {"service": service, "level": level, "sign_in": sign_in_url(request, level=level)}
        return render(request, "runner/step_up.html", context, status=403)
    if request.method == "POST":
        draft = submissions.start_draft(
            version_id=service.version.id, applicant=applicant, now=timezone.now()
        )
        return HttpResponseRedirect(reverse("form_page", args=[draft.id, draft.page_id]))
    drafts = [
        each
        for each in submissions.list_drafts(applicant_id=applicant.id)
        if each.service_slug == slug
    ]
    return render(request, "runner/start.html", {"service": service, "drafts": drafts})


@actor_required
@require_http_methods(["GET", "POST"])
def form_page(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    by = actor_of(request)
    if request.method == "POST":
        return _save(request, draft_id, page_id, by)
    draft = submissions.get_draft(draft_id, by=by)
    if draft.status != "open":
        return _closed(draft)
    form = get_frozen_service(draft.version_id).compiled_form
    form.page(page_id)
    raw = draft.entered.get(page_id, {})
    errors: tuple[FieldError, ...] = ()
    if raw:
        # The last save of this page had errors: show it as it was typed, and what to mend.
        again = parse_page(form, page_id, raw, {}, draft.answers, context=_context(draft))
        errors = again.errors
    return _show(request, draft, page_id, errors=errors, raw=raw)


def _save(request: HttpRequest, draft_id: UUID, page_id: str, by: Any) -> HttpResponse:
    outcome = submissions.save_page(
        draft_id=draft_id,
        page_id=page_id,
        posted={name: request.POST.getlist(name) for name in request.POST},
        files={name: request.FILES.getlist(name) for name in request.FILES},
        by=by,
        now=timezone.now(),
    )
    if request.headers.get("X-Requested-With") == AUTOSAVE:
        return JsonResponse({"saved_at": outcome.draft.updated_at.isoformat()})
    if "leave" in request.POST:
        return HttpResponseRedirect(reverse("my_cases"))
    if not outcome.errors and "stay" not in request.POST:
        warned = outcome.warnings and "seen_warnings" not in request.POST
        if not warned:
            return _go_on(draft_id, page_id, outcome)
    return _show(
        request,
        outcome.draft,
        page_id,
        errors=() if "stay" in request.POST else outcome.errors,
        warnings=outcome.warnings,
        raw=outcome.entered,
    )


def _go_on(draft_id: UUID, page_id: str, outcome: submissions.PageOutcome) -> HttpResponse:
    if outcome.next_page is None:
        return HttpResponseRedirect(reverse("form_check", args=[draft_id]))
    target = reverse("form_page", args=[draft_id, outcome.next_page])
    # Rows were added or questions appeared: come back to the same place.
    return HttpResponseRedirect(
        target + ("#mc-form-fields" if outcome.next_page == page_id else "")
    )


def _show(
    request: HttpRequest,
    draft: submissions.DraftView,
    page_id: str,
    *,
    errors: tuple[FieldError, ...] = (),
    warnings: tuple[FieldError, ...] = (),
    raw: dict[str, list[str]] | None = None,
) -> HttpResponse:
    service = get_frozen_service(draft.version_id)
    form = service.compiled_form
    evaluation = evaluate(form, draft.answers, _context(draft))
    by = actor_of(request)
    notes = supplement_notes(draft.id, by=by) if draft.is_correction else {}
    state = PageState(
        answers=draft.answers,
        evaluation=evaluation,
        errors=errors,
        warnings=warnings,
        raw=raw or {},
        locked=draft.locked_fields,
        notes=notes,
    )
    walked = visible_pages(form, evaluation)
    position = walked.index(page_id) if page_id in walked else 0
    place = Place(
        version_id=draft.version_id,
        page_id=page_id,
        service_name=pick(service.document.service.name, get_language() or "vi"),
        page_number=position + 1,
        page_count=len(walked),
        previous=walked[position - 1] if position else None,
        is_correction=draft.is_correction,
    )
    fields = render_page(form, str(draft.version_id), page_id, state)
    if not errors and not warnings and is_plain(request):
        page = framed_page(request, place, draft_id=draft.id, person=by, fields=fields)
        return HttpResponse(page)
    context = asdict(place) | {
        "draft": draft,
        "fields": fields,
        "errors": errors,
        "warnings": warnings,
    }
    return render(request, "runner/page.html", context, status=422 if errors else 200)


@actor_required
@require_GET
def correction(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The first page on which something is to be mended."""
    draft = submissions.get_draft(draft_id, by=actor_of(request))
    if draft.status != "open":
        return _closed(draft)
    form = get_frozen_service(draft.version_id).compiled_form
    opened = draft.open_fields or frozenset()
    pages = [page for page in form.pages.values() if any(f.id in opened for f in page.fields)]
    target = pages[0].id if pages else draft.page_id
    return HttpResponseRedirect(reverse("form_page", args=[draft_id, target]))


@actor_required
@require_GET
def form_check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """All answers on one page, each with a link to change it, the fee, and the button to send."""
    by = actor_of(request)
    draft = submissions.get_draft(draft_id, by=by)
    if draft.status != "open":
        return _closed(draft)
    return _show_check(request, draft)


def _show_check(
    request: HttpRequest, draft: submissions.DraftView, status: int = 200
) -> HttpResponse:
    service = get_frozen_service(draft.version_id)
    by = actor_of(request)
    now = timezone.now()
    form = service.compiled_form
    shown = evaluate(form, draft.answers, _context(draft))
    visible = {key: value for key, value in shown.values.items() if value is not None}
    context = {
        "draft": draft,
        "service_name": pick(service.document.service.name, get_language() or "vi"),
        "document": service.document,
        "pages": present(form, visible, get_language() or "vi"),
        "missing": submissions.missing_answers(draft_id=draft.id, by=by, now=now),
        "fees": submissions.fee_preview(draft_id=draft.id, by=by, now=now),
        "idempotency_key": uuid4().hex,
    }
    return render(request, "runner/check.html", context, status=status)


@actor_required
@require_POST
def form_submit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    by = actor_of(request)
    try:
        receipt = submissions.submit_draft(
            draft_id=draft_id,
            idempotency_key=request.POST.get("idempotency_key", ""),
            seen=request.POST.get("seen", ""),
            by=by,
            now=timezone.now(),
        )
    except (submissions.AnswersInvalid, submissions.AnswersChanged):
        draft = submissions.get_draft(draft_id, by=by)
        return _show_check(request, draft, status=422)
    except submissions.DraftClosed:
        return _closed(submissions.get_draft(draft_id, by=by))
    return HttpResponseRedirect(reverse("receipt", args=[receipt.submission_id]))


@actor_required
@require_POST
def form_discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    by = actor_of(request)
    submissions.discard_draft(draft_id=draft_id, by=by, now=timezone.now())
    return HttpResponseRedirect(reverse("my_cases"))


@require_GET
@cache_control(public=True, max_age=86_400)
def communes(_request: HttpRequest, province: str) -> HttpResponse:
    """Communes of a province, for the browser."""
    if find_province(province) is None:
        raise Http404
    return JsonResponse({"communes": [[each.code, each.name] for each in communes_of(province)]})


def _closed(draft: submissions.DraftView) -> HttpResponse:
    """A page of a dossier that was sent (or posted twice) leads to what became of it."""
    if draft.submission_id:
        return HttpResponseRedirect(reverse("receipt", args=[draft.submission_id]))
    return HttpResponseRedirect(reverse("my_cases"))


def _context(draft: submissions.DraftView) -> Context:
    return submissions.context_of(draft.profile, timezone.now())
