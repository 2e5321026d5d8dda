from motcua.casework.models import Case, IssuedOutput, Paper, PaperKind
from motcua.casework.queries.views import OutputView, PaperView


def papers_of(case: Case) -> tuple[PaperView, ...]:
    rows = Paper.objects.filter(case=case).defer("data").order_by("created_at", "id")
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
        )
        for row in rows
    )


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
