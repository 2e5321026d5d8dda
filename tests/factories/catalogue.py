"""Authors, small documents and published services. Call inside a tenant."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from motcua.catalogue import api
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id


def make_builder(name: str = "Lê Thị Soạn") -> Actor:
    return Actor(
        kind="staff",
        id=new_id(),
        name=name,
        roles=frozenset({"builder"}),
        permissions=frozenset({"catalogue.read", "catalogue.edit"}),
    )


def make_publisher(name: str = "Phạm Văn Duyệt") -> Actor:
    return Actor(
        kind="staff",
        id=new_id(),
        name=name,
        roles=frozenset({"publisher"}),
        permissions=frozenset({"catalogue.read", "catalogue.publish"}),
    )


def small_document(**parts: Any) -> api.ServiceDocument:
    """A publishable document of two questions and three steps; ``parts`` replace top-level keys."""
    slug = f"dich-vu-{uuid4().hex[:12]}"
    raw = {
        "service": {
            "slug": slug,
            "name": {"vi": "Xác nhận thử nghiệm"},
            "summary": {"vi": "Dịch vụ dùng để thử."},
        },
        "procedure": {
            "code": "1.999999",
            "name": {"vi": "Thủ tục thử nghiệm"},
            "sector": {"vi": "Thử nghiệm"},
        },
        "form": {"pages": [small_page()]},
        "fees": [
            {
                "id": "fee_ban",
                "name": {"vi": "Phí bản sao"},
                "unit_minor": 8_000,
                "quantity_field": "fld_so_ban",
            }
        ],
        "process": {"steps": small_steps()},
        "clock": {"unit": "working_days", "amount": 3},
        "result": {
            "name": {"vi": "Giấy xác nhận"},
            "title": {"vi": "GIẤY XÁC NHẬN"},
            "blocks": [
                {"id": "blk_ten", "kind": "paragraph", "text": {"vi": "Xác nhận {form.ho_ten}."}}
            ],
        },
    }
    return api.parse_document({**raw, **parts})


def small_page() -> dict[str, Any]:
    return {
        "id": "pag_mot",
        "title": {"vi": "Người yêu cầu"},
        "fields": [
            {
                "id": "fld_ho_ten",
                "key": "ho_ten",
                "type": "short_text",
                "label": {"vi": "Họ và tên"},
                "required": True,
            },
            {
                "id": "fld_so_ban",
                "key": "so_ban",
                "type": "number",
                "label": {"vi": "Số bản"},
                "config": {"min": 1, "max": 20},
                "required": True,
            },
        ],
    }


def small_steps() -> list[dict[str, Any]]:
    return [
        {
            "id": "stp_tiep_nhan",
            "name": {"vi": "Tiếp nhận"},
            "kind": "reception",
            "role": "receptionist",
            "agency": "receiving",
            "working_minutes": 60,
            "national_state": 1,
            "outcomes": [
                {"id": "out_nhan", "label": {"vi": "Tiếp nhận"}, "to": "stp_duyet"},
                {
                    "id": "out_tu_choi",
                    "label": {"vi": "Từ chối"},
                    "to": "end:refused",
                    "kind": "refuse",
                    "requires_reason": True,
                },
            ],
        },
        {
            "id": "stp_duyet",
            "name": {"vi": "Phê duyệt"},
            "kind": "approve",
            "role": "leader",
            "working_minutes": 480,
            "outcomes": [{"id": "out_duyet", "label": {"vi": "Duyệt"}, "to": "stp_tra"}],
        },
        {
            "id": "stp_tra",
            "name": {"vi": "Trả kết quả"},
            "kind": "return",
            "role": "returner",
            "agency": "receiving",
            "working_minutes": 60,
            "national_state": 9,
            "outcomes": [{"id": "out_tra", "label": {"vi": "Đã trả"}, "to": "end:issued"}],
        },
    ]


def publish(document: api.ServiceDocument, *, now: datetime) -> api.VersionView:
    """Create, ask and approve, by two people."""
    draft = api.create_service(document=document, by=make_builder(), now=now)
    return publish_draft(draft, now=now)


def publish_draft(draft: api.DraftView, *, now: datetime) -> api.VersionView:
    """What the checks warn of stays as it is, with a reason."""
    builder, publisher = make_builder(), make_publisher()
    warnings = api.check_service(draft.document)
    api.request_publication(
        service_id=draft.id,
        base_revision=draft.revision,
        reasons={each.key: "Để như vậy cho phép thử." for each in warnings},
        by=builder,
        now=now,
    )
    return api.approve_publication(service_id=draft.id, by=publisher, now=now)
