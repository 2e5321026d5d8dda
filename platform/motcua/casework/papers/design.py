"""What a tenant may decide about its papers, and what holds where it decides nothing.

National name and motto, order of parts and typeface are the law's (Nghị định 30/2020/NĐ-CP, phụ lục
I) and no setting. Words of the forms are those of Thông tư 03/2025/TT-VPCP unless the tenant has
its own for the sentences before and after what a form must say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.api import fill

Words = str | Promise
MAX_LINE: Final = 200
MAX_TEXT: Final = 1_000
NO_EMBLEM: Final = "none"

PLACEHOLDERS: Final[Mapping[str, Words]] = {
    "tenant.name": _("Tên cơ quan"),
    "tenant.short_name": _("Địa danh"),
    "agency.name": _("Tên đơn vị"),
    "case.code": _("Mã hồ sơ"),
    "case.applicant_name": _("Chủ hồ sơ"),
    "service.name": _("Tên thủ tục"),
    "officer.name": _("Tên cán bộ"),
    "officer.phone": _("Điện thoại cán bộ"),
    "portal.address": _("Địa chỉ cổng"),
    "refusal.what": _("Từ chối “tiếp nhận giải quyết” hay “giải quyết”"),
    "due.before": _("Hạn đã hẹn"),
    "due.after": _("Hạn hẹn lại"),
}
_PLACE: Final = ("tenant.name", "tenant.short_name", "agency.name")
_CASE: Final = (
    "agency.name", "tenant.name", "case.code", "case.applicant_name", "service.name",
    "officer.name", "officer.phone", "portal.address",
)  # fmt: skip
_DUE: Final = (*_CASE, "due.before", "due.after")


@dataclass(frozen=True, slots=True)
class Slot:
    """A text a tenant may have its own words for. ``needs``: placeholders without which the paper
    would no longer say what the law wants said."""

    key: str
    label: Words
    default: str
    names: tuple[str, ...]
    needs: tuple[str, ...] = ()
    limit: int = MAX_TEXT
    lines: int = 3
    hint: Words = ""


HEAD_SLOTS: Final = (
    Slot(
        "head.superior",
        _("Cơ quan chủ quản (dòng trên)"),
        "{tenant.name}",
        _PLACE,
        limit=MAX_LINE,
        lines=2,
        hint=_("Chữ in hoa, không đậm. Được xuống dòng."),
    ),
    Slot(
        "head.agency",
        _("Cơ quan ban hành (dòng dưới)"),
        "{agency.name}",
        _PLACE,
        limit=MAX_LINE,
        lines=2,
        hint=_("Chữ in hoa, đậm. Trùng với dòng trên thì chỉ in một dòng."),
    ),
    Slot("head.place", _("Địa danh"), "{tenant.short_name}", _PLACE, limit=60, lines=1),
    Slot(
        "foot.line",
        _("Chân trang"),
        "{case.code} · {portal.address}",
        ("case.code", "portal.address", "tenant.name", "agency.name"),
        limit=MAX_LINE,
        lines=1,
        hint=_("Chữ nhỏ dưới mỗi trang."),
    ),
    Slot(
        "sign.authority",
        _("Thẩm quyền ký (trên chức danh)"),
        "",
        _PLACE,
        limit=MAX_LINE,
        lines=2,
        hint=_("Ví dụ TM. ỦY BAN NHÂN DÂN, hoặc KT. CHỦ TỊCH. Để trống thì không in."),
    ),
    Slot(
        "sign.head", _("Chức danh người đứng đầu"), "Thủ trưởng đơn vị", _PLACE, limit=80, lines=1
    ),
    Slot(
        "sign.recipients",
        _("Nơi nhận"),
        "Như trên;\nLưu: VT, hồ sơ.",
        _PLACE,
        limit=400,
        hint=_("Mỗi nơi một dòng."),
    ),
)


def _pair(
    kind: str,
    before: str,
    after: str,
    *,
    names: tuple[str, ...] = _CASE,
    needs: tuple[str, ...] = (),
) -> tuple[Slot, ...]:
    """The sentences before and after what the form itself says."""
    return (
        Slot(f"{kind}.opening", _("Lời mở đầu"), before, names),
        Slot(f"{kind}.closing", _("Lời kết"), after, names, needs=needs),
    )


KIND_SLOTS: Final[Mapping[str, tuple[Slot, ...]]] = {
    "receipt_01": _pair("receipt_01", "{agency.name} đã tiếp nhận hồ sơ của:", ""),
    "supplement_02": _pair(
        "supplement_02",
        "Để có cơ sở giải quyết, đề nghị bổ sung, hoàn thiện những nội dung sau:",
        "",
    ),
    "refusal_03": _pair(
        "refusal_03",
        "Qua xem xét, {agency.name} từ chối {refusal.what} hồ sơ này với lý do:",
        "Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của Luật Khiếu nại.",
        names=(*_CASE, "refusal.what"),
    ),
    "apology_04": _pair(
        "apology_04",
        "{agency.name} đã hẹn trả kết quả vào {due.before}. Đến nay hồ sơ chưa giải quyết xong, "
        "lý do:",
        "{agency.name} xin lỗi ông/bà vì sự chậm trễ này và hẹn trả kết quả vào {due.after}. Mong "
        "ông/bà thông cảm.",
        names=_DUE,
        # An apology without the new date would be none.
        needs=("due.after",),
    ),
    "stop_05": _pair(
        "stop_05",
        "{agency.name} dừng giải quyết hồ sơ này với lý do:",
        "Ông/bà có thể nộp hồ sơ mới khi có đủ điều kiện, hoặc khiếu nại theo quy định.",
    ),
}
SLOTS: Final[Mapping[str, Slot]] = {
    slot.key: slot
    for slot in (*HEAD_SLOTS, *(slot for pair in KIND_SLOTS.values() for slot in pair))
}

SIGNED_BY: Final[Mapping[str, Words]] = {
    "both": _("Chữ ký số của cán bộ, rồi con dấu số của cơ quan"),
    "officer": _("Chỉ chữ ký số của cán bộ"),
    "seal": _("Chỉ con dấu số của cơ quan"),
    "hand": _("Không ký số: in ra, ký tay và đóng dấu"),
}
SIGNABLE: Final = ("receipt_01", "supplement_02", "refusal_03", "apology_04", "stop_05")
SIGNED_AS_SHIPPED: Final = frozenset(SIGNABLE[1:])
PLACES: Final[Mapping[str, Words]] = {"right": _("Bên phải"), "center": _("Ở giữa")}


@dataclass(frozen=True, slots=True)
class Design:
    """Words, emblem (its digest; empty: none) and signing of one unit's papers."""

    texts: Mapping[str, str] = field(default_factory=dict)
    emblem: str = ""
    signature_place: str = "right"
    signed_by: str = "both"
    signed_kinds: frozenset[str] = SIGNED_AS_SHIPPED
    version: str = ""

    def say(self, key: str, values: Mapping[str, str]) -> str:
        return fill(self.texts.get(key) or SLOTS[key].default, values).strip()

    def lines(self, key: str, values: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(each.strip() for each in self.say(key, values).split("\n") if each.strip())

    def agency_lines(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """From the superior's to the issuer's, each once."""
        lines = (*self.lines("head.superior", values), *self.lines("head.agency", values))
        return tuple(dict.fromkeys(lines)) or (values.get("tenant.name", ""),)

    def signs(self, kind: str) -> bool:
        return self.signed_by != "hand" and kind in self.signed_kinds


STATUTORY: Final = Design()
