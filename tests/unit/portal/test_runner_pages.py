"""Form pages rendered once, with holes filled per draft."""

import re

import pytest

from formbuilder.api import FieldError, FormSection, compile_form, evaluate
from motcua.formpages.holes import CLOSE, OPEN, Perforated, hole
from motcua.formpages.plan import plan_page
from motcua.formpages.render import PageState, render_page

HOSTILE = "\"'><script>alert(1)</script>{{ 7 }}"


def field(identity, kind, **more):
    return {
        "id": f"fld_{identity}",
        "key": identity,
        "type": kind,
        "label": {"vi": f"Câu {identity}"},
        **more,
    }


@pytest.fixture
def form():
    options = {
        "options": [{"value": "a", "label": {"vi": "A"}}, {"value": "b", "label": {"vi": "B"}}]
    }
    fields = [
        field("name", "short_text", required=True, help={"vi": "Như trong giấy khai sinh"}),
        field("note", "long_text"),
        field("copies", "number"),
        field("price", "money"),
        field("born", "date"),
        field("yes", "yes_no"),
        field("one", "single_choice", config=options),
        field("list", "single_choice", config={**options, "display": "select"}),
        field("many", "multiple_choice", config=options),
        field("mail", "email"),
        field("phone", "phone"),
        field("number", "personal_number"),
        field("place", "address"),
        field("paper", "file"),
        field("words", "explanation", config={"body": {"vi": "Đọc **kỹ** [luật](https://x.vn/a)"}}),
        field("kids", "group", fields=[field("kid", "short_text"), field("kidborn", "date")]),
        field(
            "more",
            "short_text",
            visible_if={"op": "eq", "args": [{"ref": "fld_one"}, {"value": "a"}]},
        ),
    ]
    section = {"pages": [{"id": "pag_1", "title": {"vi": "Trang một"}, "fields": fields}]}
    return compile_form(FormSection.model_validate(section))


ANSWERS = {
    "fld_name": HOSTILE,
    "fld_born": "1990-03-07",
    "fld_one": "a",
    "fld_many": ["b"],
    "fld_phone": "+84912345678",
    "fld_place": {"province": "68", "commune": "24787", "detail": "12 Trần Phú"},
    "fld_paper": [
        {
            "file_id": "f1f1f1f1",
            "name": HOSTILE,
            "size": 1000,
            "sha256": "0" * 64,
            "media_type": "application/pdf",
        }
    ],
    "fld_kids": [
        {"_row": "r1", "fld_kid": "Lan"},
        {"_row": "r4", "fld_kid": "Minh", "fld_kidborn": "2015"},
    ],
}


def draw(form, answers=ANSWERS, **more):
    state = PageState(answers=answers, evaluation=evaluate(form, answers), **more)
    return render_page(form, "v1", "pag_1", state)


def test_every_field_is_drawn_with_its_answer_and_nothing_escapes(form):
    html = draw(form)
    assert OPEN not in html
    assert CLOSE not in html
    assert "<script>alert" not in html
    assert 'name="f-fld_born-day" type="text" inputmode="numeric" value="7"' in html
    assert 'value="a" checked' in html
    assert 'value="0912345678"' in html
    assert '<option value="68" selected>' in html
    assert 'name="f-fld_kids-r4-fld_kid"' in html
    assert 'value="Minh"' in html
    assert "<strong>kỹ</strong>" in html
    for item in form.page("pag_1").fields:
        assert f'data-field="{item.id}"' in html


def test_two_drafts_share_a_plan_and_nothing_else(form):
    assert "Lan" in draw(form)
    empty = draw(form, {})
    assert "Lan" not in empty
    assert "0912345678" not in empty
    assert " checked" not in empty


def test_hidden_fields_are_hidden_and_say_nothing(form):
    html = draw(form, {})
    assert re.search(r'data-path="fld_more" hidden', html)
    assert re.search(r'name="f-fld_more-present" value="1" data-mc-present disabled', html)
    assert not re.search(r'data-path="fld_more" hidden', draw(form))


def test_errors_stand_beside_their_field(form):
    errors = [FieldError("fld_born", "fld_born", "no_day", "Thiếu <ngày>", "-day")]
    html = draw(form, errors=errors)
    assert 'id="f-fld_born-error"' in html
    assert "Thiếu &lt;ngày&gt;" in html
    assert 'aria-describedby="f-fld_born-error"' in html
    assert "govuk-input--width-2 govuk-input--error" in html


def test_what_was_typed_wins_over_what_is_stored(form):
    html = draw(form, raw={"f-fld_copies": ["ba bản"], "f-fld_name": ["Khác"]})
    assert 'value="ba bản"' in html
    assert 'value="Khác"' in html


def test_locked_fields_are_disabled_and_never_posted(form):
    html = draw(form, locked=frozenset({"fld_name", "fld_kids"}))
    assert re.search(r'name="f-fld_name-present" value="1" data-mc-present disabled', html)
    assert re.search(r'<input class="govuk-input" id="f-fld_name"[^>]* disabled', html)
    assert re.search(r'name="f-fld_kids-r1-fld_kid"[^>]* disabled', html)


def test_a_tenant_cannot_forge_a_mark():
    section = {
        "pages": [
            {
                "id": "pag_1",
                "fields": [field("x", "short_text", help={"vi": hole("answers")})],
                "title": {"vi": hole("nothing")},
            }
        ]
    }
    plan = plan_page(compile_form(FormSection.model_validate(section)), "pag_1", "vi")
    assert [mark.kind for mark in plan.body.marks].count("answers") == 1
    assert "nothing" not in [mark.kind for mark in plan.body.marks]


def test_perforated_text_is_put_together_in_order():
    page = Perforated.of(f"a{hole('x', '1')}b{hole('y')}c")
    assert page.filled(lambda mark: mark.kind.upper() + "".join(mark.arguments)) == "aX1bYc"
