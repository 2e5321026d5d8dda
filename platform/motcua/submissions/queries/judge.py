"""The judgement over a whole draft, used by the check page and at the door alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import Evaluation, FieldError, compile_condition, validate_answers
from motcua.catalogue.api import FrozenService
from motcua.kernel.i18n import pick
from motcua.submissions.domain.answers import top_level
from motcua.submissions.domain.views import MissingAnswer
from motcua.submissions.models import Draft, Submission
from motcua.submissions.queries.forms import context_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """``answers`` are those of visible questions only, calculations included."""

    answers: dict[str, Any]
    missing: tuple[MissingAnswer, ...]
    warnings: tuple[FieldError, ...]


def judge(draft: Draft, service: FrozenService, now: datetime) -> Judgement:
    """Pure; costs milliseconds."""
    found = validate_answers(service.compiled_form, draft.answers, context_of(draft.profile, now))
    errors = [*found.errors, *_absent_components(service, found.evaluation)]
    if errors and draft.supersedes is not None:
        errors = list(_mendable(draft, service, errors, now, sent_id=draft.supersedes))
    named: dict[tuple[str, str], MissingAnswer] = {}
    for error in errors:
        named.setdefault((error.path, error.code), _located(service, error))
    order = {page_id: number for number, page_id in enumerate(service.compiled_form.page_ids)}
    missing = sorted(named.values(), key=lambda each: order.get(each.page_id, -1))
    return Judgement(found.answers_visible_only, tuple(missing), found.warnings)


def _mendable(
    draft: Draft, service: FrozenService, errors: list[FieldError], now: datetime, *, sent_id: UUID
) -> Iterator[FieldError]:
    """A correction is not held up by what was accepted, is locked, and only time has spoilt, such
    as a day to come that has passed meanwhile."""
    sent = Submission.objects.get(pk=sent_id).answers
    form = service.compiled_form
    spoilt = {
        (error.path, error.code)
        for error in validate_answers(form, sent, context_of(draft.profile, now)).errors
    }
    locked = frozenset(draft.locked_fields or ())
    for error in errors:
        is_locked = bool(error.field_id) and top_level(form, error.field_id) in locked
        if not (is_locked and (error.path, error.code) in spoilt):
            yield error


def _absent_components(service: FrozenService, evaluation: Evaluation) -> Iterator[FieldError]:
    """Papers the dossier must have whose file question is shown but was left empty."""
    for paper in service.document.components:
        field_id = paper.field_id
        if not field_id or paper.optional or paper.handling != "submit":
            continue
        if field_id not in evaluation.visible or evaluation.values.get(field_id):
            continue
        rule = paper.required_if
        if rule is None or compile_condition(service.compiled_form, rule).holds(evaluation):
            name = pick(paper.name, get_language() or "vi")
            message = _("Tải lên giấy tờ: %(name)s") % {"name": name}
            yield FieldError(field_id, field_id, "required", message)


def _located(service: FrozenService, error: FieldError) -> MissingAnswer:
    field = service.compiled_form.fields.get(error.field_id)
    return MissingAnswer(
        page_id=field.page_id if field else "",
        field_id=error.field_id,
        path=error.path,
        label=field.label(get_language() or "vi") if field else "",
        code=error.code,
        message=error.message,
        input_name=error.input_name,
    )
