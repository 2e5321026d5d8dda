"""A service to file for, and dossiers in every stage. Call inside a tenant's schema."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from motcua.catalogue.api import parse_document
from motcua.catalogue.domain.document import digest
from motcua.catalogue.models import PublicService, ServiceVersion, VersionWithdrawal
from motcua.identity.api import ApplicantView, applicant_actor
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from motcua.submissions import api
from tests.factories import files as bytes_of
from tests.factories.identity import make_applicant

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
CLERK = Actor(kind="staff", id=uuid4(), permissions=frozenset({"casework.read"}))
_number = count(1)


def field(name: str, kind: str = "short_text", **rest: Any) -> dict[str, Any]:
    label = rest.pop("label", f"Câu {name}")
    return {"id": f"fld_{name}", "key": name, "type": kind, "label": {"vi": label}, **rest}


def document(**parts: Any) -> dict[str, Any]:
    """Three pages: who, what (with a hidden question and a group), papers."""
    is_other = {"op": "eq", "args": [{"ref": "fld_proxy"}, {"value": True}]}
    pages = [
        {
            "id": "pag_who",
            "title": {"vi": "Người yêu cầu"},
            "fields": [
                field("name", required=True, prefill="full_name", label="Họ và tên"),
                field("number", "personal_number", required=True, prefill="personal_number"),
                field("email", "email", prefill="email"),
                field("proxy", "yes_no", required=True, label="Nộp thay người khác?"),
                field("other", required=True, visible_if=is_other, label="Người được nộp thay"),
            ],
        },
        {
            "id": "pag_what",
            "title": {"vi": "Nội dung"},
            "fields": [
                field("copies", "number", required=True, config={"min": 1, "max": 50}),
                field(
                    "children",
                    "group",
                    label="Con",
                    config={"max_rows": 3, "row_label": {"vi": "Người con"}},
                    fields=[
                        field("child", required=True, label="Tên con"),
                        field("child_paper", "file"),
                    ],
                ),
            ],
        },
        {
            "id": "pag_papers",
            "title": {"vi": "Giấy tờ"},
            "fields": [
                field("paper", "file", label="Giấy chứng sinh"),
                field("proxy_paper", "file", visible_if=is_other, label="Giấy ủy quyền"),
            ],
        },
    ]
    words = f"thu-{next(_number)}-{uuid4().hex[:6]}"
    return {
        "schema_version": 1,
        "service": {"slug": words, "name": {"vi": "Cấp bản sao trích lục"}},
        "procedure": {"code": "2.000635", "name": {"vi": "Cấp bản sao trích lục"}},
        "form": {"pages": pages},
        "components": [
            {"id": "cmp_birth", "name": {"vi": "Giấy chứng sinh"}, "field_id": "fld_paper"}
        ],
        "fees": [
            {
                "id": "fee_copy",
                "name": {"vi": "Lệ phí bản sao"},
                "unit_minor": 8000,
                "quantity_field": "fld_copies",
            }
        ],
        **parts,
    }


def make_version(raw: dict[str, Any] | None = None, **parts: Any) -> UUID:
    """A frozen version, put straight into its table: publishing is the catalogue's own test."""
    parsed = parse_document(raw or document(**parts))
    service = PublicService.objects.create(
        slug=parsed.service.slug,
        name=parsed.service.name["vi"],
        draft=parsed.to_json(),
        created_at=NOW,
        updated_at=NOW,
    )
    version = ServiceVersion.objects.create(
        service=service,
        number=1,
        document=parsed.to_json(),
        sha256=digest(parsed),
        draft_revision=1,
        published_at=NOW,
        published_by=new_id(),
        requested_by=new_id(),
    )
    return version.pk


def withdraw(version_id: UUID) -> None:
    VersionWithdrawal.objects.create(version_id=version_id, withdrawn_at=NOW)


ANSWERS = {
    "pag_who": {
        "f-fld_name": ["Trần Thị Mẫu"],
        "f-fld_number": ["001190000123"],
        "f-fld_email": ["mau@example.vn"],
        "f-fld_proxy": ["no"],
    },
    "pag_what": {"f-fld_copies": ["2"]},
    "pag_papers": {},
}


class Filing:
    """One applicant at one draft; keyword calls with the usual rest."""

    def __init__(self, applicant: ApplicantView, draft: api.DraftView) -> None:
        self.applicant, self.draft_id = applicant, draft.id
        self.by = applicant_actor(applicant)
        self.now = NOW

    @property
    def draft(self) -> api.DraftView:
        return api.get_draft(self.draft_id, by=self.by)

    def save(self, page_id: str, posted: Any = None, files: Any = None) -> api.PageOutcome:
        return api.save_page(
            draft_id=self.draft_id,
            page_id=page_id,
            posted=ANSWERS[page_id] if posted is None else posted,
            files=files,
            by=self.by,
            now=self.now,
        )

    def fill(self) -> "Filing":
        self.save("pag_who")
        self.save("pag_what")
        paper = bytes_of.Upload("Giấy chứng sinh.pdf", bytes_of.pdf(), "application/pdf")
        self.save("pag_papers", files={"f-fld_paper": [paper]})
        return self

    def submit(self, key: str = "key-1", **rest: Any) -> api.SubmissionReceipt:
        self.now += timedelta(minutes=1)
        return api.submit_draft(
            draft_id=self.draft_id, idempotency_key=key, by=self.by, now=self.now, **rest
        )


def start(version_id: UUID | None = None, applicant: ApplicantView | None = None) -> Filing:
    applicant = applicant or make_applicant()
    version_id = version_id or make_version()
    return Filing(applicant, api.start_draft(version_id=version_id, applicant=applicant, now=NOW))


def make_submission(**rest: Any) -> tuple[Filing, api.SubmissionReceipt]:
    filing = start(**rest).fill()
    return filing, filing.submit()
