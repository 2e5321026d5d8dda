"""Dossiers filed by a mandate: what they keep of it, and that it still holds when they are sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.identity.api import get_applicant
from motcua.kernel.actors import Actor
from motcua.mandates.api import MandateOver, PrincipalView, find_principal, note_use
from motcua.submissions.models import Draft
from motcua.submissions.queries.forms import form_of

GRANTED: Final = ("owner", "relation", "mandate")


@dataclass(frozen=True, slots=True)
class ActingFor:
    """An organisation's draft: which of its people begins it, and by what right."""

    person: str
    principal: PrincipalView


def principal_of(draft: Draft, mandate_id: UUID | None, now: datetime) -> PrincipalView | None:
    """Whom the draft's applicant may file for by that mandate: a person, for this service, here."""
    if mandate_id is None:
        return None
    agent = get_applicant(draft.applicant_id).subject
    slug = form_of(draft).slug
    found = find_principal(mandate_id, agent=agent, now=now, service_slug=slug)
    return found if found is not None and found.kind == "person" else None


def granted_by(principal: PrincipalView, *, owner_id: UUID | None = None) -> dict[str, Any]:
    """A snapshot: what becomes of the mandate later changes no dossier."""
    is_person = principal.kind == "person"
    owner = {
        "kind": principal.kind,
        "name": principal.name,
        "personal_number" if is_person else "tax_code": principal.number,
    }
    if owner_id is not None:
        owner["applicant_id"] = str(owner_id)
    return {
        "owner": owner,
        "relation": principal.relation if is_person else "staff",
        "mandate": {
            "id": str(principal.mandate_id),
            "basis": principal.basis,
            "until": principal.until.isoformat() if principal.until else "",
            "checked_by": principal.checked_by,
        },
    }


def require_granted(draft: Draft, *, by: Actor, now: datetime) -> None:
    """Raises ``MandateOver`` when the mandate has ended since. Whoever acts for an organisation is
    asked for it with every page; of a person's it is asked here."""
    said = draft.parties or {}
    if "mandate" not in said:
        return
    mandate_id = UUID(said["mandate"]["id"])
    is_person = said["owner"]["kind"] == "person"
    if is_person and principal_of(draft, mandate_id, now) is None:
        raise MandateOver(
            _("Việc đại diện đã chấm dứt. Hãy chọn lại chủ hồ sơ rồi nộp."), field="whom"
        )
    name = form_of(draft).document.service.name
    note_use(mandate_id=mandate_id, service_name=name, by=by, now=now)


def sender_noted(draft: Draft, by: Actor) -> None:
    """Of an organisation's people, who sends it; perhaps not who began it."""
    if "acting" in draft.profile and by.for_name:
        draft.profile = {**draft.profile, "acting": {"name": by.name}}
