"""Looking everything over, and sending it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from formbuilder.api import evaluate, visible_pages
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.kernel.i18n import pick
from motcua.mandates.api import MandateOver
from motcua.portal.people import actor_of, actor_required, way_out
from motcua.portal.runner.checking import Missing, check_markup
from motcua.portal.runner.drawing import closed, rules_world
from motcua.portal.runner.frame import CheckPlace, framed_page, is_plain
from motcua.portal.runner.quick import form_token
from motcua.portal.views.parties import parties_markup
from motcua.submissions import api as submissions


@actor_required
@require_GET
def form_check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """All answers on one page, each with a link to change it, the fee, and the button to send."""
    draft = submissions.get_draft(draft_id, by=actor_of(request))
    return closed(request, draft) if draft.status != "open" else _show(request, draft)


def _show(request: HttpRequest, draft: submissions.DraftView, status: int = 200) -> HttpResponse:
    service, now = get_frozen_service(draft.version_id), timezone.now()
    missing = submissions.missing_in(draft, now=now)
    inside = check_markup(draft, service, missing, now=now)
    if actor_of(request).kind != "helper":
        inside["rows"] += parties_markup(draft, service.document)
    inside |= {
        "key": uuid4().hex,
        "seen": escape(draft.digest),
    }
    place = _place(draft, service, missing)
    if not is_plain(request):
        context = {
            "inside": inside,
            "draft": draft,
            "page_id": place.page_id,
            "service_name": place.service_name,
            "is_complete": place.is_complete,
        }
        return render(request, CheckPlace.template, context, status=status)
    by = actor_of(request)
    page = framed_page(request, place, draft_id=draft.id, person=by, inside=inside)
    return HttpResponse(form_token(request).join(page.texts), status=status)


def _place(draft: submissions.DraftView, service: FrozenService, missing: Missing) -> CheckPlace:
    form = service.compiled_form
    walked = visible_pages(form, evaluate(form, draft.answers, rules_world(draft)))
    return CheckPlace(
        version_id=draft.version_id,
        page_id=walked[-1] if walked else form.page_ids[0],
        service_name=pick(service.document.service.name, get_language() or "vi"),
        is_complete=not missing,
        is_correction=draft.is_correction,
    )


@actor_required
@require_POST
def form_submit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    by = actor_of(request)
    if by.kind == "staff":
        # The citizen's word comes first, and it is taken at the counter.
        return HttpResponseRedirect(way_out(request))
    if by.kind == "helper":
        sitting = submissions.find_open_assistance(draft_id, by=by)
        here = reverse("helping_confirm", args=[sitting.id]) if sitting else way_out(request)
        return HttpResponseRedirect(here)
    try:
        receipt = submissions.submit_draft(
            draft_id=draft_id,
            idempotency_key=request.POST.get("idempotency_key", ""),
            seen=request.POST.get("seen", ""),
            by=by,
            now=timezone.now(),
        )
    except (submissions.AnswersInvalid, submissions.AnswersChanged):
        return _show(request, submissions.get_draft(draft_id, by=by), status=422)
    except MandateOver as error:
        messages.warning(request, error.message)
        return HttpResponseRedirect(reverse("form_parties", args=[draft_id]))
    except submissions.DraftClosed:
        return closed(request, submissions.get_draft(draft_id, by=by))
    return HttpResponseRedirect(reverse("receipt", args=[receipt.submission_id]))
