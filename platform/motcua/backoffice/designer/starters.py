"""What a new service may start from, so that nobody begins before an empty page."""

from typing import Any
from uuid import UUID

from motcua.catalogue.api import ServiceDocument, get_draft, new_document, parse_document
from motcua.kernel.actors import Actor

Data = dict[str, Any]


def start_empty(*, code: str, name: str, slug: str) -> ServiceDocument:
    return new_document(code=code, name=name, slug=slug)


def start_from_service(
    source_id: UUID, *, code: str, name: str, slug: str, by: Actor
) -> ServiceDocument:
    """A copy of another service under its own name. Raises ``ServiceMissing``."""
    data = get_draft(source_id, by=by).document.to_json()
    data["service"] |= {"slug": slug, "name": {"vi": name}}
    data["procedure"] |= {"code": code, "name": {"vi": name}}
    return parse_document(data)


def start_usual(*, code: str, name: str, slug: str) -> ServiceDocument:
    """The applicant's page, the usual five steps, five working days, a plain result paper."""
    data = new_document(code=code, name=name, slug=slug).to_json()
    data["form"]["pages"] = [_applicant_page()]
    data["process"]["steps"] = _usual_steps()
    data["clock"] |= {"unit": "working_days", "amount": 5}
    data["result"] |= {
        "name": {"vi": f"Kết quả giải quyết: {name}"[:500]},
        "title": {"vi": "THÔNG BÁO KẾT QUẢ"},
        "signer_title": {"vi": "THỦ TRƯỞNG CƠ QUAN"},
        "blocks": [
            {
                "id": "blk_noi_dung",
                "kind": "paragraph",
                "align": "justify",
                "text": {"vi": "Hồ sơ của ông/bà {form.ho_ten} đã được giải quyết."},
            }
        ],
    }
    return parse_document(data)


def _applicant_page() -> Data:
    return {
        "id": "pag_nguoi_nop",
        "title": {"vi": "Người nộp hồ sơ"},
        "intro": {"vi": "Thông tin được lấy từ tài khoản của bạn. Xin kiểm tra lại."},
        "fields": [
            _question("ho_ten", "short_text", "Họ và tên", "full_name", form="person_name"),
            _question("ngay_sinh", "date", "Ngày sinh", "birth_date", is_birth_date=True),
            _question("so_dinh_danh", "personal_number", "Số định danh cá nhân", "personal_number"),
            _question("dien_thoai", "phone", "Số điện thoại", "phone"),
            _question("noi_o", "address", "Nơi ở hiện tại", "address"),
        ],
    }


def _question(key: str, kind: str, label: str, prefill: str, **config: Any) -> Data:
    return {
        "id": f"fld_{key}",
        "key": key,
        "type": kind,
        "label": {"vi": label},
        "required": True,
        "prefill": prefill,
        "config": config,
    }


def _usual_steps() -> list[Data]:
    more = _outcome("bo_sung", "Yêu cầu bổ sung", "stp_bo_sung", kind="supplement", reason=True)
    refuse = _outcome("tu_choi", "Từ chối", "end:refused", kind="refuse", reason=True)
    back = _outcome("tra_lai", "Trả lại thụ lý", "stp_thu_ly", kind="back", reason=True)
    return [
        _step("tiep_nhan", "Tiếp nhận hồ sơ", "reception", "receptionist", 120, state=2)
        | {"agency": "receiving"}
        | {"outcomes": [_outcome("nhan", "Tiếp nhận", "stp_thu_ly"), refuse]},
        _step("thu_ly", "Thụ lý hồ sơ", "review", "specialist", 960)
        | {"outcomes": [_outcome("trinh", "Trình duyệt", "stp_phe_duyet"), more, refuse]},
        _step("bo_sung", "Người dân bổ sung hồ sơ", "citizen", "applicant", 4_800, state=5)
        | {"outcomes": [_outcome("da_bo_sung", "Đã bổ sung", "stp_thu_ly")]},
        _step("phe_duyet", "Phê duyệt", "approve", "leader", 480)
        | {"outcomes": [_outcome("ky", "Ký duyệt", "stp_phat_hanh"), back]},
        _step("phat_hanh", "Phát hành", "issue", "clerk_office", 120)
        | {"outcomes": [_outcome("dong_dau", "Đã phát hành", "stp_tra_ket_qua")]},
        _step("tra_ket_qua", "Trả kết quả", "return", "returner", 120, state=9)
        | {"agency": "receiving", "outcomes": [_outcome("da_tra", "Đã trả", "end:issued")]},
    ]


def _step(key: str, name: str, kind: str, role: str, minutes: int, *, state: int = 4) -> Data:
    return {
        "id": f"stp_{key}",
        "name": {"vi": name},
        "kind": kind,
        "role": role,
        "working_minutes": minutes,
        "national_state": state,
    }


def _outcome(key: str, label: str, to: str, *, kind: str = "forward", reason: bool = False) -> Data:
    return {
        "id": f"out_{key}",
        "label": {"vi": label},
        "to": to,
        "kind": kind,
        "requires_reason": reason,
    }
