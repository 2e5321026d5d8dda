"""The words of a notice: the tenant's, else the default ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from motcua.kernel.errors import NotFound
from motcua.kernel.i18n import pick
from motcua.notifications import registry
from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.short import short_default
from motcua.notifications.domain.views import TemplateView, Words
from motcua.notifications.errors import UnknownNotice
from motcua.notifications.models import MessageTemplate
from motcua.notifications.registry import notices

LANGUAGES = ("vi", "en")
# A template whose state nobody has asked for yet is tried: the provider will say.
USABLE = frozenset({"", "unknown", "approved"})


def notice_of(event: str) -> Notice:
    """Raises ``UnknownNotice``."""
    try:
        return notices.get(event)
    except NotFound:
        raise UnknownNotice(event, field="template") from None


def words_of(notice: Notice, *, language: str, channels: Sequence[str]) -> dict[str, Words]:
    """For each channel: its own words, else the tenant's for all channels, else the default.

    Short channels take over no long words. One whose provider keeps the texts is left out while
    the notice has no template there, or one that was not approved.
    """
    own = {
        row.channel: row
        for row in MessageTemplate.objects.filter(event=notice.key, language=language)
    }
    found = {key: _words(notice, language, key, own) for key in channels}
    return {key: words for key, words in found.items() if words is not None}


def default_words(notice: Notice, *, language: str, channel: str) -> Words:
    plugin = registry.channels.get(channel) if channel in registry.channels else None
    if plugin is not None and plugin.has_templates:
        return Words("", "ma_ho_so: {code}\ntrang_thai: {state}")
    if plugin is not None and plugin.is_short:
        return short_default(notice, language)
    return Words(pick(notice.subject, language), pick(notice.body, language))


def _words(
    notice: Notice, language: str, channel: str, own: Mapping[str, MessageTemplate]
) -> Words | None:
    plugin, row = registry.channels.get(channel), own.get(channel)
    if plugin.has_templates:
        usable = row is not None and row.external_id and row.approval in USABLE
        return Words(row.external_id, row.body) if row is not None and usable else None
    row = row or (None if plugin.is_short else own.get(""))
    if row is not None:
        return Words(row.subject, row.body)
    return default_words(notice, language=language, channel=channel)


def list_templates(*, language: str = "vi") -> list[TemplateView]:
    """Every notice with the words it has now."""
    own = {
        (row.event, row.channel): row for row in MessageTemplate.objects.filter(language=language)
    }
    found: list[TemplateView] = []
    for notice in notices:
        row = own.pop((notice.key, ""), None)
        default = Words(pick(notice.subject, language), pick(notice.body, language))
        words = Words(row.subject, row.body) if row else default
        found.append(_view(notice, language, "", words, is_own=row is not None))
    for (event, channel), row in sorted(own.items()):
        if event in notices:
            words = Words(row.subject, row.body)
            found.append(_view(notices.get(event), language, channel, words, is_own=True))
    return found


def _view(
    notice: Notice, language: str, channel: str, words: Words, *, is_own: bool
) -> TemplateView:
    return TemplateView(
        event=notice.key,
        language=language,
        channel=channel,
        subject=words.subject,
        body=words.body,
        placeholders=tuple(sorted(notice.placeholders)),
        is_own=is_own,
    )


def get_template(*, event: str, language: str, channel: str) -> TemplateView:
    """The words of one notice by one channel as they are now. Raises ``UnknownNotice``."""
    notice = notice_of(event)
    rows = MessageTemplate.objects.filter(event=event, language=language)
    own = {row.channel: row for row in rows}
    plugin = registry.channels.get(channel) if channel else None
    row = own.get(channel)
    shared = (
        own.get("") if plugin is None or not (plugin.is_short or plugin.has_templates) else None
    )
    found = row or shared
    words = (
        Words(found.subject, found.body)
        if found
        else default_words(notice, language=language, channel=channel)
    )
    view = _view(notice, language, channel, words, is_own=row is not None)
    if row is None:
        return view
    return replace(
        view, external_id=row.external_id, approval=row.approval, checked_at=row.checked_at
    )


def own_templates(*, language: str) -> dict[str, dict[str, str]]:
    """By event and channel: the state of what the tenant wrote. One query."""
    found: dict[str, dict[str, str]] = {}
    for row in MessageTemplate.objects.filter(language=language).only(
        "event", "channel", "approval"
    ):
        found.setdefault(row.event, {})[row.channel] = row.approval or "own"
    return found
