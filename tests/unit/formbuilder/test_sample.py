"""Made-up answers: never invalid, the same for the same seed, bounded whatever the author typed."""

from datetime import date

import pytest

from formbuilder.api import (
    Context,
    FormSection,
    compile_form,
    field_types,
    sample_answers,
    validate_answers,
)
from motcua.catalogue.library import demo_services

CONTEXT = Context(today=date(2026, 6, 15))
DOCUMENTS = [document for kind in ("province", "ministry") for document in demo_services(kind)]


def form_of(*fields):
    page = {"id": "pag_a", "title": {"vi": "A"}, "fields": list(fields)}
    return compile_form(FormSection.model_validate({"pages": [page]}))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.service.slug)
@pytest.mark.parametrize("seed", [1, 7, 123_456])
def test_samples_of_real_services_are_valid(document, seed):
    compiled = compile_form(document.form)
    sample = sample_answers(compiled, seed=seed, context=CONTEXT)
    checked = validate_answers(compiled, sample.answers, CONTEXT)
    assert [error for error in checked.errors if error.code != "required"] == []
    assert len(sample.answers) > 3
    assert {item.type.kind for item in sample.unfilled} <= {"files"}
    assert sample_answers(compiled, seed=seed, context=CONTEXT) == sample


@pytest.mark.parametrize("kind", list(field_types), ids=lambda kind: kind.key)
def test_any_type_is_filled_validly_or_left_empty(kind):
    field = {
        "id": "fld_a",
        "key": "a",
        "type": kind.key,
        "label": {"vi": "Câu hỏi"},
        "config": kind.config().model_dump(mode="json"),
    }
    compiled = form_of(field)
    sample = sample_answers(compiled, seed=3, context=CONTEXT)
    assert not [
        error
        for error in validate_answers(compiled, sample.answers, CONTEXT).errors
        if error.code != "required"
    ]


@pytest.mark.parametrize("pattern", ["((a{200}){200}){200}", "[0-9]{3}-[A-Z]{2}", "(ab|cd)+", "^$"])
def test_patterns_cost_nothing(pattern):
    field = {"id": "fld_a", "key": "a", "type": "short_text", "config": {"pattern": pattern}}
    sample = sample_answers(form_of(field), seed=1, context=CONTEXT)
    assert len(sample.answers.get("fld_a", "")) < 300
