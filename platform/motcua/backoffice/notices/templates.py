"""The words of every notice, by channel and language, with what they will look like and cost."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.notices.shell import (
    APPROVALS,
    LANGUAGES,
    SHARED,
    channel_title,
    crumb,
    event_title,
    failure_words,
    header,
    notices_screen,
)
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError, NotFound
from motcua.notifications import api as notifications


@require_GET
@notices_screen
def index(request: HttpRequest) -> HttpResponse:
    """Every notice by every channel; which words are the office's own."""
    language = _language(request)
    own = notifications.own_templates(language=language)
    columns = _channels()
    context = {
        **header(_("Mẫu tin"), request=request),
        "languages": LANGUAGES.items(),
        "language": language,
        "columns": [title for _key, title in columns],
        "rows": [
            {
                "title": event_title(notice.key),
                "cells": [
                    {
                        "url": f"{_url(notice.key, key)}?ngon_ngu={language}",
                        "channel": title,
                        "state": _state(own.get(notice.key, {}), key),
                    }
                    for key, title in columns
                ],
            }
            for notice in notifications.notices
        ],
    }
    return render(request, "backoffice/notices/templates.html", context)


@require_http_methods(["GET", "POST"])
@notices_screen
def edit(request: HttpRequest, event: str, channel_key: str) -> HttpResponse:
    """``deed``: save, preview, reset, try (send one) or ask (whether it was approved)."""
    if event not in notifications.notices or channel_key not in dict(_channels()):
        raise NotFound(_("Không có mẫu tin này."))
    channel = "" if channel_key == SHARED else channel_key
    view = notifications.get_template(event=event, language=_language(request), channel=channel)
    if request.method == "GET":
        return _page(request, view)
    try:
        if request.POST.get("deed") == "preview":
            return _page(request, view)
        _do(request, view)
    except DomainError as error:
        return _page(request, view, error=error)
    return HttpResponseRedirect(request.get_full_path())


def _do(request: HttpRequest, view: notifications.TemplateView) -> None:
    by, now, deed = actor_from_request(request), timezone.now(), request.POST.get("deed")
    place = {"event": view.event, "language": view.language, "channel": view.channel}
    if deed == "reset":
        notifications.reset_template(**place, by=by, now=now)
        messages.success(request, _("Đã trở về nội dung có sẵn."))
    elif deed == "ask":
        state = notifications.check_approval(**place, by=by, now=now)
        messages.info(request, str(APPROVALS.get(state, state)))
    elif deed == "try":
        _try(request, view)
    else:
        given = _given(request, view)
        notifications.save_template(
            **place,
            subject=given["subject"],
            body=given["body"],
            external_id=given["external_id"],
            by=by,
            now=now,
        )
        messages.success(request, _("Đã lưu mẫu tin."))


def _try(request: HttpRequest, view: notifications.TemplateView) -> None:
    given = _given(request, view)
    preview = notifications.preview_template(
        event=view.event,
        language=view.language,
        channel=view.channel,
        subject=given["subject"],
        body=given["body"],
    )
    words = preview.words
    if notifications.channels.get(view.channel or "channel.email").has_templates:
        words = notifications.Words(given["external_id"], words.body)
    failure = notifications.try_channel(
        key=view.channel or "channel.email",
        address=request.POST.get("address", ""),
        words=words,
        by=actor_from_request(request),
        now=timezone.now(),
    )
    if failure:
        messages.error(request, _("Gửi thử không được: %(why)s") % {"why": failure_words(failure)})
    else:
        messages.success(request, _("Đã gửi thử với giá trị mẫu."))


def _page(
    request: HttpRequest,
    view: notifications.TemplateView,
    *,
    error: DomainError | None = None,
) -> HttpResponse:
    given, notice = _given(request, view), notifications.notice_of(view.event)
    words = notifications.Words(given["subject"], given["body"])
    plugin = notifications.channels.get(view.channel) if view.channel else None
    is_short = plugin is not None and plugin.is_short
    shown = notifications.safe_placeholders(notice) if is_short else notice.placeholders
    context: dict[str, Any] = {
        **header(event_title(view.event), crumb("templates", _("Mẫu tin")), request=request),
        "template": view,
        "given": given,
        "channel": channel_title(view.channel) if view.channel else _("Mọi kênh dài"),
        "languages": LANGUAGES.items(),
        "placeholders": sorted(shown),
        "is_short": is_short,
        "has_templates": plugin is not None and plugin.has_templates,
        "has_subject": plugin is None or not (plugin.is_paid),
        "approval": APPROVALS.get(view.approval, view.approval),
        "preview": notifications.preview_of(notice, words, view.channel),
        "may_try": view.channel not in ("channel.inbox", "channel.webpush", "channel.webhook"),
        "sms": _counter(view),
        "error": error,
    }
    status = error.status if error else 200
    return render(request, "backoffice/notices/template.html", context, status=status)


def _counter(view: notifications.TemplateView) -> dict[str, str] | None:
    """What the page needs to count a text message while it is written."""
    if view.channel != "channel.sms":
        return None
    channel = notifications.get_channel(view.channel, now=timezone.now())
    options = {field.name: field.value for field in channel.fields}
    return {
        "samples": json.dumps(notifications.sample_values(view.event), ensure_ascii=False),
        "strip": options.get("strip_marks", "no") if channel.is_set else "no",
        "price": options.get("price") or "0",
    }


def _given(request: HttpRequest, view: notifications.TemplateView) -> dict[str, str]:
    """What was typed, else what is kept. A text message has no subject of its own."""
    if request.method != "POST":
        return {"subject": view.subject, "body": view.body, "external_id": view.external_id}
    plugin = notifications.channels.get(view.channel) if view.channel else None
    subject = request.POST.get("subject", "")
    if not subject and plugin is not None and plugin.is_short and not plugin.has_templates:
        subject = view.subject
    body = request.POST.get("body", "").replace("\r\n", "\n")
    return {"subject": subject, "body": body, "external_id": request.POST.get("external_id", "")}


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("ngon_ngu", "vi")
    return asked if asked in notifications.LANGUAGES else "vi"


def _channels() -> list[tuple[str, str]]:
    """Those that carry words: a machine is told by fields of its own."""
    plain = [(each.key, str(each.title)) for each in notifications.channels if each.is_for_people]
    return [(SHARED, _("Mọi kênh dài")), *sorted(plain)]


def _url(event: str, channel: str) -> str:
    return reverse("notices:template", args=[event, channel])


def _state(own: dict[str, str], key: str) -> str:
    state = own.get("" if key == SHARED else key, "")
    if not state:
        plugin = notifications.channels.get(key) if key in notifications.channels else None
        has_none = plugin is not None and plugin.has_templates
        return _("Chưa có mẫu") if has_none else _("Có sẵn")
    return _("Của cơ quan") if state == "own" else str(APPROVALS.get(state, state)).split(":")[0]
