"""What people looked for in vain: one click makes it lead somewhere."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.catalogue.finding.api import (
    add_synonym,
    dismiss_empty_search,
    find_services,
    list_empty_searches,
)
from motcua.identity.api import actor_from_request
from motcua.kernel.i18n import pick
from motcua.portal.desk.shell import EDIT, header, screen_for


@screen_for(*EDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    rows = []
    for search in list_empty_searches(limit=50):
        # What comes nearest is proposed; the search may find something by now.
        near = find_services(search.words, limit=1)
        first = pick(near.items[0].name) if near.items else ""
        rows.append({"search": search, "proposal": first, "found_now": not near.loose and first})
    context = {**header(_("Tìm không thấy"), "search"), "rows": rows}
    return render(request, "desk/searches.html", context)


@screen_for(*EDIT)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    said, meant = request.POST.get("said", ""), request.POST.get("meant", "")
    try:
        add_synonym(said=said, meant=meant, by=actor_from_request(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("Từ nay gõ “%(said)s” sẽ tìm như “%(meant)s”.")
        messages.success(request, told % {"said": said, "meant": meant})
    return HttpResponseRedirect(reverse("portal_desk:searches"))


@screen_for(*EDIT)
@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    dismiss_empty_search(words=request.POST.get("words", "")[:80], by=actor_from_request(request))
    return HttpResponseRedirect(reverse("portal_desk:searches"))
