"""The paper that ends a dossier, composed by the service's author from blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from formbuilder.api import CompiledForm, Context, Evaluation, compile_condition, evaluate
from motcua.casework.papers.layout import Letterhead, Row, Sheet, Signature, fields, heading, table
from motcua.casework.papers.layout import text as paragraph
from motcua.catalogue.api import ResultTemplate, fill
from motcua.kernel.i18n import pick

_LANGUAGE = "vi"
ON_TOP = "ghi ở đầu văn bản này"
"""What a text says instead of a number that a signature will bring."""


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What a result is made of. ``values``: placeholders by name (``form.<key>``, ``case.…``)."""

    head: Letterhead
    template: ResultTemplate
    form: CompiledForm
    answers: Mapping[str, Any]
    values: Mapping[str, str]
    number: str
    signer_name: str
    signer_title: str
    address: str
    qr: str
    submitted_at: datetime
    signed: bool = False


def result_sheet(facts: ResultFacts) -> Sheet:
    """The result as data for the layout; conditions see the answers as the form's rules do."""
    evaluation = evaluate(facts.form, facts.answers, Context(today=facts.submitted_at.date()))
    sheet = Sheet(
        title=_words(facts, facts.template.title) or _words(facts, facts.template.name),
        agency=facts.head.agency,
        number_line=f"Số: {facts.number}",
        place_date=facts.head.place_date,
        footer=facts.head.footer,
        blocks=list(_blocks(facts, evaluation)),
        signatures=[
            Signature("", "", ""),
            Signature(facts.signer_title or facts.head.head_title, facts.signer_name, "(Đã ký)"),
        ],
        qr=facts.qr,
        signed=facts.signed,
        recipients=facts.head.recipients if facts.signed else (),
        authority=facts.head.authority,
        qr_text=f"Quét mã hoặc mở {facts.address} để kiểm tra giấy tờ này là thật và còn hiệu lực.",
    )
    return facts.head.dress(sheet)


def _blocks(facts: ResultFacts, evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    for block in facts.template.blocks:
        rule = block.visible_if
        if rule is not None and not compile_condition(facts.form, rule).holds(evaluation):
            continue
        match block.kind:
            case "heading":
                yield heading(_words(facts, block.text))
            case "paragraph":
                for part in _words(facts, block.text).split("\n"):
                    if part.strip():
                        yield {**paragraph(part), "align": block.align}
            case "rows":
                yield fields(_rows(facts, block.rows))
            case "group_table":
                yield _group(facts, block.group_field, block.columns)


def _rows(facts: ResultFacts, rows: list[Any]) -> list[Row]:
    return [(_words(facts, row.label), _words(facts, row.value)) for row in rows]


def _group(facts: ResultFacts, group_field: str, columns: list[str]) -> dict[str, Any]:
    known = [facts.form.fields[each] for each in columns if each in facts.form.fields]
    answered = facts.answers.get(group_field)
    rows = [
        [
            column.type.display(row[column.id], column.settings, _LANGUAGE)
            if column.id in row
            else ""
            for column in known
        ]
        for row in (answered if isinstance(answered, list) else [])
    ]
    return table(
        columns=[column.label(_LANGUAGE) for column in known],
        widths=[1] * len(known),
        rows=rows,
    )


def _words(facts: ResultFacts, text: Mapping[str, str]) -> str:
    return fill(pick(text, _LANGUAGE), facts.values)
