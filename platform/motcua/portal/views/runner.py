"""Filling in a form: one topic a page, saved as one goes."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from formbuilder.api import FieldError, communes_of, find_province, parse_page
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.portal.people import actor_of, actor_required, way_out
from motcua.portal.runner.costs import fees_json
from motcua.portal.runner.drawing import Drawn, closed, draw, rules_world
from motcua.portal.runner.frame import framed_page, is_plain
from motcua.portal.runner.quick import form_token, keep_page, quick_key, quick_page
from motcua.submissions import api as submissions

AUTOSAVE = "autosave"


@actor_required
@require_http_methods(["GET", "POST"])
def form_page(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    by = actor_of(request)
    if request.method == "POST":
        return _save(request, draft_id, page_id, by)
    key, mark = quick_key(request, draft_id, page_id, by)
    if mark is not None:
        known = quick_page(request, key)
        if known is not None:
            return known
    return _draw_anew(request, draft_id, page_id, by, key)


def _draw_anew(
    request: HttpRequest, draft_id: UUID, page_id: str, by: Actor, key: Any
) -> HttpResponse:
    draft = submissions.get_draft(draft_id, by=by)
    if draft.status != "open":
        return closed(request, draft)
    form = get_frozen_service(draft.version_id).compiled_form
    form.page(page_id)
    raw = draft.entered.get(page_id, {})
    errors: tuple[FieldError, ...] = ()
    if raw:
        # The last save of this page had errors: show it as it was typed, and what to mend.
        again = parse_page(form, page_id, raw, {}, draft.answers, context=rules_world(draft))
        errors = again.errors
    drawn = draw(draft, page_id, by=by, errors=errors, raw=raw)
    may_keep = not (raw or draft.is_correction) and key is not None
    return _answer(request, drawn, by, keep_as=key if may_keep else None)


def _save(request: HttpRequest, draft_id: UUID, page_id: str, by: Actor) -> HttpResponse:
    is_autosave = request.headers.get("X-Requested-With") == AUTOSAVE
    outcome = submissions.save_page(
        draft_id=draft_id,
        page_id=page_id,
        posted={name: request.POST.getlist(name) for name in request.POST},
        files={name: request.FILES.getlist(name) for name in request.FILES},
        by=by,
        now=timezone.now(),
        quiet=is_autosave or "leave" in request.POST or "reuse" in request.POST,
    )
    if is_autosave:
        return JsonResponse({"saved_at": outcome.draft.updated_at.isoformat()})
    if "leave" in request.POST:
        return HttpResponseRedirect(way_out(request))
    if "reuse" in request.POST:
        asked = urlencode({"muc": request.POST["reuse"][:250]})
        return HttpResponseRedirect(f"{reverse('use_paper', args=[draft_id])}?{asked}")
    if not outcome.errors and "stay" not in request.POST:
        warned = outcome.warnings and "seen_warnings" not in request.POST
        if not warned:
            return _go_on(draft_id, page_id, outcome)
    drawn = draw(
        outcome.draft,
        page_id,
        by=by,
        errors=() if "stay" in request.POST else outcome.errors,
        warnings=outcome.warnings,
        raw=outcome.entered,
    )
    return _answer(request, drawn, by)


def _go_on(draft_id: UUID, page_id: str, outcome: submissions.PageOutcome) -> HttpResponse:
    if outcome.next_page is None:
        return HttpResponseRedirect(reverse("form_check", args=[draft_id]))
    target = reverse("form_page", args=[draft_id, outcome.next_page])
    # Rows were added or questions appeared: come back to the same place.
    return HttpResponseRedirect(
        target + ("#mc-form-fields" if outcome.next_page == page_id else "")
    )


def _answer(request: HttpRequest, drawn: Drawn, by: Actor, *, keep_as: Any = None) -> HttpResponse:
    if drawn.is_calm and is_plain(request):
        page = framed_page(
            request, drawn.place, draft_id=drawn.draft.id, person=by, inside=drawn.inside
        )
        if keep_as is not None:
            keep_page(keep_as, page)
        return HttpResponse(form_token(request).join(page.texts))
    context = asdict(drawn.place) | {
        "draft": drawn.draft,
        "inside": drawn.inside,
        "errors": drawn.errors,
        "warnings": drawn.warnings,
        "fees_json": mark_safe(fees_json(drawn.draft.version_id)),  # noqa: S308 -- by safe_json
    }
    return render(request, "runner/page.html", context, status=422 if drawn.errors else 200)


@actor_required
@require_GET
def correction(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The first page on which something is to be mended."""
    draft = submissions.get_draft(draft_id, by=actor_of(request))
    if draft.status != "open":
        return closed(request, draft)
    form = get_frozen_service(draft.version_id).compiled_form
    opened = draft.open_fields or frozenset()
    pages = [page for page in form.pages.values() if any(f.id in opened for f in page.fields)]
    target = pages[0].id if pages else draft.page_id
    return HttpResponseRedirect(reverse("form_page", args=[draft_id, target]))


@actor_required
@require_POST
def form_discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    by = actor_of(request)
    submissions.discard_draft(draft_id=draft_id, by=by, now=timezone.now())
    return HttpResponseRedirect(way_out(request))


@require_GET
@cache_control(public=True, max_age=86_400)
def communes(_request: HttpRequest, province: str) -> HttpResponse:
    """Communes of a province, for the browser."""
    if find_province(province) is None:
        raise Http404
    return JsonResponse({"communes": [[each.code, each.name] for each in communes_of(province)]})
