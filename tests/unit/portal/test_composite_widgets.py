"""Composite questions drawn: every part labelled and named, errors at their part, words escaped."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from formbuilder.api import CompiledForm, Context, FieldError, evaluate, parse_page
from motcua.formpages.render import PageState, render_page
from tests.unit.formbuilder.builders import compiled, field, page

TODAY = Context(today=date(2026, 11, 21))
DOCUMENTS = {
    "documents": [
        {"key": "birth", "label": {"vi": "Giấy chứng sinh"}, "template_url": "/mau.docx"},
        {"key": "photo", "label": {"vi": "Ảnh"}, "min_count": 0, "kinds": ["image"]},
    ]
}
TABLE = {
    "rows": [{"key": "r1", "label": {"vi": "Tầng 1"}}],
    "columns": [
        {"key": "area", "label": {"vi": "Diện tích"}, "kind": "number", "required": True},
        {"key": "done", "label": {"vi": "Ngày xong"}, "kind": "date"},
        {
            "key": "use",
            "label": {"vi": "Công năng"},
            "kind": "choice",
            "options": [{"value": "home", "label": {"vi": "Ở"}}],
        },
    ],
}
FIELDS = [
    field("person", "person", config={"required_parts": ["name", "birth", "sex", "residence"],
          "optional_parts": ["ethnicity", "nationality", "paper_type", "phone"]}),
    field("plot", "land_plot"),
    field("old", "old_address"),
    field("lines", "business_lines"),
    field("list", "list_choice", config={"list": "ethnicities", "display": "radio"}),
    field("country", "list_choice", config={"list": "countries"}),
    field("many", "list_choices", config={"list": "vsic"}),
    field("lookup", "table_lookup", config={"list": "vsic"}),
    field("table", "matrix", config=TABLE),
    field("papers", "documents", config=DOCUMENTS),
    field("photo", "image", config={"camera": "environment"}),
    field("sign", "signature"),
    field("point", "map_point", config={"tiles": "/ban-do/{z}/{x}/{y}.png"}),
]  # fmt: skip


class Outline(HTMLParser):
    """Ids, labels and inputs of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.inputs: list[dict[str, str | None]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.labelled.add(str(given.get("for")))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.inputs.append(given)


def form(*fields: dict[str, Any]) -> CompiledForm:
    return compiled(page("p", *(fields or FIELDS)))


def drawn(made: CompiledForm, answers: dict[str, Any] | None = None, **more: Any) -> str:
    given = answers or {}
    state = PageState(given, evaluate(made, given, TODAY), **more)
    return render_page(made, f"v{id(made)}", "pag_p", state)


@pytest.fixture
def made() -> CompiledForm:
    return form()


def test_every_input_has_a_name_and_words(made: CompiledForm) -> None:
    outline = Outline(drawn(made))
    assert len(outline.inputs) > 60
    bare = [
        given
        for given in outline.inputs
        if not given.get("name")
        or (str(given.get("id")) not in outline.labelled and not given.get("aria-label"))
    ]
    assert bare == []
    assert len(set(outline.ids)) == len(outline.ids)


def test_no_part_carries_a_script_or_a_style(made: CompiledForm) -> None:
    markup = drawn(made)
    assert not re.search(r'\s(on[a-z]+|style)="', markup)
    assert markup.count("<script") == markup.count('type="application/json"')


def test_answers_come_back_into_their_inputs(made: CompiledForm) -> None:
    answers = {
        "fld_person": {
            "name": "Lan <b>", "birth": "1990-03", "sex": "female", "nationality": "LA",
            "residence.province": "01", "residence.commune": "00070", "residence.detail": "x",
        },
        "fld_table": {"r1.area": 12, "r1.use": "home", "r1.done": "2026-02-01"},
        "fld_lines": {"codes": ["5610", "5630"], "main": "5630"},
        "fld_list": "02",
        "fld_old": {"era": "old", "old_province": "01", "old_district": "001",
                    "old_commune": "00007", "detail": "5"},
        "fld_sign": {"name": "Lan", "drawn": "1,2 3,4"},
        "fld_point": {"lat": 21.5, "lng": 105},
    }  # fmt: skip
    markup = drawn(made, answers)
    for wanted in (
        'value="Lan &lt;b&gt;"', 'name="f-fld_person-birth-month" type="text"',
        'value="LA" selected', 'value="00070" selected', 'name="f-fld_table-r1.area"',
        'value="home" selected', 'value="00008"', 'value="21,5"', 'd="M1,2 L3,4"',
    ):  # fmt: skip
        assert wanted in markup, wanted
    main = re.search(r'<input[^>]*name="f-fld_lines-main"[^>]*value="5630"[^>]*>', markup)
    assert main is not None
    assert "checked" in main[0]


def test_what_is_drawn_can_be_posted_back_unchanged(made: CompiledForm) -> None:
    """The page without scripts is a whole way: what it shows is what it sends."""
    answers = {
        "fld_plot": {"sheet": "1", "plot": "2", "area": 12.5, "address.province": "01",
                     "address.commune": "00070"},
        "fld_table": {"r1.area": 12, "r1.use": "home", "r1.done": "2026-02-01"},
        "fld_point": {"lat": 21.5, "lng": 105},
        "fld_sign": {"name": "Lan", "drawn": "1,2 3,4"},
    }  # fmt: skip
    posted: dict[str, list[str]] = {}
    for item in made.page("pag_p").fields:
        told = item.type.inputs(answers.get(item.id), item.settings) if item.id in answers else {}
        posted |= {f"f-{item.id}{ending}": list(texts) for ending, texts in (told or {}).items()}
    read = parse_page(made, "pag_p", posted, {}, {}, context=TODAY)
    assert {key: read.answers[key] for key in answers} == answers
    assert read.unknown == ()


def test_an_error_stands_at_its_part_and_its_link_leads_there(made: CompiledForm) -> None:
    posted = {
        "f-fld_person-name": [""], "f-fld_person-birth-day": ["31"],
        "f-fld_person-birth-month": ["2"], "f-fld_person-birth-year": ["1990"],
        "f-fld_table-r1.area": ["rộng"],
    }  # fmt: skip
    read = parse_page(made, "pag_p", posted, {}, {}, context=TODAY)
    links = {error.input_name for error in read.errors}
    assert {"f-fld_person-birth-day", "f-fld_table-r1.area"} <= links
    markup = drawn(made, errors=read.errors, raw=posted)
    outline = Outline(markup)
    assert links <= set(outline.ids)
    assert 'id="f-fld_person-birth-error"' in markup
    assert 'aria-describedby="f-fld_person-birth-error"' in markup


def test_errors_of_named_papers_stand_at_the_paper(made: CompiledForm) -> None:
    error = FieldError("fld_papers", "fld_papers", "required", "Tải lên", "-birth")
    assert 'id="f-fld_papers-birth-error"' in drawn(made, errors=[error])


def test_composites_work_in_rows_of_a_group() -> None:
    inner = [field("who", "person"), field("table", "matrix", config=TABLE)]
    made = form(field("people", "group", fields=inner))
    rows = [{"_row": "r1", "fld_who": {"name": "Lan", "birth": "1990"}}]
    markup = drawn(made, {"fld_people": rows})
    assert 'name="f-fld_people-r1-fld_who-name"' in markup
    posted = {
        "f-fld_people-rows": ["r1"], "f-fld_people-r1-fld_who-name": ["Lan Anh"],
        "f-fld_people-r1-fld_who-birth-year": ["1991"],
        "f-fld_people-r1-fld_table-r1.area": ["5"],
    }  # fmt: skip
    read = parse_page(made, "pag_p", posted, {}, {"fld_people": rows}, context=TODAY)
    (row,) = read.answers["fld_people"]
    assert row["fld_who"] == {"name": "Lan Anh", "birth": "1991"}
    assert row["fld_table"] == {"r1.area": 5}
    assert read.unknown == ()


@pytest.mark.parametrize("evil", ["\x00", "a\u202eb", "<script>alert(1)</script>", "x" * 200_000])
def test_hostile_inputs_are_refused_or_harmless(made: CompiledForm, evil: str) -> None:
    posted = {
        f"f-{item.id}{ending}": [evil] * 3
        for item in made.page("pag_p").fields
        for ending in (*item.type.endings(item.settings), "", "-find", "-present")
    }
    read = parse_page(made, "pag_p", posted, {}, {}, context=TODAY)
    assert read.errors
    markup = drawn(made, read.answers, errors=read.errors, raw=posted)
    assert "<script>alert" not in markup


def test_a_search_without_scripts_shows_what_it_found(made: CompiledForm) -> None:
    raw = {"f-fld_lines-find": ["an uong"], "f-fld_lines-codes": ["9631"]}
    markup = drawn(made, raw=raw)
    assert re.search(r'name="f-fld_lines-codes"[^>]*value="5610"', markup)
    assert re.search(r'value="9631" checked', markup)
