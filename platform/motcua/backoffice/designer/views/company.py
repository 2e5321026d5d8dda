"""Who and what else there is: people who have the draft open just now, other services."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from motcua.backoffice.designer.posted import json_endpoint, read_body, read_text
from motcua.backoffice.designer.presence import note_presence
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.i18n import pick

_MOST_SERVICES: Final = 100


@json_endpoint("POST")
def presence(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """``talk_stamp`` changes whenever somebody has commented, so comments are read only then."""
    by = actor_from_request(request)
    found = catalogue.get_revision(service_id, by=by)
    data = read_body(request)
    others = note_presence(
        service_id,
        window=read_text(data, "me")[:40],
        name=by.name,
        place=read_text(data, "place")[:80],
    )
    stamp = f"{found.last_said_at}|{found.last_settled_at}"
    return JsonResponse({"revision": found.revision, "others": others, "talk_stamp": stamp})


@json_endpoint("GET")
def services(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Published services whose names hold all words of ``?tim=``, for groups of procedures."""
    draft = catalogue.get_draft(service_id, by=actor_from_request(request))
    found = catalogue.list_published(request.GET.get("tim", "")[:200], limit=_MOST_SERVICES)
    others = [each for each in found.items if each.slug != draft.slug]
    members = [each.service_slug for each in draft.document.execution.group]
    return JsonResponse(
        {
            "services": [{"slug": each.slug, "name": pick(each.name)} for each in others],
            "total": found.total - len(found.items) + len(others),
            "names": catalogue.service_names(members),
        }
    )
