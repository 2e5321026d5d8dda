"""Forms on paper: a page made for the printer, and the same as a PDF."""

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.catalogue.api import get_frozen_service, get_service_by_slug
from motcua.files.api import content_response, render_pdf
from motcua.kernel.errors import Forbidden
from motcua.portal.people import actor_of, actor_required
from motcua.portal.runner.drawing import rules_world
from motcua.portal.runner.paper import Sheet, empty_sheet, filled_sheet
from motcua.submissions import api as submissions
from tenants.api import current_tenant

PAPER = "portal/papers/form.typ"
PDF = "application/pdf"
_DAY = 24 * 3600


@require_GET
def empty_form(request: HttpRequest, slug: str) -> HttpResponse:
    """For everybody: to fill in by hand, or to see what will be asked."""
    service = get_service_by_slug(slug)
    sheet = empty_sheet(service.version, get_language() or "vi")
    context = {"sheet": sheet, "service": service}
    return render(request, "runner/print.html", context)


@require_GET
def empty_form_pdf(_request: HttpRequest, slug: str) -> HttpResponse:
    """Set once a day for each version and language: typesetting costs, and anybody may ask."""
    service = get_service_by_slug(slug)
    language = get_language() or "vi"
    key = f"portal.empty_form.{service.version.id}.{language}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = _pdf(empty_sheet(service.version, language))
        cache.set(key, content, _DAY)
    return content_response(content, name=f"to-khai-{slug}.pdf", media_type=PDF)


@actor_required
@require_GET
def form_print(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    sheet = _filled(request, draft_id)
    return render(request, "runner/print.html", {"sheet": sheet, "draft_id": draft_id})


@actor_required
@require_GET
def form_print_pdf(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    content = _pdf(_filled(request, draft_id))
    return content_response(content, name="to-khai.pdf", media_type=PDF)


def _filled(request: HttpRequest, draft_id: UUID) -> Sheet:
    by = actor_of(request)
    if by.kind == "helper":
        raise Forbidden(_("Người giúp không in được tờ khai của người được giúp."))
    draft = submissions.get_draft(draft_id, by=by)
    service = get_frozen_service(draft.version_id)
    return filled_sheet(service, draft.answers, rules_world(draft), get_language() or "vi")


def _pdf(sheet: Sheet) -> bytes:
    given = sheet | {"tenant": current_tenant().name}
    return render_pdf(PAPER, given, made_at=timezone.now())
