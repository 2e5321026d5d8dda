"""What a dossier's answers say to its process: which way at a choice, when an awaited date comes.

A process must go on whatever is in the dossier: what cannot be told (a missing answer, a question
that is gone, a rule that fails) counts as not being so, and the choice goes its "otherwise" way.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import structlog
from django.utils import timezone

from formbuilder.api import (
    EMPTY_CONTEXT,
    CompiledForm,
    Context,
    Evaluation,
    compile_condition,
    evaluate,
)
from motcua.casework.models import Case
from motcua.casework.steps.entries import answers_so_far, process_form, step_of
from motcua.catalogue.api import Outcome, Step
from motcua.kernel.actors import SYSTEM
from motcua.kernel.log_lines import failure_of
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

log = structlog.get_logger(__name__)
_LONGEST_WAIT: Final = timedelta(days=3_660)


class CaseGuide(workflow.Guide):
    def choose(self, question: workflow.Question) -> str:
        case = Case.objects.filter(pk=question.subject_id).first()
        step = step_of(case.version_id, question.step.author_id) if case else None
        if case is None or step is None:
            return super().choose(question)
        context = _context(case)
        form, answers = process_form(case.version_id), answers_so_far(case)
        return choice_at(step, form, answers, context=context) or super().choose(question)

    def moment(self, question: workflow.Question) -> datetime | None:
        """The first moment of the day; a period counts by its first day."""
        case = Case.objects.filter(pk=question.subject_id).first()
        day = _day(answers_so_far(case).get(question.step.until)) if case else None
        if day is None:
            return None
        day -= timedelta(days=question.step.until_days_before)
        moment = timezone.make_aware(datetime.combine(day, time.min))
        return min(moment, question.now + _LONGEST_WAIT)


def choice_at(
    step: Step,
    form: CompiledForm,
    answers: Mapping[str, Any],
    *,
    context: Context = EMPTY_CONTEXT,
) -> str | None:
    """The id of the outcome that a choice takes with these answers; ``None`` without any way."""
    evaluation = evaluate(form, answers, context)
    taken = (each.id for each in step.outcomes if _holds(form, each, evaluation))
    return next(taken, next((each.id for each in step.outcomes if each.when is None), None))


def _context(case: Case) -> Context:
    """As when it was submitted: a later day must not turn a rule round in the middle."""
    submission = submissions.get_submission(case.submission_id, by=SYSTEM)
    return Context(
        today=timezone.localtime(case.submitted_at).date(), profile=dict(submission.applicant)
    )


def _holds(form: CompiledForm, outcome: Outcome, evaluation: Evaluation) -> bool:
    if outcome.when is None:
        return False
    try:
        return compile_condition(form, outcome.when).holds(evaluation)
    except Exception as error:  # noqa: BLE001 -- a process must go on
        log.warning("choice_not_told", outcome=outcome.id, error=failure_of(error))
        return False


def _day(answer: object) -> date | None:
    if isinstance(answer, Mapping):
        answer = answer.get("from")
    try:
        return date.fromisoformat(str(answer)[:10])
    except ValueError:
        return None
