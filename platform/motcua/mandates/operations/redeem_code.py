"""A helper types the code at an agency's site: from here on they may fill in forms there."""

import hmac
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.identity.api import (
    ApplicantView,
    account_email,
    applicant_actor,
    applicant_of_subject,
    citizen_claims,
    upsert_applicant,
)
from motcua.kernel import audit
from motcua.kernel.crypto import blind_index
from motcua.kernel.limits import check_limit
from motcua.mandates.domain.codes import clean_code
from motcua.mandates.domain.views import ConsentView
from motcua.mandates.errors import CodeWrong
from motcua.mandates.models import EndedBy, HelperConsent
from motcua.mandates.operations.telling import HELP_BEGAN
from motcua.mandates.queries.consents import PURPOSE, view_of
from motcua.notifications.api import Recipient, notify
from tenants.api import current_tenant, in_public

HELP_LASTS: Final = timedelta(hours=2)
MAX_TRIES: Final = 3
_GUESSES: Final = 6
_WINDOW: Final = timedelta(minutes=15)


def redeem_helper_code(
    *, code: str, helper: ApplicantView, now: datetime
) -> tuple[ConsentView, ApplicantView]:
    """The consent, in force in the current tenant, and the citizen as this tenant knows them.

    Whatever is wrong, the answer is the same ``CodeWrong``; a code that is right but not for this
    helper or place dies after a few tries. Raises ``LimitReached``; call outside a transaction.
    """
    _count(helper, now)
    row = _take(code, helper, now)
    citizen = _citizen_of(row, now) if row is not None else None
    if row is None or citizen is None:
        raise CodeWrong(
            _(
                "Mã không đúng, đã dùng, đã quá 15 phút, hoặc không dành cho ông/bà hay cơ quan "
                "này. Hãy nhờ người cho mã tạo mã mới."
            ),
            field="code",
        )
    _tell(row, citizen, helper, now)
    return view_of(row), citizen


def _count(helper: ApplicantView, now: datetime) -> None:
    """By person, wherever they try: every helper is a proven person, of whom nobody has many."""
    with in_public():
        check_limit(
            name="helper_code", subject=str(helper.subject), allowed=_GUESSES, per=_WINDOW, now=now
        )


def _take(code: str, helper: ApplicantView, now: datetime) -> HelperConsent | None:
    digits, tenant_id = clean_code(code), current_tenant().id
    if not digits:
        return None
    with in_public(), transaction.atomic():
        row = (
            HelperConsent.objects.select_for_update()
            .filter(
                code_hash=blind_index(digits, purpose=PURPOSE),
                used_at=None,
                ended_at=None,
                code_until__gt=now,
            )
            .first()
        )
        if row is None:
            return None
        if not _fits(row, helper, tenant_id):
            _note_try(row, now)
            return None
        row.facts = {**row.facts, "helper": helper.full_name}
        row.tenant_id, row.helper_subject = tenant_id, helper.subject
        row.used_at, row.good_until, row.code_hash = now, now + HELP_LASTS, ""
        row.save()
        return row


def _fits(row: HelperConsent, helper: ApplicantView, tenant_id: UUID) -> bool:
    wanted = row.facts.get("wanted", "")
    return (
        helper.subject != row.subject
        and row.tenant_id in (None, tenant_id)
        and (not wanted or hmac.compare_digest(wanted, account_email(helper.subject)))
    )


def _note_try(row: HelperConsent, now: datetime) -> None:
    row.tries += 1
    if row.tries >= MAX_TRIES:
        row.ended_at, row.ended_by, row.code_hash = now, EndedBy.TRIES, ""
    row.save()


def _citizen_of(row: HelperConsent, now: datetime) -> ApplicantView | None:
    """As the tenant would know them had they signed in: that is what they agreed to."""
    if row.is_walk_in:
        return applicant_of_subject(row.subject)
    claims = citizen_claims(row.subject)
    return upsert_applicant(claims, now=now) if claims else None


def _tell(row: HelperConsent, citizen: ApplicantView, helper: ApplicantView, now: datetime) -> None:
    by = applicant_actor(helper)
    facts = {"consent": str(row.pk), "helper": helper.full_name}
    assert row.good_until is not None
    with transaction.atomic():
        notify(
            recipient=Recipient(
                applicant_id=citizen.id,
                email=citizen.email,
                phone=citizen.phone,
                name=citizen.full_name,
            ),
            template=HELP_BEGAN.key,
            context={
                "helper": helper.full_name,
                "until": timezone.localtime(row.good_until).strftime("%H:%M %d/%m/%Y"),
                "code": "",
                "service": "",
                "link": "",
            },
            subject=f"consent:{row.pk}",
            dedupe_key=f"consent:{row.pk}:began",
            now=now,
        )
        audit.record(action="help.began", subject=f"consent:{row.pk}", by=by, at=now, data=facts)
    with in_public(), transaction.atomic():
        audit.record(
            action="help.began", subject=f"citizen:{row.subject}", by=by, at=now, data=facts
        )
