from motcua.casework.models import Case, IssuedOutput, Paper, PaperKind
from motcua.casework.paperwork.models import FormSigning, SigningState
from motcua.casework.queries.views import OutputView, PaperView


def papers_of(case: Case) -> tuple[PaperView, ...]:
    rows = Paper.objects.filter(case=case).select_related("form_signing").defer("data")
    return tuple(
        PaperView(
            id=row.pk,
            kind=row.kind,
            title=str(PaperKind(row.kind).label),
            number=row.number,
            created_at=row.created_at,
            file_id=row.file_id,
            file_name=row.file_name,
            sha256=row.sha256,
            **_signing(row),
        )
        for row in rows.order_by("created_at", "id")
    )


def _signing(row: Paper) -> dict[str, str]:
    found: FormSigning | None = getattr(row, "form_signing", None)
    if found is None:
        return {}
    path = verification_path(found.token) if found.state == SigningState.SIGNED else ""
    return {
        "signing": found.state,
        "signing_label": str(SigningState(found.state).label),
        "signing_problem": found.problem,
        "verify_path": path,
    }


def output_of(case: Case) -> OutputView | None:
    """The result in force, else the newest."""
    rows = IssuedOutput.objects.filter(case=case).select_related("paper").defer("paper__data")
    row = rows.order_by("-issued_at", "-id").first()
    if row is None:
        return None
    return OutputView(
        id=row.pk,
        paper_id=row.paper_id,
        file_id=row.paper.file_id,
        title=row.title,
        number=row.paper.number,
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        issued_at=row.issued_at,
        path=verification_path(row.token),
        is_valid=row.revoked_at is None,
    )


def verification_path(token: str) -> str:
    return f"/xac-minh/{token}/"
