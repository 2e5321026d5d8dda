"""Answers as people read them: check-your-answers page, receipts, papers, officers' screens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formbuilder.domain.context import Context
from formbuilder.queries.compile import CompiledField, CompiledForm, evaluate
from motcua.kernel.i18n import pick

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PresentedRow:
    """One answer. ``path`` tells rows of a group apart: ``group/row/field``."""

    field_id: str
    label: str
    value: str
    page_id: str
    files: tuple[Mapping[str, Any], ...] = ()
    path: str = ""
    group: str = ""
    """"Người con 2" for answers inside a repeating group."""


@dataclass(frozen=True, slots=True)
class PresentedPage:
    page_id: str
    title: str
    rows: tuple[PresentedRow, ...]


def present(
    compiled: CompiledForm, answers: Answers, lang: str = "vi", context: Context | None = None
) -> list[PresentedPage]:
    """Pages with something to show.

    Without ``context`` the answers are taken as submitted: exactly what is there is shown. With
    it they are a draft: everything visible is shown, unanswered questions with an empty value.
    """
    shown = None
    if context is not None:
        evaluation = evaluate(compiled, answers, context)
        answers, shown = evaluation.values, evaluation.visible
    pages = []
    for page in compiled.pages.values():
        rows = tuple(
            row
            for item in page.fields
            if item.type.answers
            and (item.id in answers if shown is None else item.id in shown and not _is_quiet(item))
            for row in _rows(item, answers.get(item.id), lang, shown)
        )
        if rows:
            pages.append(PresentedPage(page.id, pick(page.page.title, lang), rows))
    return pages


def _is_quiet(item: CompiledField) -> bool:
    """A calculation that its form does not show to the citizen; officers see what came of it."""
    return item.type.needs_calculation and not getattr(item.settings, "show", True)


def _rows(
    item: CompiledField, value: Any, lang: str, shown: frozenset[str] | None
) -> Iterator[PresentedRow]:
    if item.type.kind != "rows":
        yield _row(item, value, lang, item.id, "")
        return
    rows = value if isinstance(value, list) else []
    if not rows:
        yield PresentedRow(item.id, item.label(lang), "", item.page_id, path=item.id)
    name = pick(item.settings.row_label, lang) or item.label(lang)
    for number, row in enumerate(rows, start=1):
        for inner in item.inner:
            path = f"{item.id}/{row['_row']}/{inner.id}"
            there = inner.id in row if shown is None else path in shown
            if inner.type.answers and there:
                yield _row(inner, row.get(inner.id), lang, path, f"{name} {number}")


def _row(item: CompiledField, value: Any, lang: str, path: str, group: str) -> PresentedRow:
    empty = item.type.is_empty(value)
    files = tuple(value) if item.type.kind == "files" and not empty else ()
    words = "" if empty else item.type.display(value, item.settings, lang)
    return PresentedRow(item.id, item.label(lang), words, item.page_id, files, path, group)


def export_answers(compiled: CompiledForm, answers: Answers) -> dict[str, Any]:
    """Submitted answers by field key, for papers and other systems."""
    return {
        item.field.key: _export(item, answers[item.id])
        for page in compiled.pages.values()
        for item in page.fields
        if item.id in answers
    }


def _export(item: CompiledField, value: Any) -> Any:
    if item.type.kind != "rows":
        return item.type.export(value, item.settings)
    return [
        {inner.field.key: _export(inner, row[inner.id]) for inner in item.inner if inner.id in row}
        for row in value
    ]
