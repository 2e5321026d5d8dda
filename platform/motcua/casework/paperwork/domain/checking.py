"""Whether a tenant's words may stand on its papers. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.casework.papers.design import (
    PLACES,
    SIGNABLE,
    SIGNED_BY,
    SLOTS,
    Slot,
)
from motcua.catalogue.api import broken_braces, names_in

_MARKUP: Final = re.compile(r"<\s*/?\s*[A-Za-z!]|</|javascript:|\{\{|\{%|#\{", re.IGNORECASE)
_UNPRINTED: Final = frozenset({"Cc", "Cf", "Co", "Cn"})
_LONGEST_WORD: Final = 60


def faults_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Every text or choice that cannot stand: its key and why, in words for who typed it."""
    faults = {}
    for key, words in content.get("texts", {}).items():
        slot = SLOTS.get(key)
        fault = _fault(slot, words) if slot else _("Không có phần này trên giấy tờ.")
        if fault:
            faults[key] = fault
    if content.get("signed_by", "") not in {"", *SIGNED_BY}:
        faults["signed_by"] = _("Hãy chọn một cách ký.")
    if content.get("signature_place", "") not in {"", *PLACES}:
        faults["signature_place"] = _("Hãy chọn chỗ đặt chữ ký.")
    if not set(content.get("signed_kinds") or ()) <= set(SIGNABLE):
        faults["signed_kinds"] = _("Có loại giấy tờ không ký số được.")
    return faults


def _fault(slot: Slot, words: str) -> str:
    if len(words) > slot.limit:
        return _("Dài %(count)d chữ, nhiều nhất %(limit)d chữ.") % {
            "count": len(words),
            "limit": slot.limit,
        }
    if words.count("\n") + 1 > 12:
        return _("Nhiều nhất 12 dòng.")
    if _MARKUP.search(words):
        return _("Chỉ viết chữ thường, không dùng thẻ HTML hay mã lệnh.")
    if any(unicodedata.category(char) in _UNPRINTED for char in words if char != "\n"):
        return _("Có ký tự điều khiển không in được. Hãy gõ lại, đừng dán nguyên từ tệp khác.")
    if any(len(word) > _LONGEST_WORD for word in words.split()):
        return _("Có một từ dài quá %(limit)d chữ, sẽ tràn ra ngoài trang.") % {
            "limit": _LONGEST_WORD
        }
    return _names_fault(slot, words)


def _names_fault(slot: Slot, words: str) -> str:
    broken = broken_braces(words)
    if broken:
        return _("“%(part)s” không phải ô điền tự động. Hãy chèn bằng nút bên dưới.") % {
            "part": broken[0][:40]
        }
    used = list(names_in(words))
    unknown = [name for name in used if name not in slot.names]
    if unknown:
        return _("Không có ô điền tự động {%(name)s} ở đây. Hãy chèn bằng nút bên dưới.") % {
            "name": unknown[0]
        }
    missing = [name for name in slot.needs if words.strip() and name not in used]
    if missing:
        return _("Phải có ô {%(name)s}: thiếu thì giấy không còn nói điều luật yêu cầu.") % {
            "name": missing[0]
        }
    return ""
