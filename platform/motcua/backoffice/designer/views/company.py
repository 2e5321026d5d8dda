"""Working on a draft together: who has it open just now, and how far it has got."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from motcua.backoffice.designer.posted import json_endpoint, read_body, read_text
from motcua.backoffice.designer.presence import note_presence
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request


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
