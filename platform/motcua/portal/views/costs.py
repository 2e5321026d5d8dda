"""What it would cost and when it would be done, as the answers on the page stand now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from formbuilder.api import parse_page
from motcua.catalogue.api import FeeLine, get_frozen_service
from motcua.kernel.i18n import pick
from motcua.portal.people import actor_of, actor_required
from motcua.portal.runner.costs import promised, total_in_words
from motcua.portal.runner.drawing import rules_world
from motcua.portal.service_facts import term_in_words
from motcua.submissions import api as submissions


@actor_required
@require_POST
def cost_preview(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    """Takes the inputs of a page and stores nothing."""
    draft = submissions.get_draft(draft_id, by=actor_of(request))
    service, now = get_frozen_service(draft.version_id), timezone.now()
    posted = {name: request.POST.getlist(name) for name in request.POST}
    parsed = parse_page(
        service.compiled_form, page_id, posted, {}, draft.answers, context=rules_world(draft)
    )
    quoted = submissions.fees_of(draft, now=now, answers=parsed.answers)
    times = promised(service, now)
    return JsonResponse(
        {
            "total": total_in_words(quoted),
            "total_minor": quoted.total.minor,
            "currency": quoted.total.currency,
            "is_complete": quoted.is_complete,
            "lines": [_line(line) for line in quoted.lines],
            "term": term_in_words(service.document, "online"),
            "received_by": times["received_by"].isoformat(),
            "due_by": times["due_by"] and times["due_by"].isoformat(),
            "due_words": times["due_by"] and date_format(times["due_by"], "H:i d/m/Y"),
        }
    )


def _line(line: FeeLine) -> dict[str, object]:
    language = get_language() or "vi"
    return {
        "name": pick(line.name, language),
        "amount": line.amount.display(),
        "quantity": line.quantity,
        "waived": pick(line.waiver.reason, language) if line.waiver else "",
    }
