"""An officer's reasons, shown at the fields they are about."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.api import case_of_draft, get_case
from motcua.kernel.actors import Actor


def supplement_notes(draft_id: UUID, *, by: Actor) -> dict[str, str]:
    """Field id → what the officer wrote, for the draft that answers a supplement request."""
    case_id = case_of_draft(draft_id, by=by)
    if case_id is None:
        return {}
    asked = get_case(case_id, by=by, now=timezone.now()).open_supplement
    if asked is None:
        return {}
    return {
        item.target: _("Cơ quan yêu cầu: %(reason)s") % {"reason": item.reason}
        for item in asked.items
    }
