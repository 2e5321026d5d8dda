"""What a browser asks for while a form is filled in: former divisions, entries of a list."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from formbuilder.api import districts_of, find_commune, old_communes_of
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.i18n import pick
from motcua.portal.people import actor_of, actor_required
from motcua.submissions import api as submissions


@require_GET
@cache_control(public=True, max_age=86_400)
def old_places(request: HttpRequest) -> HttpResponse:
    """Districts of a former province, or communes of a former district with their successors."""
    province, district = request.GET.get("tinh", ""), request.GET.get("huyen", "")
    if district:
        return JsonResponse(
            {
                "places": [
                    [each.code, each.name, _successors(each.successors)]
                    for each in old_communes_of(district[:10])
                ]
            }
        )
    return JsonResponse(
        {"places": [[each.code, each.name, []] for each in districts_of(province[:10])]}
    )


def _successors(codes: tuple[str, ...]) -> list[list[str]]:
    return [[place.code, place.name] for code in codes if (place := find_commune(code))]


@actor_required
@require_GET
def search_list(request: HttpRequest, draft_id: UUID, field_id: str) -> HttpResponse:
    """Entries of the list a question looks into, as the draft's version is bound to it."""
    draft = submissions.get_draft(draft_id, by=actor_of(request))
    item = get_frozen_service(draft.version_id).compiled_form.fields.get(field_id)
    reference = getattr(item.settings, "reference", None) if item else None
    if reference is None:
        raise Http404
    language = get_language() or "vi"
    found = reference.search(request.GET.get("q", "")[:200], timezone.localdate())
    return JsonResponse(
        {"rows": [[row.code, pick(row.label, language), dict(row.cells)] for row in found]}
    )
