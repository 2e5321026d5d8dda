from motcua.catalogue.domain.placeholders import broken_braces, fill, names_in
from motcua.catalogue.library import demo_services
from motcua.catalogue.queries.search import search_text_of, searchable


def test_placeholders_are_filled_once_and_never_looked_at_again():
    values = {"case.code": "{form.ho_ten}", "form.ho_ten": "An"}
    assert fill("Hồ sơ {case.code} của {form.ho_ten}", values) == "Hồ sơ {form.ho_ten} của An"
    assert fill("{case.nothing}", values) == ""


def test_nothing_else_is_interpreted():
    for text in ("{{ settings.SECRET_KEY }}", "{% include 'x' %}", "{0.__class__}", "%(x)s {a!r}"):
        assert list(names_in(text)) == []
        assert fill(text, {"settings": "x", "a": "x"}) == text


def test_stray_braces_are_noticed():
    assert broken_braces("Số {case.code} ngày") == []
    assert broken_braces("Số { case.code } ngày") == ["{ case.code }"]
    assert broken_braces("Số case.code}") == ["}"]


def test_search_forgets_tone_marks_where_they_stand_and_the_two_spellings_of_i():
    assert searchable("Đăng KÝ khai sinh") == searchable("dang ki khai sinh") == "dang ki khai sinh"
    assert searchable("quý") == "quy"
    assert searchable("thuỷ sản, khoá, xoè") == searchable("thủy sản, khóa, xòe") != ""


def test_a_service_is_found_by_code_name_sector_keyword_and_life_event():
    text = search_text_of(demo_services("province")[1])
    for word in (" 1.001193", " 001193", " khai", " ho", " newborn", " sinh", " birth"):
        assert word in text
