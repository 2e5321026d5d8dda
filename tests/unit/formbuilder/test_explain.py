"""Why a question is there, and which rules touch it."""

from formbuilder.api import (
    FormSection,
    compile_form,
    evaluate,
    explain,
    index_rules,
    names_of,
    rule_words,
    rules_touching,
)
from tests.unit.formbuilder.builders import CONTEXT, call, choice, field, form, page

MARRIED = call("eq", "$status", "married")
FORM = FormSection.model_validate(
    {
        "sections": [{"id": "sec_s", "title": {"vi": "Bên kia"}, "visible_if": MARRIED}],
        "pages": [
            page(
                "a",
                choice("status", "single", "married", label="Tình trạng hôn nhân"),
                field("age", "number", label="Tuổi"),
                field("paper", label="Giấy phép", visible_if=call(
                    "and", MARRIED, call("lt", "$age", 18))),
                field("free"),
                field("g", "group", label="Con", fields=[
                    field("born", "number", label="Năm sinh"),
                    field("school", visible_if=call("gt", "$born", 2010)),
                ]),
            ),
            page("b", field("spouse", required_if=call("filled", "$age")), section="sec_s"),
        ],
    }
)  # fmt: skip
COMPILED = compile_form(FORM)


def told(subject: str, **answers: object) -> tuple[bool, str, tuple[str, ...], str]:
    given = {f"fld_{key}": value for key, value in answers.items()}
    found = explain(COMPILED, evaluate(COMPILED, given, CONTEXT), subject)
    return found.visible, found.because, found.conditions, found.sentence


def test_hidden_by_the_part_that_fails() -> None:
    visible, because, conditions, sentence = told("fld_paper", status="married", age=20)
    assert (visible, because, conditions) == (False, "fld_paper", ("“Tuổi” nhỏ hơn 18",))
    assert sentence == "Không cần trả lời mục này vì: “Tuổi” là “20”."


def test_shown_for_all_of_them() -> None:
    visible, _because, conditions, sentence = told("fld_paper", status="married", age=17)
    assert visible
    assert conditions == ("“Tình trạng hôn nhân” là “Married”", "“Tuổi” nhỏ hơn 18")
    assert sentence == ("Hỏi mục này vì: “Tình trạng hôn nhân” là “Married”; “Tuổi” là “17”.")


def test_unanswered() -> None:
    sentence = told("fld_paper", age=17)[3]
    assert sentence == "Không cần trả lời mục này vì: “Tình trạng hôn nhân” chưa được trả lời."


def test_a_section_decides_for_what_is_in_it() -> None:
    for subject in ("sec_s", "pag_b", "fld_spouse"):
        visible, because, _conditions, sentence = told(subject, status="single")
        assert (visible, because) == (False, "sec_s")
        assert "“Tình trạng hôn nhân” là “Single”" in sentence
    assert told("fld_spouse", status="married")[1] == "sec_s"


def test_without_a_condition_there_is_nothing_to_say() -> None:
    assert told("fld_free") == (True, "pag_a", (), "") or told("fld_free")[2:] == ((), "")
    assert told("fld_nobody") == (False, "", (), "")


def test_in_a_row() -> None:
    rows = [{"_row": "r1", "fld_born": 2015}, {"_row": "r2", "fld_born": 1999}]
    assert told("fld_g/r1/fld_school", g=rows)[3] == "Hỏi mục này vì: “Năm sinh” là “2.015”." or (
        "2015" in told("fld_g/r1/fld_school", g=rows)[3]
    )
    assert told("fld_g/r2/fld_school", g=rows)[0] is False
    assert told("fld_g/r9/fld_school", g=rows)[2:] == ((), "")


def test_where_rules_act_and_what_they_read() -> None:
    found = [(each.subject, each.effect, each.path) for each in index_rules(FORM)]
    assert found == [
        ("sec_s", "visible_if", "sections/0/visible_if"),
        ("fld_paper", "visible_if", "pages/0/fields/2/visible_if"),
        ("fld_school", "visible_if", "pages/0/fields/4/fields/1/visible_if"),
        ("fld_spouse", "required_if", "pages/1/fields/0/required_if"),
    ]
    assert [each.subject for each in rules_touching(FORM, "fld_age")] == ["fld_paper", "fld_spouse"]
    assert [each.subject for each in rules_touching(FORM, "fld_paper")] == ["fld_paper"]


def test_every_operator_has_words() -> None:
    names = names_of(
        form(page("a", field("g", "group", label="Con", fields=[field("n", label="N")])))
    )
    assert rule_words(call("sum", "$g", "$n"), names) == "tổng “N” của mọi mục trong “Con”"
    assert rule_words(call("count", "$n"), names) == "số lượng “N”"
    assert rule_words(call("date_add", call("today"), 3, "months"), names) == "3 tháng sau hôm nay"
    assert rule_words(call("mul", call("add", "$n", 1), 2), names) == "(“N” + 1) × 2"
    assert rule_words(None, names) == "luôn luôn"
