"""Helping ends: by the citizen at any moment, by the helper when done."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.mandates.errors import ConsentMissing
from motcua.mandates.models import EndedBy, HelperConsent, HelperDeed
from tenants.api import in_public


def end_consent(*, consent_id: UUID, subject: UUID, by: Actor, now: datetime) -> None:
    """By the citizen whose consent it is, with effect at the helper's next click. Ended before:
    nothing happens. Raises ``ConsentMissing``."""
    _end(consent_id, {"subject": subject}, EndedBy.CITIZEN, by=by, now=now)


def leave_consent(*, consent_id: UUID, helper: UUID, by: Actor, now: datetime) -> None:
    """By the helper. Raises ``ConsentMissing``."""
    _end(consent_id, {"helper_subject": helper}, EndedBy.HELPER, by=by, now=now)


def _end(
    consent_id: UUID, whose: Mapping[str, UUID], how: EndedBy, *, by: Actor, now: datetime
) -> None:
    with in_public(), transaction.atomic():
        row = HelperConsent.objects.select_for_update().filter(pk=consent_id, **whose).first()
        if row is None:
            raise ConsentMissing(_("Không tìm thấy lượt giúp này."))
        if row.ended_at is not None:
            return
        row.ended_at, row.ended_by, row.code_hash = now, how, ""
        row.save(update_fields=["ended_at", "ended_by", "code_hash"])
        subject, facts = f"citizen:{row.subject}", {"consent": str(row.pk), "by": str(how)}
        audit.record(action="help.ended", subject=subject, by=by, at=now, data=facts)


def note_deed(
    *, consent_id: UUID, kind: str, service_name: Mapping[str, str], now: datetime
) -> None:
    """For the citizen's own list: what somebody did with their consent."""
    with in_public():
        HelperDeed.objects.create(
            consent_id=consent_id, kind=kind, service_name=dict(service_name), at=now
        )
