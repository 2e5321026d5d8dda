"""Reasons officers choose instead of typing them anew, and the law they stand on."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.casework.api import CaseView
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.i18n import pick

Words = Mapping[str, "str | Promise"]

# In force since 01/07/2025; reception and refusal at one-stop desks rest on it.
ONE_STOP_DECREE: Final = _(
    "Nghị định 118/2025/NĐ-CP về thực hiện thủ tục hành chính theo cơ chế một cửa, "
    "một cửa liên thông"
)
REFUSALS: Final[Words] = {
    "not_ours": _("Thủ tục không thuộc thẩm quyền giải quyết của cơ quan này."),
    "not_eligible": _("Người yêu cầu không đủ điều kiện thực hiện thủ tục."),
    "incomplete": _("Hồ sơ không đủ thành phần theo quy định."),
    "altered": _("Giấy tờ bị sửa chữa, tẩy xóa hoặc có nội dung không đúng sự thật."),
    "duplicate": _("Hồ sơ trùng với hồ sơ đã nộp trước đó."),
}
STOPS: Final[Words] = {
    "no_answer": _("Hết thời hạn bổ sung mà người nộp không bổ sung hồ sơ."),
    "no_longer_eligible": _("Người yêu cầu không còn đủ điều kiện thực hiện thủ tục."),
    "court": _("Có quyết định của cơ quan có thẩm quyền yêu cầu dừng giải quyết."),
}
DELAYS: Final[Words] = {
    "verification": _("Cần thêm thời gian xác minh thông tin."),
    "other_agency": _("Chưa nhận được ý kiến của cơ quan phối hợp."),
    "complex": _("Hồ sơ có nội dung phức tạp, cần thẩm định thêm."),
    "workload": _("Số lượng hồ sơ tăng cao, đơn vị chưa xử lý kịp."),
}
# Keys are casework's REASON_CODES; values are what the citizen reads when nothing is typed.
SUPPLEMENT_LABELS: Final[Words] = {
    "missing": _("Còn thiếu"),
    "wrong": _("Chưa đúng"),
    "unreadable": _("Không đọc được"),
    "expired": _("Đã hết hạn"),
    "inconsistent": _("Không khớp giấy tờ khác"),
    "other": _("Lý do khác"),
}
SUPPLEMENT_REASONS: Final[Words] = {
    "missing": _("Còn thiếu, đề nghị bổ sung."),
    "wrong": _("Nội dung chưa đúng, đề nghị sửa lại."),
    "unreadable": _("Bản chụp mờ hoặc thiếu trang, đề nghị nộp bản rõ hơn."),
    "expired": _("Giấy tờ đã hết thời hạn sử dụng, đề nghị nộp bản còn hiệu lực."),
    "inconsistent": _("Thông tin không khớp với giấy tờ khác trong hồ sơ, đề nghị kiểm tra lại."),
}


def legal_bases(case: CaseView) -> list[str]:
    """The service's own legal bases, as its publisher stated them, then the general decree."""
    document = get_frozen_service(case.version_id).document
    own = []
    for basis in document.legal_bases:
        named = " ".join(filter(None, [basis.article, basis.number]))
        title = pick(basis.title, "vi")
        own.append(f"{named} ({title})" if title else named)
    return [*own, str(ONE_STOP_DECREE)]


def compose(preset: str, text: str, basis: str, presets: Words) -> str:
    """One readable reason out of what was chosen and what was typed."""
    parts = [str(presets.get(preset, "")), text.strip()]
    if basis:
        parts.append(str(_("Căn cứ: %(basis)s.")) % {"basis": basis})
    return " ".join(filter(None, parts))
