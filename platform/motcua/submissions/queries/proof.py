"""Proof of receipt: what was received and when, as data and as a PDF."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import PresentedPage, present
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.files.api import qr_svg, render_pdf
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.submissions.domain.views import (
    ProofEntry,
    ProofFile,
    ProofOfReceipt,
    ProofPage,
    SubmissionView,
)
from motcua.submissions.models import Submission
from motcua.submissions.queries.submissions import get_submission
from tenants.api import current_tenant, tenant_url

_TEMPLATE: Final = "submissions/papers/proof.typ"


def proof_of_receipt(submission_id: UUID, *, by: Actor) -> ProofOfReceipt:
    """Raises ``SubmissionMissing``."""
    submission = get_submission(submission_id, by=by)
    service = get_frozen_service(submission.version_id)
    language = get_language() or "vi"
    pages = present(service.compiled_form, submission.answers, language)
    return ProofOfReceipt(
        submission_id=submission.id,
        tenant_name=current_tenant().name,
        service_name=pick(service.document.service.name, language),
        procedure_code=service.document.procedure.code,
        reference=submission.reference,
        supersedes_reference=_reference_of(submission.supersedes),
        received_at=submission.received_at,
        applicant_name=str(submission.applicant.get("full_name", "")),
        pages=tuple(ProofPage(page.title, tuple(_entries(page))) for page in pages),
        files=tuple(_files(submission, service, language)),
        digest=submission.digest,
    )


def proof_pdf(submission_id: UUID, *, by: Actor) -> bytes:
    """The proof on paper; the same submission gives the same bytes.

    Raises ``SubmissionMissing`` and ``PaperFailed``.
    """
    proof = proof_of_receipt(submission_id, by=by)
    return render_pdf(_TEMPLATE, _data(proof), made_at=proof.received_at)


def _reference_of(submission_id: UUID | None) -> str:
    if submission_id is None:
        return ""
    return Submission.objects.only("reference").get(pk=submission_id).reference


def _entries(page: PresentedPage) -> Iterator[ProofEntry]:
    for row in page.rows:
        yield ProofEntry(row.label, row.value, row.group)


def _files(
    submission: SubmissionView, service: FrozenService, language: str
) -> Iterator[ProofFile]:
    papers = {paper.id: pick(paper.name, language) for paper in service.document.components}
    for file in submission.files:
        field = service.compiled_form.fields.get(file.field_id)
        label = papers.get(file.component_id) or (field.label(language) if field else "")
        yield ProofFile(label, file.name, file.size, file.sha256)


def _data(proof: ProofOfReceipt) -> dict[str, Any]:
    """All words of the paper: the template has none, so it serves every language."""
    received = timezone.localtime(proof.received_at)
    facts = [
        (_("Tên dịch vụ công"), proof.service_name),
        (_("Mã thủ tục"), proof.procedure_code),
        (_("Mã tiếp nhận"), proof.reference),
        (_("Thay cho lần nộp"), proof.supersedes_reference),
        (_("Người nộp"), proof.applicant_name),
        (_("Thời điểm nhận"), date_format(received, "H:i:s d/m/Y")),
    ]
    return {
        "agency": proof.tenant_name,
        "title": _("XÁC NHẬN ĐÃ NHẬN HỒ SƠ TRỰC TUYẾN"),
        "note": _(
            "Giấy này xác nhận hệ thống đã nhận các nội dung dưới đây, không thay cho giấy "
            "tiếp nhận hồ sơ và hẹn trả kết quả."
        ),
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "answers_title": _("Nội dung đã khai"),
        "pages": [_page_data(page) for page in proof.pages],
        "files_title": _("Tệp đính kèm"),
        "no_files": _("Không có tệp đính kèm."),
        "size_words": _("byte"),
        "files": [_file_data(file) for file in proof.files],
        "digest_title": _("Mã băm SHA-256 của toàn bộ nội dung"),
        "digest": proof.digest,
        "qr": qr_svg(tenant_url(f"/tra-cuu/?ma={proof.reference}")),
    }


def _page_data(page: ProofPage) -> dict[str, Any]:
    rows = [{"label": _label(entry), "value": entry.value or "–"} for entry in page.entries]
    return {"title": page.title, "rows": rows}


def _file_data(file: ProofFile) -> dict[str, str]:
    size = f"{file.size:,}".replace(",", ".")
    return {"label": file.label, "name": file.name, "size": size, "sha256": file.sha256}


def _label(entry: ProofEntry) -> str:
    return f"{entry.group}: {entry.label}" if entry.group else entry.label
