from motcua.casework.models import Case, SupplementRequest
from motcua.casework.queries.views import SupplementItemView, SupplementView


def supplements_of(case: Case) -> tuple[SupplementView, ...]:
    """All requests of a dossier, oldest first; two queries."""
    rows = SupplementRequest.objects.filter(case=case).order_by("sequence")
    return tuple(_view(row) for row in rows.prefetch_related("items"))


def _view(row: SupplementRequest) -> SupplementView:
    items = sorted(row.items.all(), key=lambda item: item.position)
    return SupplementView(
        id=row.pk,
        sequence=row.sequence,
        message=row.message,
        asked_at=row.asked_at,
        asked_by_name=row.asked_by_name,
        due_at=row.due_at,
        correction_id=row.correction_id,
        answered_at=row.answered_at,
        is_open=row.closed_at is None,
        counts_overdue=row.counts_overdue,
        items=tuple(
            SupplementItemView(
                kind=item.kind,
                target=item.target,
                label=item.label,
                reason_code=item.reason_code,
                reason=item.reason,
            )
            for item in items
        ),
    )
