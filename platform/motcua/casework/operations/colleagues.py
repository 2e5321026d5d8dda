"""Finding colleagues, and telling them something about a dossier."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.errors import CaseNotYours
from motcua.casework.models import Case
from motcua.casework.permissions import Permission
from motcua.identity.api import ROLES, StaffMissing, StaffView, get_staff
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.notifications.api import Recipient, notify


def colleague(staff_id: UUID, *, field: str = "staff_id") -> StaffView:
    """Somebody who works here now and reads dossiers. Raises ``CaseNotYours``."""
    try:
        person = get_staff(staff_id)
    except StaffMissing:
        raise CaseNotYours(_("Không có cán bộ này."), field=field) from None
    reads = any(Permission.READ in ROLES[key].permissions for key in person.roles if key in ROLES)
    if not person.is_active or not reads:
        raise CaseNotYours(_("Cán bộ này không giải quyết hồ sơ."), field=field)
    return person


def may_colleague_read(person: StaffView, case: Case) -> bool:
    """``may_read_case`` for somebody who is not asking: their roles and units as they stand."""
    everywhere = any(
        Permission.READ_ALL in ROLES[key].permissions for key in person.roles if key in ROLES
    )
    places = {each.agency_id for each in person.assignments}
    return (
        everywhere
        or None in places
        or bool(places & set(case.agency_ids))
        or person.id in (case.holder_assignee_id, *case.shared_with)
    )


def tell_colleague(
    case: Case, person: StaffView, *, notice: str, by: Actor, key: str, now: datetime
) -> None:
    """In the transaction of what is told; sent once per ``key``. No word of the content."""
    notify(
        recipient=Recipient(staff_id=person.id, email=person.email, name=person.full_name),
        template=notice,
        context={
            "code": case.code or case.reference,
            "service": pick(case.service_name, "vi"),
            "who": by.name,
            "link": f"/quan-tri/mot-cua/{case.pk}/",
        },
        subject=case.audit_subject,
        dedupe_key=key,
        now=now,
    )
