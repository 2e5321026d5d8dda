"""What keeps a form from being read, used and trusted is told where it stands."""

import pytest

from motcua.catalogue.domain.checks import contrast as contrast_check
from motcua.catalogue.domain.checks.abbreviations import Abbreviations
from motcua.catalogue.domain.checks.alternatives import Alternatives
from motcua.catalogue.domain.checks.contrast import Contrast, contrast_with_white
from motcua.catalogue.domain.checks.jargon import Jargon
from motcua.catalogue.domain.checks.legal_terms import LegalTerms
from motcua.catalogue.domain.checks.long_sentences import LongSentences
from motcua.catalogue.domain.checks.readable_labels import ReadableLabels
from motcua.catalogue.domain.checks.reading_order import ReadingOrder
from motcua.catalogue.domain.checks.rule_logic import RuleLogic
from motcua.catalogue.domain.checks.senses import Senses
from motcua.catalogue.domain.checks.sensitive_data import SensitiveData
from motcua.catalogue.domain.checks.size import Size
from motcua.catalogue.queries.check_service import check_service
from tests.factories.catalogue import small_document

NAME = "form/pag_a/fld_a"


def field(name="a", kind="short_text", label="Họ và tên", **rest):
    return {"id": f"fld_{name}", "key": name, "type": kind, "label": {"vi": label}, **rest}


def page(*fields, name="a", title="Trang một", **rest):
    return {"id": f"pag_{name}", "title": {"vi": title}, "fields": list(fields), **rest}


def document(*pages, **parts):
    return small_document(form={"pages": list(pages)}, fees=[], **parts)


def found(check, *pages, **parts):
    return [(each.path, each.code) for each in check().check(document(*pages, **parts))]


def test_every_problem_is_explained_in_vietnamese_and_names_its_place():
    long = "Hãy " + "viết thật dài " * 30
    made = document(page(field(help={"vi": long}, personal_data="sensitive")))
    for problem in check_service(made):
        assert problem.message[0].isupper() or problem.message.startswith("“")
        assert problem.message.endswith((".", "”."))


@pytest.mark.parametrize(
    ("words", "told"),
    [("chữ " * 46, True), ("chữ " * 44, False), (("chữ " * 30 + ". ") * 3, False)],
)
def test_long_sentences(words, told):
    problems = found(LongSentences, page(field(help={"vi": words})))
    assert problems == ([(NAME, "plain.long_sentence")] if told else [])


def test_jargon_names_the_plain_word():
    made = document(page(field(help={"vi": "Hãy upload file theo quy định của pháp luật."})))
    [problem] = Jargon().check(made)
    assert (problem.path, problem.severity) == (NAME, "warning")
    assert "“upload” → tải lên" in problem.message
    assert found(Jargon, page(field(help={"vi": "Biểu mẫu platform, hồ sơ profile"}))) == []


def test_legal_terms_need_help_nearby():
    term = field(label="Người giám hộ là ai?")
    assert found(LegalTerms, page(term)) == [(NAME, "plain.unexplained_term")]
    assert found(LegalTerms, page({**term, "help": {"vi": "Người chăm lo thay cha mẹ"}})) == []
    explained = page(term, intro={"vi": "Giám hộ là chăm lo thay cha mẹ."})
    assert found(LegalTerms, explained) == []


def test_abbreviations_are_written_out_once():
    assert found(Abbreviations, page(field(label="Số CCCD"))) == [(NAME, "plain.abbreviation")]
    told = field(label="Số CCCD", help={"vi": "Số trên thẻ căn cước công dân (CCCD)"})
    assert found(Abbreviations, page(told)) == []
    assert found(Abbreviations, page(field(label="GIẤY KHAI SINH"), title="TỜ KHAI")) == []
    assert found(Abbreviations, page(field(label="Tệp PDF"))) == []


def test_labels_tell_questions_apart():
    twins = page(field(), field("b"))
    assert [code for _path, code in found(ReadableLabels, twins)] == ["access.same_label"] * 2
    shown = {"op": "filled", "args": [{"ref": "fld_a"}]}
    assert found(ReadableLabels, page(field(), field("b", visible_if=shown))) == []
    assert found(ReadableLabels, page(field(label="???"))) == [(NAME, "access.no_words")]
    options = [{"value": each, "label": {"vi": "Có"}} for each in "ab"]
    choice = field(kind="single_choice", config={"options": options})
    assert found(ReadableLabels, page(choice)) == [(NAME, "access.same_option")]
    same = found(ReadableLabels, page(field()), page(field("b", label="Khác"), name="b"))
    assert [code for _path, code in same] == ["access.same_title"] * 2


def test_what_opens_comes_after_what_opens_it():
    rule = {"op": "filled", "args": [{"ref": "fld_b"}]}
    late = page(field(visible_if=rule), field("b", label="Nơi ở"))
    assert found(ReadingOrder, late) == [(NAME, "access.order")]
    good = page(field("b", label="Nơi ở"), field(visible_if=rule))
    assert found(ReadingOrder, good) == []


def test_instructions_do_not_need_eyes():
    assert found(Senses, page(field(help={"vi": "Điền vào ô màu đỏ bên dưới"}))) == [
        (NAME, "access.needs_sight")
    ]
    link = field(help={"vi": "Muốn biết thêm, bấm vào đây: https://example.vn"})
    assert found(Senses, page(link)) == [(NAME, "access.bare_link")]
    assert found(Senses, page(field(help={"vi": "Màu mắt, ví dụ nâu"}))) == []


def test_pictures_have_words_and_uploading_is_not_the_only_way():
    picture = field(kind="picture", config={"image": "x"})
    assert (NAME, "access.no_alt") in found(Alternatives, page(picture))
    upload = field(kind="file", required=True)
    service = {
        **small_document().to_json()["service"],
        "channels": ["online"],
    }
    assert found(Alternatives, page(upload), service=service) == [(NAME, "access.only_upload")]
    assert found(Alternatives, page(upload)) == []


@pytest.mark.parametrize(("colour", "told"), [("#ffd54f", True), ("#a3151d", False)])
def test_pale_brand_colours(colour, told, monkeypatch):
    monkeypatch.setattr(contrast_check, "_theme", lambda: {"brand": colour, "accent": "red"})
    codes = [code for _path, code in found(Contrast, page(field()))]
    assert codes == (["access.contrast_brand"] if told else [])


def test_contrast_is_the_standard_s():
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_sensitive_data_say_why_and_how_long():
    asked = field(personal_data="sensitive")
    assert found(SensitiveData, page(asked)) == [
        (NAME, "privacy.no_purpose"),
        ("privacy", "privacy.no_retention"),
    ]
    good = {**asked, "purpose": {"vi": "Luật đòi hỏi."}}
    assert found(SensitiveData, page(good), privacy={"retention_years": 0}) == []
    assert found(SensitiveData, page(field())) == []


def test_pages_and_lists_a_person_can_take_in():
    many = page(*(field(f"f{number}", label=f"Câu {number}") for number in range(26)))
    assert found(Size, many) == [("form/pag_a", "size.long_page")]
    options = [{"value": f"v{each}", "label": {"vi": f"Chọn {each}"}} for each in range(30)]
    choice = field(kind="single_choice", config={"options": options})
    assert found(Size, page(choice)) == [(NAME, "size.many_options")]
    choice["config"]["display"] = "select"
    assert found(Size, page(choice)) == []


def test_pages_nobody_reaches():
    options = [{"value": "a", "label": {"vi": "Một"}}, {"value": "b", "label": {"vi": "Hai"}}]
    choice = field(kind="single_choice", required=True, config={"options": options})
    never = {
        "op": "and",
        "args": [
            {"op": "eq", "args": [{"ref": "fld_a"}, {"value": "a"}]},
            {"op": "eq", "args": [{"ref": "fld_a"}, {"value": "b"}]},
        ],
    }
    hidden = page(field("b", label="Nơi ở"), name="b", title="Trang hai", visible_if=never)
    problems = found(RuleLogic, page(choice), hidden)
    assert "form/pag_b" in [path for path, _code in problems]
    assert all(code.startswith("logic.") for _path, code in problems)
    paper = {"id": "cmp_a", "name": {"vi": "Ảnh"}, "required_if": never}
    outside = found(RuleLogic, page(choice), components=[paper])
    assert "components/cmp_a" in [path for path, _code in outside]


def test_hostile_settings_are_no_surprise():
    odd = [
        field(kind="single_choice", config={"options": config})
        for config in (None, 3, "x", [None, 1, {"label": 5}, {"label": {"vi": 7}}, {}])
    ]
    for each in odd:
        check_service(document(page(each)))
    check_service(document(page(field(config={"body": "x", "alt": [], "image": {}}))))
