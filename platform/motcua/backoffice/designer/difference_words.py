"""Names of parts, attributes and values, as reviewers read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from formbuilder.api import field_types, rule_words
from motcua.backoffice.designer.attribute_words import MORE_ATTRIBUTES
from motcua.kernel.i18n import pick

Words = str | Promise


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of part that lives in a list; ``inner`` lists are compared on their own."""

    key: str
    label: Words
    area: Words
    path: tuple[str, ...]
    name_keys: tuple[str, ...] = ("name", "label", "title")
    inner: tuple[str, ...] = ()
    scoped: bool = False


_FORM: Final = gettext_lazy("Tờ khai")
_FEES: Final = gettext_lazy("Phí, lệ phí")
_PROCESS: Final = gettext_lazy("Quy trình")

LISTS: Final = (
    ListKind(
        "eligibility",
        gettext_lazy("câu hỏi sơ bộ"),
        gettext_lazy("Câu hỏi trước khi khai"),
        ("eligibility",),
        ("text",),
    ),
    ListKind("section", gettext_lazy("phần"), _FORM, ("form", "sections"), ("title",)),
    ListKind("page", gettext_lazy("trang"), _FORM, ("form", "pages"), ("title",), ("fields",)),
    ListKind("field", gettext_lazy("câu hỏi"), _FORM, (), ("label", "key"), ("fields",)),
    ListKind(
        "component", gettext_lazy("giấy tờ"), gettext_lazy("Thành phần hồ sơ"), ("components",)
    ),
    ListKind("fee", gettext_lazy("khoản phí"), _FEES, ("fees",), inner=("waivers",)),
    ListKind("waiver", gettext_lazy("mức miễn giảm"), _FEES, ("fees", "waivers"), ("reason",)),
    ListKind("step", gettext_lazy("bước"), _PROCESS, ("process", "steps"), inner=("outcomes",)),
    ListKind(
        "outcome",
        gettext_lazy("cách kết thúc bước"),
        _PROCESS,
        ("process", "steps", "outcomes"),
        scoped=True,
    ),
    ListKind("sub_process", gettext_lazy("quy trình con"), _PROCESS, ("process", "sub_processes")),
    ListKind(
        "notice",
        gettext_lazy("thông báo"),
        gettext_lazy("Thông báo"),
        ("notices",),
        ("subject", "event"),
    ),
    ListKind(
        "block",
        gettext_lazy("đoạn"),
        gettext_lazy("Giấy kết quả"),
        ("result", "blocks"),
        ("text", "kind"),
    ),
    ListKind(
        "legal_basis",
        gettext_lazy("căn cứ"),
        gettext_lazy("Căn cứ pháp lý"),
        ("legal_bases",),
        ("number", "title"),
    ),
)
WHOLES: Final[Mapping[str, tuple[Words, Words]]] = {
    "service": (gettext_lazy("Thông tin dịch vụ"), gettext_lazy("dịch vụ")),
    "procedure": (gettext_lazy("Thông tin dịch vụ"), gettext_lazy("thủ tục")),
    "execution": (gettext_lazy("Thông tin dịch vụ"), gettext_lazy("cách thực hiện")),
    "clock": (gettext_lazy("Thời hạn giải quyết"), gettext_lazy("thời hạn")),
    "result": (gettext_lazy("Giấy kết quả"), gettext_lazy("giấy kết quả")),
    "privacy": (gettext_lazy("Dữ liệu cá nhân"), gettext_lazy("lưu hồ sơ")),
}
_ATTRIBUTES: Final[Mapping[str, Words]] = {
    "label": gettext_lazy("tên"),
    "name": gettext_lazy("tên"),
    "title": gettext_lazy("tiêu đề"),
    "help": gettext_lazy("lời hướng dẫn"),
    "intro": gettext_lazy("lời dẫn"),
    "key": gettext_lazy("tên trong dữ liệu"),
    "type": gettext_lazy("loại câu hỏi"),
    "required": gettext_lazy("bắt buộc"),
    "visible_if": gettext_lazy("điều kiện hiện"),
    "required_if": gettext_lazy("điều kiện phải nộp"),
    "condition": gettext_lazy("điều kiện áp dụng"),
    "calculate": gettext_lazy("công thức tính"),
    "prefill": gettext_lazy("điền sẵn"),
    "options": gettext_lazy("các lựa chọn"),
    "role": gettext_lazy("người làm"),
    "agency": gettext_lazy("nơi làm"),
    "working_minutes": gettext_lazy("thời gian xử lý (phút làm việc)"),
    "to": gettext_lazy("bước tiếp theo"),
    "requires_reason": gettext_lazy("phải nêu lý do"),
    "unit_minor": gettext_lazy("mức thu (đồng)"),
    "online_unit_minor": gettext_lazy("mức thu khi nộp trực tuyến (đồng)"),
    "quantity_field": gettext_lazy("nhân với câu hỏi"),
    "when": gettext_lazy("thời điểm"),
    "kind": gettext_lazy("loại"),
    "amount": gettext_lazy("số lượng"),
    "unit": gettext_lazy("đơn vị"),
    "slug": gettext_lazy("địa chỉ trang"),
    "summary": gettext_lazy("câu giới thiệu"),
    "description": gettext_lazy("mô tả"),
    "code": gettext_lazy("mã"),
    "sector": gettext_lazy("lĩnh vực"),
    "decision": gettext_lazy("quyết định công bố"),
    "channels": gettext_lazy("cách thức thực hiện"),
    "level": gettext_lazy("mức độ"),
    "text": gettext_lazy("nội dung"),
    "body": gettext_lazy("nội dung"),
    "subject": gettext_lazy("tiêu đề"),
    "originals": gettext_lazy("số bản chính"),
    "copies": gettext_lazy("số bản sao"),
    "optional": gettext_lazy("không bắt buộc"),
    "field_id": gettext_lazy("câu hỏi nhận tệp"),
    "min": gettext_lazy("nhỏ nhất"),
    "max": gettext_lazy("lớn nhất"),
    "supplement_working_days": gettext_lazy("số ngày chờ bổ sung"),
    "national_state": gettext_lazy("trạng thái quốc gia"),
    **MORE_ATTRIBUTES,
}
_RULES: Final = frozenset({"visible_if", "required_if", "condition", "calculate"})
_MAX: Final = 200


def attribute_label(key: str) -> str:
    return str(_ATTRIBUTES.get(key, f"“{key}”"))


def value_words(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "type" and isinstance(value, str) and value in field_types:
        return _quoted(pick(field_types.get(value).label, get_language() or "vi"))
    if key in _RULES:
        return rule_words(value, names)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if value in (None, "", {}, []):
        return _("(trống)")
    if isinstance(value, int | float):
        return str(value)
    return _quoted(_text(value, names))


def _text(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        return _map_words(value)
    if isinstance(value, list):
        return ", ".join(_item_words(each) for each in value)
    return names.get(value, value)


def _map_words(value: Mapping[str, Any]) -> str:
    texts = [str(each) for each in value.values() if each]
    return (
        " / ".join(texts) if all(isinstance(each, str) for each in value.values()) else str(value)
    )


def _item_words(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    label = item.get("label")
    return (pick(label) if isinstance(label, dict) else "") or str(item.get("value", item))


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _MAX else words[: _MAX - 1] + '…'}”"
