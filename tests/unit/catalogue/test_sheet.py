"""Columns stay what they are across versions; cells are typed; nothing hostile breaks them."""

from datetime import date

from formbuilder.api import compile_form
from motcua.catalogue.api import parse_document
from motcua.catalogue.domain.sheet import build_sheet, cell, group_rows


def field(name, kind="short_text", label=None, **rest):
    words = {"vi": label or name}
    return {"id": f"fld_{name}", "key": name, "type": kind, "label": words, **rest}


def document(*fields):
    return parse_document(
        {
            "service": {"slug": "thu", "name": {"vi": "Thử"}},
            "form": {"pages": [{"id": "pag_a", "title": {"vi": "A"}, "fields": list(fields)}]},
        }
    )


CHOICE = {
    "options": [{"value": "a", "label": {"vi": "Một"}}, {"value": "b", "label": {"vi": "Hai"}}]
}
FIRST = document(
    field("ten", label="Tên"),
    field("so", "number"),
    field("ngay", "date"),
    field("chon", "single_choice", config=CHOICE),
    field("con", "group", fields=[field("ten_con", label="Tên con")]),
)
SECOND = document(
    field("moi", "yes_no"),
    field("ten", label="Họ và tên", personal_data="sensitive"),
    field("so"),
)


def test_a_column_is_its_question_however_it_is_called():
    sheet = build_sheet([(1, FIRST), (2, SECOND)])
    assert [each.id for each in sheet.columns] == [
        "fld_moi", "fld_ten", "fld_so", "fld_ngay", "fld_chon",
    ]  # fmt: skip
    name = sheet.column("fld_ten")
    assert (name.label, name.former, name.personal) == ("Họ và tên", ("Tên",), "sensitive")
    assert (name.first_version, name.last_version) == (1, 2)
    assert sheet.column("fld_so").type == "text"
    assert sheet.column("fld_chon").options == (("a", "Một"), ("b", "Hai"))
    assert [(each.id, [one.id for one in each.columns]) for each in sheet.groups] == [
        ("fld_con", ["fld_ten_con"])
    ]


def test_cells_have_the_column_s_type():
    sheet, form = build_sheet([(1, FIRST)]), compile_form(FIRST.form)
    answers = {
        "fld_ten": "An",
        "fld_so": 3,
        "fld_ngay": "2026-10-01",
        "fld_chon": "b",
        "fld_con": [{"_row": "r1", "fld_ten_con": "Bình"}],
    }
    cells = {each.id: cell(form, each, answers, "vi") for each in sheet.columns}
    assert cells == {
        "fld_ten": "An",
        "fld_so": 3,
        "fld_ngay": date(2026, 10, 1),
        "fld_chon": "Hai",
    }
    [group] = sheet.groups
    rows = [cell(form, group.columns[0], row, "vi") for row in group_rows(answers, group.id)]
    assert rows == ["Bình"]


def test_an_older_answer_to_a_question_that_changed_its_type():
    sheet = build_sheet([(1, FIRST), (2, SECOND)])
    number = sheet.column("fld_so")
    assert cell(compile_form(FIRST.form), number, {"fld_so": 3}, "vi") == "3"
    assert cell(compile_form(SECOND.form), number, {"fld_so": "ba"}, "vi") == "ba"
    assert cell(compile_form(SECOND.form), sheet.column("fld_ngay"), {}, "vi") is None


def test_choices_tell_nobody_apart_unless_their_author_says_so():
    sheet = build_sheet([(1, FIRST)])
    assert {each.id: each.is_personal for each in sheet.columns} == {
        "fld_ten": True,
        "fld_so": False,
        "fld_ngay": True,
        "fld_chon": False,
    }


def test_no_versions_no_columns():
    assert build_sheet([]).columns == ()
