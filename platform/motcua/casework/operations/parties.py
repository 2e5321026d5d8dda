"""The three parties of a dossier, from what the submitter said and what the form asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from motcua.casework.events import CaseTouched
from motcua.casework.models import Case
from motcua.casework.operations.dossiers import search_text_of
from motcua.catalogue.api import ServiceDocument
from motcua.identity.api import PROVEN, ApplicantView, number_index, proven_applicant
from motcua.kernel import audit, events
from motcua.kernel.actors import Actor

_DETAILS: Final = ("personal_number", "tax_code", "birth_date", "sex", "phone", "email", "address")
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Parties:
    """``details``: as kept by the dossier. ``owner_index`` and ``owner_id`` are empty where the
    submitter is the owner. ``reception_id``: the reception point the submitter chose."""

    owner: str
    submitter: str
    receiver: str
    details: dict[str, dict[str, Any]] = field(default_factory=dict)
    owner_index: str = ""
    owner_id: UUID | None = None
    reception_id: UUID | None = None


def parties_of(
    applicant: Mapping[str, Any], answers: Mapping[str, Any], document: ServiceDocument
) -> Parties:
    """What was said on the page "for whom" comes first, then what the form asks, then oneself."""
    said: Mapping[str, Any] = applicant.get("parties") or {}
    acting = applicant.get("acting") or applicant
    submitter = str(acting.get("name") or applicant.get("full_name", ""))
    own = _details(applicant)
    execution = document.execution
    owner = said.get("owner") or _answered(answers, execution.owner_field)
    receiver = said.get("receiver") or _answered(answers, execution.receiver_field)
    number = str(owner.get("personal_number", "")) if owner else ""
    is_other = bool(owner) and number != own.get("personal_number", "")
    details: dict[str, dict[str, Any]] = {
        "owner": _details(owner) if owner else own,
        "submitter": own,
        "receiver": _details(receiver) if receiver else own,
    }
    if said.get("relation"):
        details["authorisation"] = {"relation": said["relation"], "paper": said.get("paper")}
        if said.get("mandate"):
            details["authorisation"]["mandate"] = said["mandate"]
    return Parties(
        owner=str(owner.get("name", "")) if owner else submitter,
        submitter=submitter,
        receiver=str(receiver.get("name", "")) if receiver else submitter,
        details=details,
        owner_index=number_index(number) if is_other and number else "",
        owner_id=_owner_id(owner, number if is_other else ""),
        reception_id=UUID(str(said["reception"])) if said.get("reception") else None,
    )


def _owner_id(owner: Mapping[str, Any] | None, number: str) -> UUID | None:
    """Who let the submitter act in their own account; else who has proven that number."""
    if owner and owner.get("applicant_id") and owner.get("kind") == "person":
        return UUID(str(owner["applicant_id"]))
    known = proven_applicant(number) if number else None
    return known.id if known else None


def link_owned(*, applicant: ApplicantView, now: datetime) -> int:
    """Dossiers filed for this person by others become visible to them, once their number is
    proven; returns how many. Nothing is seen by a number somebody only typed."""
    if applicant.assurance < PROVEN or not applicant.personal_number:
        return 0
    index = number_index(applicant.personal_number)
    waiting = Case.objects.filter(owner_index=index, owner_id=None)
    ids = list(waiting.values_list("pk", flat=True)[:_MOST])
    by = Actor(kind="applicant", id=applicant.id, name=applicant.full_name, assurance=PROVEN)
    for case_id in ids:
        with transaction.atomic():
            if waiting.filter(pk=case_id).update(owner_id=applicant.id):
                subject = f"case:{case_id}"
                audit.record(action="case.owner_linked", subject=subject, by=by, at=now)
                events.publish(CaseTouched(case_id=case_id), at=now)
    return len(ids)


def put_parties(case: Case, parties: Parties) -> None:
    """Into the row, without saving it."""
    case.owner_name, case.submitter_name = parties.owner[:200], parties.submitter[:200]
    case.receiver_name = parties.receiver[:200]
    case.parties = parties.details
    case.owner_index, case.owner_id = parties.owner_index, parties.owner_id
    case.search_text = search_text_of(case)


def _answered(answers: Mapping[str, Any], field_id: str) -> Mapping[str, Any] | None:
    """A person's block, or a plain name."""
    value = answers.get(field_id) if field_id else None
    if isinstance(value, str) and value.strip():
        return {"name": value.strip()}
    if isinstance(value, Mapping) and value.get("name"):
        return {**value, "birth_date": value.get("birth", "")}
    return None


def _details(person: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(person[key]) for key in _DETAILS if person.get(key) and _is_plain(person[key])}


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int)
