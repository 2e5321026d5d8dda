"""Consents to be helped: in force here and now, and as the citizen sees them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.identity.api import account_is_open
from motcua.mandates.domain.views import ConsentView, DeedView
from motcua.mandates.models import HelperConsent
from tenants.api import current_tenant, in_public

PURPOSE: Final = "mandates.consent.code"
_SHOWN: Final = 30


def consent_in_force(consent_id: UUID, *, helper: UUID, now: datetime) -> ConsentView | None:
    """The consent, if ``helper`` may use it in the current tenant at this moment.

    Read anew every time: a citizen who ends it ends it at once, and so does closing the account.
    """
    tenant_id = current_tenant().id
    with in_public():
        row = HelperConsent.objects.filter(
            pk=consent_id,
            helper_subject=helper,
            tenant_id=tenant_id,
            ended_at=None,
            good_until__gt=now,
        ).first()
        if row is None or not _has_people(row):
            return None
        return view_of(row)


def _has_people(row: HelperConsent) -> bool:
    """Both still have their accounts."""
    people = [row.helper_subject] if row.is_walk_in else [row.helper_subject, row.subject]
    return all(person is not None and account_is_open(person) for person in people)


def list_consents(*, subject: UUID) -> list[ConsentView]:
    """The citizen's own, newest first, with what was done."""
    with in_public():
        rows = HelperConsent.objects.filter(subject=subject).prefetch_related("deeds")
        return [view_of(row, with_deeds=True) for row in rows.order_by("-created_at")[:_SHOWN]]


def view_of(row: HelperConsent, *, with_deeds: bool = False) -> ConsentView:
    facts = row.facts or {}
    deeds = (
        tuple(
            DeedView(each.kind, each.service_name, each.at)
            for each in sorted(row.deeds.all(), key=lambda deed: deed.at)
        )
        if with_deeds
        else ()
    )
    return ConsentView(
        id=row.pk,
        subject=row.subject,
        is_walk_in=row.is_walk_in,
        citizen_name=facts.get("citizen", ""),
        helper_name=facts.get("helper", ""),
        wanted=facts.get("wanted", ""),
        tenant_id=row.tenant_id,
        service_slug=row.service_slug,
        draft_id=row.draft_id,
        helper_subject=row.helper_subject,
        created_at=row.created_at,
        code_until=row.code_until,
        used_at=row.used_at,
        until=row.good_until,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        deeds=deeds,
    )
