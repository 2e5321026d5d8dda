"""The agency decides its terms and what citizens learn of readers."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.privacy.domain.requests import Kind
from motcua.privacy.errors import TermsInvalid
from motcua.privacy.models import PrivacySettings
from motcua.privacy.permissions import CONFIGURE
from motcua.privacy.queries.terms import Terms

MOST_DAYS: Final = 90


def save_terms(wish: Terms, *, by: Actor, now: datetime) -> None:
    """Requests that wait keep the term they have. Raises ``TermsInvalid``."""
    by.require(CONFIGURE)
    _check(wish)
    with transaction.atomic():
        values = {**asdict(wish), "day_counts": dict(wish.day_counts)}
        PrivacySettings.objects.update_or_create(
            is_only=True, defaults={**values, "updated_at": now, "updated_by": by.name[:200]}
        )
        audit.record(
            action="privacy.terms_saved", subject="privacy-settings", by=by, at=now, data=values
        )


def _check(wish: Terms) -> None:
    if not 1 <= wish.answer_days <= MOST_DAYS:
        raise TermsInvalid(_("Số ngày từ 1 đến 90."), field="answer_days")
    for kind in Kind:
        if not 1 <= wish.day_counts.get(kind.value, 0) <= MOST_DAYS:
            raise TermsInvalid(_("Số ngày từ 1 đến 90."), field=f"days_{kind.value}")
    if not 1 <= wish.copy_hours <= 720:
        raise TermsInvalid(_("Số giờ từ 1 đến 720."), field="copy_hours")
    if not 1 <= wish.keep_years <= 50:
        raise TermsInvalid(_("Số năm từ 1 đến 50."), field="keep_years")
