"""The judgement over all answers, at the door and before every submission."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.domain.context import EMPTY_CONTEXT, Context
from formbuilder.domain.evaluation import Evaluation
from formbuilder.domain.limits import MAX_ROWS
from formbuilder.domain.problems import FieldError
from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.common import reworded
from formbuilder.queries.compile import CompiledField, CompiledForm, evaluate


@dataclass(frozen=True, slots=True)
class Validation:
    """``answers_visible_only`` is what may be submitted when there are no ``errors``.

    It holds non-empty answers of visible fields and all calculations, nothing else.
    """

    answers_visible_only: dict[str, Any]
    errors: tuple[FieldError, ...]
    warnings: tuple[FieldError, ...]
    evaluation: Evaluation

    @property
    def is_valid(self) -> bool:
        return not self.errors


def validate_answers(
    compiled: CompiledForm, answers: Mapping[str, Any], context: Context = EMPTY_CONTEXT
) -> Validation:
    """Check every visible field, drop hidden ones, report keys that belong to no field."""
    evaluation = evaluate(compiled, answers, context)
    check = AnswerCheck(compiled, evaluation, context)
    kept: dict[str, Any] = {}
    for page in compiled.pages.values():
        for item in page.fields:
            if item.type.answers and item.id in evaluation.values:
                value = check.field(item, answers.get(item.id))
                if not item.type.is_empty(value):
                    kept[item.id] = value
    check.strangers(answers)
    return Validation(kept, tuple(check.errors), tuple(check.warnings), evaluation)


class AnswerCheck:
    """Collects errors and warnings field by field."""

    def __init__(self, compiled: CompiledForm, evaluation: Evaluation, context: Context) -> None:
        self._compiled = compiled
        self._values = evaluation.values
        self._visible = evaluation.visible
        self._required = evaluation.required
        self._context = context
        self._language = get_language() or "vi"
        self.errors: list[FieldError] = []
        self.warnings: list[FieldError] = []

    def field(self, item: CompiledField, raw: Any) -> Any:
        """Check the stored answer of one visible top-level field; give back what may be kept."""
        value = self._values[item.id] if item.is_calculated else raw
        if item.type.kind == "rows":
            return self._group(item, value)
        return self._one(item, value, item.id, self._values)

    def strangers(self, answers: Mapping[str, Any]) -> None:
        """Keys no field owns are refused, never stored silently."""
        for key in answers.keys() - self._compiled.fields.keys():
            message = _("Có dữ liệu không thuộc biểu mẫu này")
            name = str(key)[:80]
            self.errors.append(FieldError(name, name, "unknown_field", message))

    def _one(self, item: CompiledField, value: Any, path: str, around: Mapping[str, Any]) -> Any:
        kind, settings = item.type, item.settings
        if kind.is_empty(value):
            if path in self._required:
                missing = kind.all_missing(settings, self._question(item, around, path))
                self._report(self.errors, item, path, missing)
            return None
        question = self._question(item, around, path)
        faults = list(kind.check(value, settings, question))
        if not faults:
            self._report(self.warnings, item, path, kind.warn(value, settings, question))
        elif item.is_calculated and any(fault.code == "wrong_type" for fault in faults):
            return None  # a calculation gave what its field cannot hold: nobody can correct that
        else:
            self._report(self.errors, item, path, faults)
        return value

    def _group(self, item: CompiledField, raw: Any) -> Any:
        question = self._question(item, self._values, item.id)
        rows = raw if raw is not None else []
        if not rows and item.id in self._required:
            missing = item.type.missing(item.settings, question)
            self._report(self.errors, item, item.id, [missing])
            return None
        faults = list(item.type.check(rows, item.settings, question))
        self._report(self.errors, item, item.id, faults)
        if any(fault.code == "wrong_type" for fault in faults):
            return None
        return [self._row(item, row, values) for row, values in self._pairs(item, rows)]

    def _pairs(
        self, item: CompiledField, rows: list[dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        return zip(rows[:MAX_ROWS], self._values[item.id], strict=True)

    def _row(
        self, group: CompiledField, raw: dict[str, Any], values: dict[str, Any]
    ) -> dict[str, Any]:
        row_id = values["_row"]
        kept = {"_row": row_id}
        around = {**self._values, **values}
        for item in group.inner:
            path = f"{group.id}/{row_id}/{item.id}"
            if path in self._visible and item.type.answers:
                value = values[item.id] if item.is_calculated else raw.get(item.id)
                value = self._one(item, value, path, around)
                if value is not None:
                    kept[item.id] = value
        for key in raw.keys() - {"_row"} - {item.id for item in group.inner}:
            message = _("Có dữ liệu không thuộc biểu mẫu này")
            name = str(key)[:80]
            path = f"{group.id}/{row_id}/{name}"
            self.errors.append(FieldError(name, path, "unknown_field", message))
        return kept

    def _question(self, item: CompiledField, around: Mapping[str, Any], path: str) -> Question:
        label = item.label(self._language)
        return Question(label, path in self._required, self._context, around.get)

    def _report(
        self,
        into: list[FieldError],
        item: CompiledField,
        path: str,
        issues: Iterable[Issue],
    ) -> None:
        doubts = into is self.warnings
        for issue in issues:
            said = issue if doubts else reworded(issue, item.settings, self._language)
            into.append(FieldError(item.id, path, said.code, said.message, said.part))
