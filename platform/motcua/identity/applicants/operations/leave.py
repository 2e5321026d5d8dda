"""A citizen's account is deleted: what that means inside one tenant.

Who has nothing here is forgotten. Whose dossier is under way is cut from the account and stays
reachable, like somebody known from a counter; a new proven account takes them over again. When
nothing runs any more only the dossiers themselves are left, with what the law has in them.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from motcua.identity.applicants.models import Applicant
from motcua.identity.leaving import Held, account_parts
from motcua.identity.models import SessionKind
from motcua.identity.sessions import end_sessions, sessions_named


def held_of(applicant_id: UUID) -> Held:
    """What the apps of this tenant must keep of the person."""
    return sum((part.held(applicant_id) for part in account_parts), Held())


def release_applicant(*, subject: UUID, now: datetime) -> bool:
    """Cut the account off in the current tenant; false when it is not known (any more) here."""
    end_sessions(list(sessions_named(holder=subject, kind=SessionKind.APPLICANT)))
    with transaction.atomic():
        row = Applicant.objects.select_for_update().filter(subject=subject).first()
        if row is None:
            return False
        for part in account_parts:
            part.let_go(row.pk, now=now)
        row.subject, row.is_walk_in, row.left_at = uuid4(), True, now
        row.save(update_fields=["subject", "is_walk_in", "left_at"])
        _settle(row, now)
    return True


def settle_leavers(*, now: datetime) -> int:
    """Of people whose account is gone and whose last dossier has ended, nothing but the dossiers
    stays. Returns how many were settled."""
    waiting = Applicant.objects.filter(left_at__isnull=False).exclude(full_name="")
    done = 0
    for pk in list(waiting.order_by("left_at", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = Applicant.objects.select_for_update().filter(pk=pk, left_at__isnull=False).first()
            done += row is not None and _settle(row, now)
    return done


def _settle(row: Applicant, now: datetime) -> bool:
    """True when the person is no longer named here."""
    held = held_of(row.pk)
    if held.running:
        return False
    for part in account_parts:
        part.forget(row.pk, now=now)
    if not held.kept:
        row.delete()
        return True
    row.full_name = row.email = row.phone = row.personal_number_index = ""
    row.attributes, row.assurance = {}, 0
    row.save()
    return True
