"""Which notice goes by which channels, in which order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.notices.shell import (
    DEFAULT_EVENT,
    crumb,
    event_title,
    header,
    notices_screen,
    ways_in_words,
)
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError, NotFound
from motcua.notifications import api as notifications

INBOX = "channel.inbox"


@require_GET
@notices_screen
def index(request: HttpRequest) -> HttpResponse:
    policy = notifications.load_policy()
    context = {
        **header(_("Quy tắc gửi"), request=request),
        "rows": [
            {
                "title": event_title(key),
                "url": reverse("notices:rule", args=[key or DEFAULT_EVENT]),
                "ways": ways_in_words(policy.rule_of(key)),
                "is_urgent": policy.rule_of(key).is_urgent,
                "is_own": key in policy.rules,
            }
            for key in ["", *(each.key for each in notifications.notices if not _is_staffs(each))]
        ],
    }
    return render(request, "backoffice/notices/rules.html", context)


@require_http_methods(["GET", "POST"])
@notices_screen
def edit(request: HttpRequest, event: str) -> HttpResponse:
    """``deed=default``: as every other kind of notice."""
    key = "" if event == DEFAULT_EVENT else event
    if key and key not in notifications.notices:
        raise NotFound(_("Không có loại tin này."))
    if request.method == "GET":
        return _page(request, key, notifications.load_policy().rule_of(key))
    is_default = request.POST.get("deed") == "default"
    rule = None if is_default else _rule(request)
    try:
        notifications.save_rule(
            event=key, rule=rule, by=actor_from_request(request), now=timezone.now()
        )
    except DomainError as error:
        return _page(request, key, rule or notifications.Rule(), error=error)
    messages.success(request, _("Đã lưu quy tắc gửi."))
    return HttpResponseRedirect(reverse("notices:rules"))


def _page(
    request: HttpRequest,
    key: str,
    rule: notifications.Rule,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    usable = {each.key: each for each in notifications.list_channels(now=timezone.now())}
    context = {
        **header(event_title(key), crumb("rules", _("Quy tắc gửi")), request=request),
        "rule": rule,
        "is_default": not key,
        "is_own": key in notifications.load_policy().rules,
        "channels": [
            {
                "key": each.key,
                "title": each.title,
                "place": _shown(rule.ways.get(each.key)),
                "is_usable": usable[each.key].is_usable,
            }
            for each in notifications.channels
            if each.key in usable
        ],
        "places": _places(),
        "error": error,
    }
    status = error.status if error else 200
    return render(request, "backoffice/notices/rule.html", context, status=status)


def _rule(request: HttpRequest) -> notifications.Rule:
    """What is chosen for each channel; anything else than an offered place is none."""
    known = {value: value for value, _label in _places()}
    chosen = {
        each.key: known.get(request.POST.get(each.key, "")) for each in notifications.channels
    }
    ways = {key: int(value) for key, value in chosen.items() if value}
    return notifications.Rule(
        {INBOX: notifications.ALWAYS, **ways}, request.POST.get("urgent") == "on"
    )


def _places() -> list[tuple[str, str]]:
    """Value and words; an empty one is "not at all"."""
    chain = [
        (str(place), _("Lần lượt, thứ %(place)d") % {"place": place})
        for place in range(1, notifications.LAST_PLACE + 1)
    ]
    return [("", _("Không gửi")), (str(notifications.ALWAYS), _("Luôn gửi")), *chain]


def _shown(place: int | None) -> str:
    return "" if place is None else str(place)


def _is_staffs(notice: notifications.Notice) -> bool:
    """Colleagues are told by mail and inbox, whatever the rule."""
    return notice.key.startswith(("staff_", "work_", "case_watched", "mention"))
