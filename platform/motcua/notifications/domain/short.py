"""What may stand in a text message, a Zalo message and on a locked screen, and the short default.

Others than the person see those: a code, a state and a link say nothing about anybody (domain
reference 7.4). The name of a service may (a criminal record, a divorce), so it stays out as well.
"""

import re
from collections.abc import Mapping
from typing import Final

from motcua.kernel.i18n import pick
from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.views import Words

SAFE: Final = frozenset({"code", "state", "link", "agency", "due", "otp"})
_NAME: Final = re.compile(r"\{([a-z][a-z_]{0,30})\}")
_GENERAL: Final = {
    "vi": "Hồ sơ {code} có thông báo mới. Xem: {link}",
    "en": "There is news about dossier {code}. See: {link}",
}
_STAFF: Final = {
    "vi": "Có việc mới về hồ sơ {code}. Xem: {link}",
    "en": "There is new work on dossier {code}. See: {link}",
}


def placeholders_in(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


def safe_placeholders(notice: Notice) -> frozenset[str]:
    return notice.placeholders & SAFE


def short_default(notice: Notice, language: str) -> Words:
    """The notice's title with the link, where it is fit for strangers' eyes."""
    subject = pick(notice.subject, language)
    if "otp" in notice.placeholders:
        return Words(subject, f"{subject}: {{otp}}")
    if placeholders_in(subject) <= SAFE:
        return Words(subject, f"{subject}. {{link}}")
    general = _STAFF if notice.key.startswith(("staff_", "work_")) else _GENERAL
    body = general.get(language, general["vi"])
    return Words(body.split(".")[0], body)


def parse_fields(text: str) -> dict[str, str]:
    """A provider's template data, a line each: ``ma_ho_so: {code}``. Raises ``ValueError``
    naming the line."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name.strip()):
            raise ValueError(line.strip()[:60])
        found[name.strip()] = value.strip()
    return found


def fields_text(fields: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in fields.items())
