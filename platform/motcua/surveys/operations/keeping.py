"""What runs by the clock: surveys end, answers lose their order, and are forgotten."""

import random
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.surveys.domain.states import LEAST_SHOWN, Status
from motcua.surveys.models import Survey, SurveyResponse, SurveyText, SurveyTicket
from motcua.surveys.operations.drafting import lock_survey
from motcua.surveys.operations.publication import close_row
from motcua.surveys.operations.tallying import renew_tally

_dice: Final = random.SystemRandom()
_BATCH: Final = 500


def has_work() -> bool:
    """One question to the database for tenants that have no surveys, which is most."""
    return Survey.objects.filter(
        status__in=(Status.PUBLISHED, Status.CLOSED, Status.ARCHIVED), forgotten_at=None
    ).exists()


def tend_surveys(*, now: datetime) -> None:
    """Safe to run at any time, and twice."""
    live = Survey.objects.filter(
        status__in=(Status.PUBLISHED, Status.CLOSED, Status.ARCHIVED), forgotten_at=None
    )
    for survey_id in list(live.values_list("pk", flat=True)):
        _close_if_over(survey_id, now)
        renew_tally(survey_id, now=now)
        mix_answers(survey_id)
        forget_answers(survey_id, now=now)


def mix_answers(survey_id: UUID) -> int:
    """Write new answers of an anonymous survey anew, in random order; all of them once it is over.

    A table remembers in which order its rows came and what came together with them: whoever can
    read the database's files could lay answers beside tickets. Returns how many were moved; while
    it runs it waits for five, for one alone has no order to lose.
    """
    with transaction.atomic():
        row = lock_survey(survey_id)
        answers = SurveyResponse.objects.filter(survey=row)
        fresh = answers.filter(is_mixed=False).count()
        if not row.is_anonymous or fresh < (LEAST_SHOWN if row.status == Status.PUBLISHED else 1):
            return 0
        moved = list(answers.filter(is_mixed=False) if row.status == Status.PUBLISHED else answers)
        texts = list(SurveyText.objects.filter(response__in=moved))
        answers.filter(pk__in=[each.pk for each in moved]).delete()
        for each in moved:
            each.is_mixed = True
        _dice.shuffle(moved)
        _dice.shuffle(texts)
        SurveyResponse.objects.bulk_create(moved, batch_size=_BATCH)
        SurveyText.objects.bulk_create(texts, batch_size=_BATCH)
    return len(moved)


def forget_answers(survey_id: UUID, *, now: datetime) -> bool:
    """The single answers go when their time is over; sums and published results stay."""
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.closed_at is None or row.forgotten_at is not None:
            return False
        if now < row.closed_at + timedelta(days=row.keep_days):
            return False
        if row.tally is None:
            return False
        SurveyResponse.objects.filter(survey=row).delete()
        SurveyTicket.objects.filter(survey=row).delete()
        row.forgotten_at = now
        row.save(update_fields=["forgotten_at"])
        audit.record(
            action="survey.answers_forgotten", subject=row.audit_subject, by=SYSTEM, at=now, data={}
        )
    return True


def _close_if_over(survey_id: UUID, now: datetime) -> None:
    with transaction.atomic():
        row = lock_survey(survey_id)
        if row.status == Status.PUBLISHED and row.closes_at and row.closes_at <= now:
            close_row(row, by=SYSTEM, now=now)
