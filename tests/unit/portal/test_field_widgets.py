"""Every field type is drawn: whatever words it is given, and so that everybody can use it."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from formbuilder.api import FieldError, FormSection, compile_form, evaluate, field_types
from motcua.formpages.render import PageState, render_page
from tests.contracts.field_types import cases_of, outcome

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 }}{% now %}\u200b"
OPTIONS = [{"value": "a", "label": {"vi": HOSTILE}, "hint": {"vi": HOSTILE}}, {"value": "b"}]
ALL = pytest.mark.parametrize("key", field_types.keys())


class Page(HTMLParser):
    """What a browser would find in the markup."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def of(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]


def hostile_config(kind):
    """Words for people are hostile wherever a type takes some."""
    properties = kind.config.model_json_schema().get("properties", {})
    config = {
        name: {"vi": HOSTILE}
        for name, schema in properties.items()
        if "patternProperties" in schema
    }
    return config | ({"options": OPTIONS} if "options" in properties else {})


def a_good_answer(key):
    for case in cases_of(key):
        found = outcome(key, case)
        if found.get("codes") == []:
            return found["stored"] if "posted" in case else case["value"]
    return None


def drawn(key, *, with_errors=False):
    kind = field_types.get(key)
    calculation = {"calculate": {"value": HOSTILE}} if kind.needs_calculation else {}
    inside = [{"id": "fld_in", "key": "in", "type": "short_text", "label": {"vi": "Trong"}}]
    asked = {
        "id": "fld_x",
        "key": "x",
        "type": key,
        "label": {"vi": HOSTILE},
        "help": {"vi": HOSTILE},
        "config": hostile_config(kind) | ({"show": True} if key == "hidden" else {}),
        "fields": inside if key == "group" else [],
        **calculation,
    }
    page = {"id": "pag_1", "title": {"vi": "Trang"}, "fields": [asked]}
    form = compile_form(FormSection.model_validate({"pages": [page]}))
    answers = {"fld_x": a_good_answer(key)} if kind.answers else {}
    parts = kind.endings(form.fields["fld_x"].settings)
    raw = {f"f-fld_x{part}": [HOSTILE] for part in parts} if with_errors else {}
    errors = [FieldError("fld_x", "fld_x", "x", HOSTILE, part) for part in parts[:1]]
    state = PageState(
        answers=answers,
        evaluation=evaluate(form, answers),
        errors=errors if with_errors else (),
        raw=raw,
    )
    return render_page(form, key, "pag_1", state)


@ALL
@pytest.mark.parametrize("with_errors", [False, True], ids=["calm", "mending"])
def test_no_words_of_anybody_become_markup(key, with_errors):
    markup = drawn(key, with_errors=with_errors)
    page = Page(re.sub(r"<script type=\"application/json\".*?</script>", "", markup, flags=re.S))
    assert page.of("script") == []
    assert not [attrs for attrs in page.of("img") if attrs.get("src") == "x"]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "style" not in {name for _, attrs in page.tags for name in attrs}


@ALL
@pytest.mark.parametrize("with_errors", [False, True], ids=["calm", "mending"])
def test_every_input_has_a_name_that_assistive_technology_reads(key, with_errors):
    page = Page(drawn(key, with_errors=with_errors))
    ids = Counter(attrs["id"] for _, attrs in page.tags if attrs.get("id"))
    assert [identity for identity, count in ids.items() if count > 1] == []
    labelled = {attrs.get("for") for attrs in page.of("label")}
    for attrs in page.of("input", "select", "textarea"):
        if attrs.get("type") not in ("hidden", "submit"):
            assert attrs.get("id") in labelled or attrs.get("aria-label"), attrs
    for _, attrs in page.tags:
        for reference in (attrs.get("aria-describedby") or "").split():
            assert reference in ids, attrs
    for attrs in page.of("img"):
        assert "alt" in attrs


@ALL
def test_a_stored_answer_comes_back_into_the_inputs(key):
    kind = field_types.get(key)
    if not kind.answers or kind.kind in ("files", "rows") or kind.needs_calculation:
        return
    for case in cases_of(key):
        found = outcome(key, case)
        if found.get("codes") != []:
            continue
        value = found["stored"] if "posted" in case else case["value"]
        shown = kind.inputs(value, kind.config.model_validate(case.get("settings", {})))
        posted = {"": str(value)} if shown is None else {p: list(t) for p, t in shown.items()}
        again = {name: case[name] for name in case if name not in ("posted", "value", "files")}
        assert outcome(key, {**again, "posted": posted})["stored"] == value, case["name"]
