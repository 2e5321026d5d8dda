"""Following a dossier, and letting a colleague elsewhere read one."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseNotYours
from motcua.casework.models import CaseShare, CaseWatch
from motcua.casework.operations.colleagues import colleague, tell_colleague
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import close_act
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case, staff_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict

MOST_SHARES: Final = 50


class ShareLimit(Conflict):
    code = "share_limit"


def watch_case(*, case_id: UUID, by: Actor, now: datetime) -> None:
    """Repeating it changes nothing."""
    by.require(Permission.READ)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        CaseWatch.objects.get_or_create(
            case=case, staff_id=staff_of(by), defaults={"watched_at": now}
        )


def unwatch_case(*, case_id: UUID, by: Actor) -> None:
    CaseWatch.objects.filter(case=case_id, staff_id=staff_of(by)).delete()


def share_case(*, case_id: UUID, staff_id: UUID, by: Actor, now: datetime, note: str = "") -> None:
    """Let a colleague read this dossier; they are told. In the audit, and taken back at any time.

    Whoever may read a dossier only because it was shared does not hand it on.
    Raises ``CaseMissing``, ``CaseNotYours``, ``ShareLimit``.
    """
    by.require(Permission.READ)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if not by.may(Permission.READ_ALL) and not by.agency_ids & set(case.agency_ids):
            raise CaseNotYours(_("Chỉ đơn vị giải quyết hồ sơ mới chia sẻ được hồ sơ."))
        person = colleague(staff_id)
        if staff_id in case.shared_with:
            return
        if len(case.shared_with) >= MOST_SHARES:
            raise ShareLimit(_("Hồ sơ này đã được chia sẻ cho quá nhiều người."))
        CaseShare.objects.create(
            case=case,
            staff_id=staff_id,
            staff_name=person.full_name[:200],
            shared_by=by.id,
            shared_by_name=by.name[:200],
            note=note.strip()[:500],
            shared_at=now,
        )
        case.shared_with = [*case.shared_with, staff_id]
        facts = {"to": person.full_name, "note": note.strip()[:500]}
        close_act(case, action="case.shared", by=by, now=now, data=facts)
        key = f"case:{case.pk}:shared:{staff_id}:{now.isoformat()}"
        tell_colleague(case, person, notice="case_shared", by=by, key=key, now=now)


def unshare_case(*, case_id: UUID, staff_id: UUID, by: Actor, now: datetime) -> None:
    """Take it back: whoever shared it, or the unit that has the dossier."""
    by.require(Permission.READ)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        open_share = CaseShare.objects.filter(case=case, staff_id=staff_id, ended_at=None).first()
        if open_share is None:
            return
        in_unit = by.may(Permission.READ_ALL) or bool(by.agency_ids & set(case.agency_ids))
        if not in_unit and by.id not in (open_share.shared_by, staff_id):
            raise CaseNotYours(_("Bạn không thu lại được chia sẻ này."))
        open_share.ended_at = now
        open_share.save(update_fields=["ended_at"])
        case.shared_with = [each for each in case.shared_with if each != staff_id]
        facts = {"to": open_share.staff_name}
        close_act(case, action="case.unshared", by=by, now=now, data=facts)
