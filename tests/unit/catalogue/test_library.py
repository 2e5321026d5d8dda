import pytest

from formbuilder.api import compile_form, evaluate, visible_pages
from motcua.catalogue.library import demo_services
from motcua.catalogue.queries.check_service import check_service

ALL = {
    each.procedure.code: each for kind in ("province", "ministry") for each in demo_services(kind)
}


def walk(code, **answers):
    """Pages a citizen with these answers walks through."""
    compiled = compile_form(ALL[code].form)
    found = evaluate(compiled, {f"fld_{key}": value for key, value in answers.items()})
    return [page.removeprefix("pag_") for page in visible_pages(compiled, found)]


def test_who_offers_what():
    assert [each.procedure.code for each in demo_services("province")] == [
        "2.000635", "1.001193", "1.004873", "1.000894", "1.001612", "1.013225", "3.000333",
    ]  # fmt: skip
    assert [each.procedure.code for each in demo_services("ministry")] == [
        "1.013133", "1.013591",
    ]  # fmt: skip


@pytest.mark.parametrize("code", sorted(ALL))
def test_each_may_be_published_as_it_is(code):
    assert check_service(ALL[code]) == []


@pytest.mark.parametrize(
    ("code", "pages", "fields", "components", "steps"),
    [
        ("2.000635", 6, 32, 4, 5),
        ("1.001193", 9, 52, 6, 9),
        ("1.004873", 11, 49, 4, 8),
        ("1.000894", 6, 42, 3, 8),
        ("1.001612", 8, 49, 3, 6),
        ("1.013225", 6, 49, 9, 10),
        ("3.000333", 7, 52, 2, 7),
        ("1.013133", 6, 42, 2, 5),
        ("1.013591", 4, 29, 1, 5),
    ],
)
def test_they_are_as_large_as_the_real_ones(code, pages, fields, components, steps):
    document = ALL[code]
    found = (
        len(document.form.pages),
        sum(1 for _ in document.form.walk()),
        len(document.components),
        len(document.process.steps),
    )
    assert found == (pages, fields, components, steps)


@pytest.mark.parametrize("code", sorted(ALL))
def test_every_question_says_what_it_asks_in_vietnamese(code):
    for field in ALL[code].form.walk():
        assert field.type == "explanation" or field.label["vi"].strip()
        for option in field.config.get("options", ()):
            assert option["label"]["vi"].strip()


@pytest.mark.parametrize("code", sorted(ALL))
def test_the_applicant_is_not_asked_what_is_known(code):
    prefilled = {field.prefill for field in ALL[code].form.walk() if field.prefill}
    assert {"full_name", "personal_number", "phone", "email", "address"} <= prefilled


@pytest.mark.parametrize(
    ("status", "section"),
    [
        ("chua_ket_hon", None),
        ("dang_co_vo_chong", "vo_chong"),
        ("da_ly_hon", "ly_hon"),
        ("vo_chong_da_chet", "khai_tu"),
    ],
)
def test_marital_status_decides_which_section_is_asked(status, section):
    pages = set(walk("1.004873", tinh_trang=status))
    assert pages & {"vo_chong", "ly_hon", "khai_tu"} == ({section} if section else set())


def test_an_abandoned_child_has_no_parents_to_ask_about():
    pages = walk("1.001193", loai_khai_sinh="bi_bo_roi")
    assert not {"me", "cha", "hon_nhan_cha_me"} & set(pages)
    assert {"me", "cha", "hon_nhan_cha_me"} <= set(walk("1.001193", loai_khai_sinh="thong_thuong"))
    assert "cha" not in walk("1.001193", loai_khai_sinh="chua_xac_dinh_cha")


def test_silence_means_agreement_with_the_drafted_certificate():
    steps = {step.id: step for step in ALL["1.001193"].process.steps}
    waiting = steps["stp_xac_nhan"]
    assert (waiting.kind, waiting.role, waiting.working_minutes) == ("citizen", "applicant", 480)
    assert waiting.timeout_outcome == "out_dong_y"


def test_military_registration_is_faster_online():
    clock = ALL["1.013133"].clock
    assert clock.term("online").unit == "working_hours"
    assert (clock.term("online").amount, clock.term("counter").amount) == (2, 1)


def test_civil_status_has_a_cut_off_hour():
    term = ALL["2.000635"].clock.term("online")
    assert (term.unit, term.cut_off_minutes) == ("same_day", 15 * 60)
