"""Is the paper in my hand genuine? Anybody may ask with the address printed on it."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.domain.masking import mask_name
from motcua.casework.errors import CaseMissing
from motcua.casework.models import (
    Case,
    IssuedOutput,
    Paper,
    PaperKind,
    PaperSignature,
    SignaturePurpose,
)
from motcua.casework.paperwork.models import FormSigning, SigningState
from motcua.casework.queries.views import SignatureMark, VerificationView
from motcua.identity.api import AgencyMissing, get_agency
from tenants.api import current_tenant

_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def verify_output(token: str) -> VerificationView:
    """Raises ``CaseMissing`` for a token nobody was given. 128 random bits cannot be tried out."""
    if not _TOKEN.fullmatch(token):
        raise _unknown()
    rows = IssuedOutput.objects.select_related("case", "paper").defer("paper__data")
    row = rows.filter(token=token).first()
    if row is None:
        return _verify_form(token)
    return VerificationView(
        status=_status(row),
        title=row.title,
        number=row.paper.number,
        agency_name=_issuer(row.case),
        owner_masked=mask_name(row.case.owner_name),
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        issued_at=row.issued_at,
        revoked_at=row.revoked_at,
        sha256=row.paper.sha256,
        signatures=signatures_of(row.paper_id),
    )


def _verify_form(token: str) -> VerificationView:
    """A statutory form that was signed by certificate: none of them is ever taken back, the next of
    its kind replaces it."""
    rows = FormSigning.objects.select_related("paper__case").defer("paper__data")
    row = rows.filter(token=token, state=SigningState.SIGNED).first()
    if row is None:
        raise _unknown()
    paper = row.paper
    newer = Paper.objects.filter(case=paper.case, kind=paper.kind, sequence__gt=paper.sequence)
    return VerificationView(
        status="replaced" if newer.exists() else "valid",
        title=str(PaperKind(paper.kind).label),
        number=paper.number,
        agency_name=_issuer(paper.case),
        owner_masked=mask_name(paper.case.owner_name),
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        issued_at=paper.created_at,
        revoked_at=None,
        sha256=paper.sha256,
        signatures=tuple(
            SignatureMark(
                purpose=each["purpose"],
                label=_form_label(each["purpose"]),
                name=each["name"],
                title=each["title"],
                issuer_name=each["issuer"],
                signed_at=datetime.fromisoformat(each["at"]),
            )
            for each in row.signatures
        ),
    )


def _form_label(purpose: str) -> str:
    """Forms are signed by the officer who acts, who need not be a leader."""
    if purpose == SignaturePurpose.LEADER:
        return _("Chữ ký của cán bộ")
    return str(SignaturePurpose(purpose).label)


def find_output(sha256: str) -> str | None:
    """The token of the paper whose file has this digest; whoever has the file may know."""
    if not _DIGEST.fullmatch(sha256):
        return None
    rows = IssuedOutput.objects.filter(paper__sha256=sha256, paper__kind=PaperKind.RESULT)
    token = rows.order_by("-issued_at").values_list("token", flat=True).first()
    if token is not None:
        return token
    forms = FormSigning.objects.filter(paper__sha256=sha256, state=SigningState.SIGNED)
    return forms.values_list("token", flat=True).first()


def signatures_of(paper_id: UUID) -> tuple[SignatureMark, ...]:
    rows = PaperSignature.objects.filter(paper=paper_id).order_by("position")
    return tuple(
        SignatureMark(
            purpose=row.purpose,
            label=str(SignaturePurpose(row.purpose).label),
            name=row.signer_name,
            title=row.signer_title,
            issuer_name=row.issuer_name,
            signed_at=row.signed_at,
        )
        for row in rows
    )


def _status(row: IssuedOutput) -> str:
    if row.revoked_at is None:
        return "valid"
    return "replaced" if row.replaced_by_id else "revoked"


def _issuer(case: Case) -> str:
    """The two lines of the paper's head: the unit that issued it, and whose unit it is."""
    names = [current_tenant().name]
    agency_id = case.receiving_agency_id
    if agency_id is not None:
        with suppress(AgencyMissing):
            names.insert(0, get_agency(agency_id).name)
    return ", ".join(dict.fromkeys(names))


def _unknown() -> CaseMissing:
    return CaseMissing(_("Không có kết quả nào ứng với mã này."))
