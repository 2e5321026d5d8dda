import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.citizen_texts import citizen_texts
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck

_SIGHT: Final = re.compile(
    r"(?<!\w)((?:chữ|ô|nút|mục|phần) màu \w+|màu (?:đỏ|xanh|vàng)|(?:ô|nút|mục|cột|khung) (?:ở )?"
    r"(?:bên (?:phải|trái)|phía (?:trên|dưới)|phía (?:phải|trái)))(?!\w)",
    re.IGNORECASE,
)
_BARE_LINK: Final = re.compile(r"(?<!\w)(bấm vào đây|nhấn vào đây|xem tại đây|ở đây)(?!\w)", re.I)
# One of these is in everything the two patterns find.
_HINTS: Final = ("màu", "bên ", "phía ", "đây")


class Senses(PublishCheck):
    """Instructions must not need eyes (WCAG 1.3.3), links must say where they lead (2.4.4)."""

    key = "access.senses"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        for each in citizen_texts(document):
            lowered = each.text.lower()
            if not any(hint in lowered for hint in _HINTS):
                continue
            sight, link = _SIGHT.search(each.text), _BARE_LINK.search(each.text)
            known = {"place": each.place[:100]}
            if sight:
                message = _(
                    "“%(place)s” chỉ chỗ bằng màu sắc hoặc vị trí (“%(words)s”). Người không nhìn "
                    "thấy sẽ không hiểu: hãy gọi tên câu hỏi."
                )
                words = {**known, "words": sight[1]}
                yield Problem(each.path, "access.needs_sight", message % words, "warning")
            if link and ("http" in each.text or "](" in each.text):
                message = _("“%(place)s” có đường dẫn không nói dẫn đi đâu (“%(words)s”).")
                words = {**known, "words": link[1]}
                yield Problem(each.path, "access.bare_link", message % words, "warning")
