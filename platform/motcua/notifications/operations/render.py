"""A notice in words for one person; the preview takes the same path."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import structlog

from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.texts import clean_value, fill, one_line
from motcua.notifications.domain.views import Words
from motcua.notifications.errors import LinkRefused
from tenants.api import current_tenant, tenant_url

log = structlog.get_logger(__name__)


def values_of(notice: Notice, context: Mapping[str, object], *, path: str) -> dict[str, str]:
    """A clean value for every placeholder. One that is missing becomes empty and is logged:
    a hole in a notice must not stop an officer's decision."""
    given = {name: clean_value(value) for name, value in context.items()}
    given["agency"] = clean_value(current_tenant().name)
    given["link"] = tenant_url(path or "/")
    missing = notice.placeholders - given.keys() - {"name", "state"}
    if missing:
        log.warning("notice_placeholder_missing", notice=notice.key, missing=sorted(missing))
    return {name: given.get(name, "") for name in notice.placeholders}


def path_of(link: object) -> str:
    """``link`` as a path on this tenant's site. Raises ``LinkRefused`` for any other place."""
    text = str(link or "")
    home = tenant_url("/")
    if text.startswith(home):
        text = text[len(home) - 1 :]
    parts = urlsplit(text)
    is_path = text.startswith("/") and not text.startswith("//") and "\\" not in text
    if text and (not is_path or parts.netloc or parts.scheme or len(text) > 300):
        raise LinkRefused("link", field="link")
    if any(ord(char) < 33 for char in text):
        raise LinkRefused("link", field="link")
    return text


def fill_words(words: Words, values: Mapping[str, str]) -> Words:
    return Words(
        subject=one_line(fill(words.subject, values))[:300],
        body=fill(words.body, values).strip(),
    )
