"""What a tenant may write on its papers, and what it may not."""

import pytest

from motcua.casework.papers.design import SLOTS, STATUTORY
from motcua.casework.paperwork.domain.checking import faults_of
from motcua.casework.paperwork.queries.designs import combine

VALUES = {"tenant.name": "UBND tỉnh Mẫu", "agency.name": "Sở Mẫu", "due.after": "ngày mai"}


def fault(key, words):
    return faults_of({"texts": {key: words}}).get(key, "")


def test_the_law_s_own_words_may_stand():
    assert faults_of({"texts": {key: slot.default for key, slot in SLOTS.items()}}) == {}


@pytest.mark.parametrize(
    ("key", "words", "told"),
    [
        ("head.agency", "{agency.nam}", "agency.nam"),
        ("head.agency", "{case.code}", "case.code"),
        ("stop_05.closing", "Gọi {officer.phone", "{officer.phone"),
        ("stop_05.closing", "<script>alert(1)</script>", "HTML"),
        ("stop_05.closing", "xem javascript:alert(1)", "HTML"),
        ("stop_05.closing", "{{ settings }}", "HTML"),
        ("stop_05.closing", "a" * 1001, "1001"),
        ("stop_05.closing", "x" * 70, "60"),
        ("stop_05.closing", "\n".join("abcdefghijklmn"), "12"),
        ("stop_05.closing", "kín\u202eđáo", "điều khiển"),
        ("apology_04.closing", "Xin lỗi ông/bà.", "due.after"),
        ("khong.co", "chữ", "Không có phần này"),
    ],
)
def test_what_cannot_be_printed_is_told_in_words(key, words, told):
    assert told in fault(key, words)


def test_choices_are_from_the_list():
    found = faults_of({"signed_by": "robot", "signature_place": "top", "signed_kinds": ["result"]})
    assert found.keys() == {"signed_by", "signature_place", "signed_kinds"}


def test_a_unit_s_words_stand_over_the_tenant_s_and_both_over_the_law_s():
    tenant = {"texts": {"head.superior": "UBND", "sign.head": "Chủ tịch"}, "signed_by": "seal"}
    unit = {"texts": {"sign.head": "Giám đốc"}, "emblem": "none"}
    design = combine(tenant, unit)
    assert design.agency_lines(VALUES) == ("UBND", "Sở Mẫu")
    assert design.say("sign.head", VALUES) == "Giám đốc"
    assert (design.emblem, design.signed_by) == ("", "seal")
    assert design.say("stop_05.closing", VALUES) == SLOTS["stop_05.closing"].default
    assert not combine({"signed_by": "hand"}).signs("stop_05")
    assert STATUTORY.signs("stop_05")
    assert not STATUTORY.signs("receipt_01")


def test_the_same_name_twice_is_one_line():
    assert STATUTORY.agency_lines({"tenant.name": "Bộ Mẫu", "agency.name": "Bộ Mẫu"}) == ("Bộ Mẫu",)
