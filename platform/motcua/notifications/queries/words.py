"""The words of a notice: the tenant's, else the default ones."""

from collections.abc import Sequence

from motcua.kernel.errors import NotFound
from motcua.kernel.i18n import pick
from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.views import TemplateView, Words
from motcua.notifications.errors import UnknownNotice
from motcua.notifications.models import MessageTemplate
from motcua.notifications.registry import notices

LANGUAGES = ("vi", "en")


def notice_of(event: str) -> Notice:
    """Raises ``UnknownNotice``."""
    try:
        return notices.get(event)
    except NotFound:
        raise UnknownNotice(event, field="template") from None


def words_of(notice: Notice, *, language: str, channels: Sequence[str]) -> dict[str, Words]:
    """For each channel: its own words, else the tenant's for all channels, else the default."""
    own = {
        row.channel: Words(row.subject, row.body)
        for row in MessageTemplate.objects.filter(event=notice.key, language=language)
    }
    default = Words(pick(notice.subject, language), pick(notice.body, language))
    return {key: own.get(key) or own.get("") or default for key in channels}


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
