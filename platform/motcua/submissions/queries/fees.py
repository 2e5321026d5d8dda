"""What a dossier will cost: asked of the catalogue, kept with the submission."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.catalogue.api import FeeQuote, FrozenService, get_frozen_service, quote
from motcua.kernel.actors import Actor
from motcua.submissions.domain.views import DraftView
from motcua.submissions.queries.drafts import get_draft


def fee_preview(draft_id: UUID, *, by: Actor, now: datetime) -> FeeQuote:
    """The fee as the draft stands. Raises ``DraftMissing``."""
    return fees_of(get_draft(draft_id, by=by), now=now)


def fees_of(
    draft: DraftView, *, now: datetime, answers: Mapping[str, Any] | None = None
) -> FeeQuote:
    """As ``fee_preview``, of a draft that was read already; with other ``answers``: what if."""
    told = draft.answers if answers is None else answers
    return quote_draft(get_frozen_service(draft.version_id), told, draft.profile, now)


def quote_draft(
    service: FrozenService, answers: Mapping[str, Any], profile: Mapping[str, Any], now: datetime
) -> FeeQuote:
    return quote(
        service.document,
        answers,
        timezone.localdate(now),
        assurance=int(profile.get("assurance", 0)),
        profile=profile,
        compiled=service.compiled_fees,
    )


def snapshot_of(quoted: FeeQuote) -> dict[str, Any]:
    """The quote as plain data; amounts in minor units."""
    return {
        "currency": quoted.total.currency,
        "total": quoted.total.minor,
        "is_complete": quoted.is_complete,
        "lines": [
            {
                "fee_id": line.fee_id,
                "name": dict(line.name),
                "kind": line.kind,
                "when": line.when,
                "unit": line.unit.minor,
                "quantity": line.quantity,
                "full": line.full.minor,
                "amount": line.amount.minor,
                "waiver": {
                    "waiver_id": line.waiver.waiver_id,
                    "percent": line.waiver.percent,
                    "reason": dict(line.waiver.reason),
                    "legal_basis": line.waiver.legal_basis,
                }
                if line.waiver
                else None,
            }
            for line in quoted.lines
        ],
    }
