"""Finding services by words people really type."""

from uuid import UUID

import pytest

from motcua.catalogue.domain.finder import Findable, Finder, is_one_slip
from motcua.catalogue.queries.find_services import shortened
from motcua.catalogue.queries.search import searchable
from tests.cases import try_each

NAMES = {
    1: ("Đăng ký khai sinh", "hộ tịch sinh con 1.001193 001193", "full", "Hộ tịch"),
    2: ("Đăng ký kết hôn", "hộ tịch 1.000894 000894", "partial", "Hộ tịch"),
    3: (
        "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
        "2.000635 000635",
        "full",
        "Hộ tịch",
    ),
    4: ("Đăng ký thành lập hộ kinh doanh", "mở cửa hàng 1.001612 001612", "full", "Kinh doanh"),
    5: ("Cấp phiếu lý lịch tư pháp", "3.000333 000333 tìm việc làm", "full", "Tư pháp"),
}


@pytest.fixture(scope="module")
def finder():
    return Finder(
        [
            Findable(
                id=UUID(int=number),
                name=searchable(name),
                words=searchable(f"{name} {words}"),
                facets={"online": (online,), "sector": (sector,)},
            )
            for number, (name, words, online, sector) in NAMES.items()
        ],
        {"cat khai sanh": "khai sinh"},
    )


def found(finder, query, **more):
    return [each.int for each in finder.find(searchable(query), **more).ids]


def test_what_people_type_finds_what_they_mean(finder):
    def judge(case):
        assert found(finder, case[1][0]) == case[1][1]

    try_each(
        {
            "tone marks": ("Khai sinh", [1, 3]),
            "no tone marks": ("khai sinh", [1, 3]),
            "the words of the name in a row come first": ("ho kinh doanh", [4]),
            "the beginning of a word": ("khai si", [1, 3]),
            "a slip: letters swapped": ("khia sinh", [1, 3]),
            "a slip: a letter other": ("khai simh", [1, 3]),
            "a slip: a letter more": ("kett hon", [2]),
            "a slip: a letter less": ("ly lich tu pap", [5]),
            "written together": ("khaisinh", [1, 3]),
            "Telex left as typed": ("ddawng kys keets hoon", [2]),
            "kí and ký": ("đăng kí kết hôn", [2]),
            "a code": ("1.001612", [4]),
            "the end of a code": ("001612", [4]),
            "a life event": ("mo cua hang", [4]),
            "a synonym of the staff": ("cat khai sanh", [1, 3]),
            "nothing at all like it": ("tau vu tru", []),
            "no query: all": ("", [1, 2, 3, 4, 5]),
        }.items(),
        judge,
        name=lambda case: case[0],
    )


def test_with_one_wrong_word_the_rest_still_finds_and_says_so(finder):
    hits = finder.find("dang ki ket hon nhanh")
    assert [each.int for each in hits.ids] == [2]
    assert hits.loose
    assert not finder.find("dang ki ket hon").loose


def test_filters_and_their_counts(finder):
    hits = finder.find("", chosen={"online": "full", "sector": "Hộ tịch"})
    assert [each.int for each in hits.ids] == [1, 3]
    assert hits.counts["online"] == {"full": 2}
    assert finder.find("", chosen={"online": "no such"}).total == 0
    assert [each.int for each in finder.find("", limit=2, offset=3).ids] == [4, 5]


def test_slips():
    yes = [("khai", "khia"), ("khai", "kha"), ("khai", "khaii"), ("khai", "khei"), ("a", "b")]
    no = [("khai", "kihaa"), ("khai", "hkia"), ("sinh", "hinhs"), ("khai", "k")]
    assert all(is_one_slip(*pair) for pair in yes)
    assert not any(is_one_slip(*pair) for pair in no)


def test_very_long_queries_are_cut_at_a_word(finder):
    used, was_cut = shortened("khai sinh " * 1000)
    assert was_cut
    assert len(used) <= 200
    assert used.split()[-1] in ("khai", "sinh")
    assert shortened("x" * 10_000)[1]
    assert shortened("khai\x00sinh") == ("khai sinh", False)
    assert found(finder, used)[:1] == [1]
