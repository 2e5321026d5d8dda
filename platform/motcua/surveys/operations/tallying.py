"""Adding the answers up, in steps: who knows that a colleague has just answered an anonymous
survey learns nothing from looking before and after."""

from collections.abc import Iterator, Set
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.surveys.domain.states import LEAST_SHOWN, LIVE, Status, TextState
from motcua.surveys.domain.tally import asked_in, count, protect
from motcua.surveys.errors import ResultsWithheld, SurveyMoved
from motcua.surveys.models import Survey, SurveyResponse, SurveyText
from motcua.surveys.operations.drafting import lock_survey
from motcua.surveys.permissions import Permission
from motcua.surveys.queries.compiled import compiled_form

_BATCH: Final = 500


def contents_of(survey_id: UUID) -> Iterator[dict[str, Any]]:
    """Opened a batch at a time, in the order of random ids."""
    rows: Any = SurveyResponse.objects.filter(survey_id=survey_id).order_by("pk")
    yield from rows.values_list("content", flat=True).iterator(chunk_size=_BATCH)


def answers_of(survey_id: UUID) -> Iterator[dict[str, Any]]:
    return (each["answers"] for each in contents_of(survey_id))


def renew_tally(survey_id: UUID, *, now: datetime) -> Survey:
    """Count again if enough has come in: of an anonymous survey that runs five answers at a time,
    else whenever there is a new one. Safe to run at any time."""
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.forgotten_at is not None or row.status not in LIVE:
            return row
        new = SurveyResponse.objects.filter(survey=row).count() - row.tallied
        wanted = LEAST_SHOWN if row.is_anonymous and row.status == Status.PUBLISHED else 1
        if row.tally is None or new >= wanted:
            row.tally = _counted(row)
            row.tallied, row.tallied_at = row.tally["total"], now
            row.save(update_fields=["tally", "tallied", "tallied_at"])
            waiting = SurveyText.objects.filter(response__survey=row, is_ready=False)
            waiting.update(is_ready=True)
    return row


def _counted(row: Survey) -> dict[str, Any]:
    """An anonymous survey with fewer than five answers counts as one with none yet."""
    total = SurveyResponse.objects.filter(survey=row).count()
    few = row.is_anonymous and row.status == Status.PUBLISHED and total < LEAST_SHOWN
    return count(asked_in(compiled_form(row)), [] if few else answers_of(row.pk))


def publish_results(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    """Put the sums, and the words chosen for it, on an open page as they stand now.

    Only of a survey that is over; small groups are left out whatever was promised. Raises
    ``ResultsWithheld``, ``SurveyMoved``.
    """
    by.require(Permission.PUBLISH)
    renew_tally(survey_id, now=now)
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.status != Status.CLOSED:
            raise SurveyMoved(_("Hãy đóng khảo sát trước khi công bố kết quả."))
        shown = protect(row.tally or {"total": 0, "questions": []}, least=LEAST_SHOWN)
        if shown is None:
            raise ResultsWithheld(
                _("Có dưới 5 người trả lời: công bố kết quả có thể làm lộ ai nói gì.")
            )
        told = {each["id"] for each in shown["questions"] if not each["is_held_back"]}
        row.results = {**shown, "texts": _chosen_texts(row, told)}
        row.results_at, row.results_by_name = now, by.name[:200]
        row.save(update_fields=["results", "results_at", "results_by_name"])
        audit.record(
            action="survey.results_published", subject=row.audit_subject, by=by, at=now, data={}
        )


def withdraw_results(*, survey_id: UUID, by: Actor, now: datetime) -> None:
    by.require(Permission.PUBLISH)
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.results is None:
            raise SurveyMoved(_("Kết quả chưa được công bố."))
        row.results, row.results_at, row.results_by_name = None, None, ""
        row.save(update_fields=["results", "results_at", "results_by_name"])
        audit.record(
            action="survey.results_withdrawn", subject=row.audit_subject, by=by, at=now, data={}
        )


def _chosen_texts(row: Survey, told: Set[str]) -> dict[str, list[str]]:
    """Words for which few were asked may tell who wrote them: none of those."""
    rows = SurveyText.objects.filter(
        response__survey=row, state=TextState.PUBLISHED, is_ready=True, field_id__in=told
    ).select_related("response")
    found: dict[str, list[str]] = {}
    for each in rows.order_by("pk"):
        said = each.response.content["answers"].get(each.field_id, "")
        if said:
            found.setdefault(each.field_id, []).append(said)
    return found
