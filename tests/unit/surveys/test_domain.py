"""The pure parts of surveys: templates, one page of many, sums and what is held back."""

from typing import Any

from formbuilder.api import (
    FormSection,
    compile_form,
    evaluate,
    sample_answers,
    validate_answers,
    visible_pages,
)
from motcua.catalogue.api import new_document
from motcua.surveys.domain.checks import Settings, check_survey
from motcua.surveys.domain.document import unwrap, wrap
from motcua.surveys.domain.one_page import PAGE_ID, on_one_page
from motcua.surveys.domain.tally import Asked, asked_in, count, cross, protect
from motcua.surveys.domain.templates import TEMPLATES
from tests.cases import try_each


def document_of(key: str) -> Any:
    intro, form = TEMPLATES[key].make()
    whole = new_document(code="", name="Thử", slug="thu").to_json()
    whole["service"]["name"] = {"vi": "Thử", "en": "Trial"}
    whole["service"]["description"], whole["form"] = intro, form
    return wrap({each: whole[each] for each in ("service", "form")})


def test_every_template_can_be_published_in_both_languages() -> None:
    both = Settings(languages=("vi", "en"))

    def fits(key: str) -> None:
        document = document_of(key)
        found = [each.code for each in check_survey(document, both)]
        assert found == (["form.empty_page", "survey.no_question"] if key == "empty" else [])
        assert wrap(unwrap(document)).form == document.form

    try_each(TEMPLATES, fits, name=str)


def test_all_questions_on_one_page_keep_their_conditions() -> None:
    raw = document_of("needs").form.model_dump(mode="json")
    raw["pages"][1]["visible_if"] = {
        "op": "contains", "args": [{"ref": "fld_uu_tien"}, {"value": "so"}],
    }  # fmt: skip
    raw["pages"][1]["intro"] = {"vi": "Về thủ tục"}
    many = FormSection.model_validate(raw)
    apart, joined = compile_form(many), compile_form(on_one_page(many))
    assert list(joined.pages) == [PAGE_ID]
    for answers in (
        {},
        {"fld_uu_tien": ["khac"]},
        {"fld_uu_tien": ["so"], "fld_cach_lam": "den"},
        {"fld_uu_tien": ["duong"], "fld_cach_lam": "den"},
        *(sample_answers(apart, seed=seed).answers for seed in range(6)),
    ):
        one, other = evaluate(apart, answers), evaluate(joined, answers)
        asked = set(apart.fields)
        walked = {f for page in visible_pages(apart, one) for f in asked
                  if apart.fields[f].page_id == page and f in one.visible}  # fmt: skip
        assert other.visible & asked == walked
        assert (
            validate_answers(apart, answers).answers_visible_only
            == validate_answers(joined, answers).answers_visible_only
        )
    told = evaluate(joined, {"fld_uu_tien": ["duong"]}).visible
    assert not {"fld_title_2", "fld_intro_2"} & told


def test_sums_of_every_kind_of_question() -> None:
    asked = asked_in(compile_form(document_of("satisfaction").form))
    kinds = {each.id: each.kind for each in asked}
    assert kinds["fld_muc_do.thai_do.muc"] == "choice"
    assert (kinds["fld_di_lai"], kinds["fld_phi_khac"], kinds["fld_gop_y"]) == (
        "number", "choice", "text",
    )  # fmt: skip
    people = [
        {
            "fld_hai_long": "5" if n % 2 else "1",
            "fld_muc_do": {"thai_do.muc": "4"},
            "fld_di_lai": n,
            "fld_phi_khac": n == 3,
            "fld_gop_y": "Bí mật" if n < 2 else "",
        }
        for n in range(10)
    ]
    tally = count(asked, people)
    told = {each["id"]: each for each in tally["questions"]}
    assert [each["count"] for each in told["fld_hai_long"]["options"]] == [5, 0, 0, 0, 5]
    assert told["fld_muc_do.thai_do.muc"]["answered"] == 10
    assert [each["count"] for each in told["fld_phi_khac"]["options"]] == [1, 9]
    number = told["fld_di_lai"]["number"]
    assert (number["mean"], number["median"], number["least"], number["most"]) == (4.5, 4.5, 0, 9)
    assert sum(each["count"] for each in number["bars"]) == 10
    assert "Bí mật" not in str(tally)
    safe = protect(tally, least=5)
    assert safe
    shown = {each["id"]: each for each in safe["questions"]}
    assert "most" not in shown["fld_di_lai"]["number"]
    assert (shown["fld_gop_y"]["answered"], shown["fld_gop_y"]["is_held_back"]) == (None, True)
    assert protect(count(asked, people[:4]), least=5) is None


def test_a_small_group_is_kept_back_with_another_to_hide_it() -> None:
    words = {"vi": "x"}
    by = Asked("fld_by", words, "choice", tuple((each, words) for each in "abcd"))
    topic = Asked("fld_t", words, "choices", (("y", words), ("n", words)))

    def sizes(groups: dict[str, int]) -> tuple[list[int | None], list[int | None]]:
        people = [{"fld_by": g, "fld_t": ["y"]} for g, n in groups.items() for _i in range(n)]
        (table,) = cross([by, topic], by, people, least=5)
        return [each["size"] for each in table["groups"]], table["rows"][0]["counts"]

    cases = (
        ({"a": 9, "b": 6, "c": 2, "d": 0}, [9, None, None, 0]),
        ({"a": 9, "b": 6, "c": 2, "d": 3}, [9, 6, None, None]),
        ({"a": 9, "b": 6, "c": 5, "d": 7}, [9, 6, 5, 7]),
        ({"a": 4, "b": 0, "c": 0, "d": 0}, [None, 0, 0, 0]),
    )

    def held(case: tuple[dict[str, int], list[int | None]]) -> None:
        assert sizes(case[0]) == (case[1], case[1])

    try_each(cases, held, name=str)
    assert cross([by, topic], by, [{"fld_t": ["y"]}], least=5) == []
