"""Telling who follows a dossier that it moved."""

from datetime import datetime

from motcua.casework.events import CaseStateChanged
from motcua.casework.models import Case, CaseWatch
from motcua.identity.api import StaffMissing, get_staff
from motcua.kernel.i18n import pick
from motcua.notifications.api import Recipient, notify


def tell_watchers(event: CaseStateChanged, at: datetime) -> None:
    """In the transaction of the move: one look into an index where nobody follows."""
    watchers = CaseWatch.objects.filter(case=event.case_id).values_list("staff_id", flat=True)
    people = list(watchers[:100])
    if not people:
        return
    case = Case.objects.only("id", "code", "reference", "service_name").get(pk=event.case_id)
    for staff_id in people:
        try:
            person = get_staff(staff_id, now=at)
        except StaffMissing:
            continue
        if not person.is_active:
            continue
        notify(
            recipient=Recipient(staff_id=person.id, name=person.full_name),
            template="case_watched",
            context={
                "code": case.code or case.reference,
                "service": pick(case.service_name, "vi"),
                "link": f"/quan-tri/mot-cua/{case.pk}/",
            },
            subject=f"case:{case.pk}",
            dedupe_key=f"case:{case.pk}:moved:{event.to_state}:{staff_id}:{at.isoformat()}",
            now=at,
        )
