"""What a new draft already knows: the verified profile, and what was told in earlier dossiers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from formbuilder.api import (
    CompiledField,
    CompiledForm,
    prefill_answers,
    validate_answers,
    visible_pages,
)
from motcua.catalogue.api import VersionView, get_frozen_service
from motcua.submissions.models import Submission
from motcua.submissions.queries.forms import context_of

PROFILE: Final = "profile"
VERIFIED: Final = "verified"
VERIFIED_LEVEL: Final = 2
"""Identity level from which the state vouches for who somebody is."""
VOUCHED: Final = frozenset({"full_name", "birth_date", "sex", "personal_number"})
"""What the state vouches for; where somebody lives or can be reached changes too often."""
NEVER_AGAIN: Final = frozenset({"signature", "declaration", "consent"})
"""Said for one dossier only."""
LOOKED_AT: Final = 5
"""Earlier dossiers that are searched for a telephone number or an address."""


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """``origins`` says of each answer where it comes from; ``locked`` are not to be changed."""

    answers: dict[str, Any]
    origins: dict[str, str]
    locked: list[str]
    page_id: str


def first_answers(
    version: VersionView,
    profile: Mapping[str, Any],
    *,
    applicant_id: UUID,
    reuse: UUID | None,
    now: datetime,
    looks_back: bool = True,
) -> FirstAnswers:
    """Facts that fit their questions; one that does not is left to be typed. Without
    ``looks_back`` nothing is taken from earlier dossiers.

    ``reuse`` is a submission of the same applicant and service; of any other nothing is taken.
    """
    form = version.compiled_form
    answers = prefill_answers(form, profile)
    origins = {key: _origin(form.fields[key], profile) for key in answers}
    earlier = _from_earlier(form, version, answers, applicant_id, reuse) if looks_back else ()
    for reference, found in earlier:
        for key, value in found.items():
            if key not in answers:
                answers[key], origins[key] = value, f"dossier:{reference}"
    checked = validate_answers(form, answers, context_of(profile, now))
    for error in checked.errors:
        answers.pop(error.path.partition("/")[0], None)
    origins = {key: origin for key, origin in origins.items() if key in answers}
    pages = visible_pages(form, checked.evaluation)
    locked = sorted(key for key, origin in origins.items() if origin == VERIFIED)
    return FirstAnswers(answers, origins, locked, pages[0] if pages else "")


def _origin(item: CompiledField, profile: Mapping[str, Any]) -> str:
    # Of an organisation nobody but its people says what it is called in this form.
    is_vouched = item.field.prefill in VOUCHED and "acting" not in profile
    return VERIFIED if is_vouched and profile.get("assurance", 0) >= VERIFIED_LEVEL else PROFILE


def _from_earlier(
    form: CompiledForm,
    version: VersionView,
    known: Mapping[str, Any],
    applicant_id: UUID,
    reuse: UUID | None,
) -> Iterator[tuple[str, dict[str, Any]]]:
    """By dossier, the chosen one first: its reference and the answers that may be taken over."""
    mine = Submission.objects.filter(applicant_id=applicant_id)
    if reuse is not None:
        chosen = mine.filter(pk=reuse, service_id=version.service_id).first()
        if chosen is not None:
            yield chosen.reference, _same_questions(form, chosen)
    wanted = {
        item.field.prefill: item
        for item in form.fields.values()
        if item.field.prefill in ("phone", "email", "address") and item.id not in known
    }
    for row in mine.order_by("-received_at")[:LOOKED_AT] if wanted else ():
        yield row.reference, _contacts(wanted, row)


def _same_questions(form: CompiledForm, row: Submission) -> dict[str, Any]:
    """Answers to questions that are still asked, of the same type."""
    before = get_frozen_service(row.version_id).compiled_form
    return {
        key: _without_files(form.fields[key], value)
        for key, value in row.answers.items()
        if key in before.fields and _may_return(form.fields.get(key), before.fields[key])
    }


def _may_return(item: CompiledField | None, before: CompiledField) -> bool:
    return (
        item is not None
        and item.type.key == before.type.key
        and item.type.kind != "files"
        and item.type.key not in NEVER_AGAIN
        and not item.is_calculated
    )


def _without_files(item: CompiledField, value: Any) -> Any:
    """Files belong to the dossier they were sent with, also those inside a group's rows."""
    if item.type.kind != "rows" or not isinstance(value, list):
        return value
    files = {inner.id for inner in item.inner if inner.type.kind == "files"}
    return [{key: part for key, part in row.items() if key not in files} for row in value]


def _contacts(wanted: Mapping[Any, CompiledField], row: Submission) -> dict[str, Any]:
    """Telephone, e-mail and address as told last, where a question asks for the same."""
    found = {}
    for before in get_frozen_service(row.version_id).compiled_form.fields.values():
        item = wanted.get(before.field.prefill)
        value = row.answers.get(before.id)
        if item is not None and value is not None and item.type.key == before.type.key:
            found[item.id] = value
    return found
