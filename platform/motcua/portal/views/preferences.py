"""How an applicant wants to be told: channels, language, one mail a day, this browser."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.notifications import api as notifications
from motcua.portal.people import applicant_of, applicant_required
from motcua.surveys import api as surveys

_LONGEST_BODY = 8 * 1024


@applicant_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    applicant = applicant_of(request)
    shown = notifications.get_preferences(applicant.id)
    if request.method == "POST":
        wanted = set(request.POST.getlist("channels"))
        off = {each.key for each in shown.choices if each.key not in wanted}
        wishes = notifications.Wishes(
            language=request.POST.get("language", ""),
            is_digest=request.POST.get("pace") == "daily",
            turned_off=frozenset(off),
        )
        now = timezone.now()
        notifications.save_wishes(applicant_id=applicant.id, wishes=wishes, now=now)
        if "asks_surveys" in request.POST:
            wanted_too = "surveys" in request.POST
            surveys.set_invitations(applicant_id=applicant.id, wanted=wanted_too, now=now)
        return HttpResponseRedirect(f"{reverse('preferences')}?luu=1")
    context = {
        "preferences": shown,
        "applicant": applicant,
        "languages": [("vi", "Tiếng Việt"), ("en", "English")],
        "wants_surveys": surveys.wants_invitations(applicant.id),
        "is_saved": request.GET.get("luu") == "1",
    }
    return render(request, "preferences.html", context)


@applicant_required
@require_POST
def mend_contact(request: HttpRequest) -> HttpResponse:
    """The address was mended, or takes mail again: try it at the next notice."""
    notifications.clear_fault(
        applicant_id=applicant_of(request).id,
        channel=request.POST.get("channel", ""),
        now=timezone.now(),
    )
    return HttpResponseRedirect(f"{reverse('preferences')}?luu=1")


@applicant_required
@require_POST
def add_browser(request: HttpRequest) -> HttpResponse:
    """The subscription this browser made, as its own script sends it."""
    given = _fields(request)
    found = given.get("keys")
    keys: dict[str, Any] = found if isinstance(found, dict) else {}
    notifications.subscribe(
        applicant_id=applicant_of(request).id,
        endpoint=str(given.get("endpoint", "")),
        p256dh=str(keys.get("p256dh", "")),
        auth=str(keys.get("auth", "")),
        device=str(given.get("device") or _("Trình duyệt")),
        now=timezone.now(),
    )
    return JsonResponse({}, status=201)


@applicant_required
@require_POST
def drop_browser(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    notifications.unsubscribe(
        applicant_id=applicant_of(request).id, subscription_id=subscription_id
    )
    return HttpResponseRedirect(f"{reverse('preferences')}?luu=1")


def _fields(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body[:_LONGEST_BODY])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
