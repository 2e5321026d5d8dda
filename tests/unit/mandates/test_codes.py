"""Codes that are read out over the telephone."""

from motcua.mandates.domain.codes import DIGITS, clean_code, in_groups, make_code
from tests.cases import try_each


def test_what_is_typed_is_read_as_people_write_numbers():
    code = make_code()
    assert len(code) == DIGITS
    assert clean_code(in_groups(code)) == code
    cases = {
        "482 177 3055": "4821773055",
        "482.177.3055": "4821773055",
        " 482-177-3055\u00a0": "4821773055",
        "482177305": "",
        "48217730555": "",
        "٤٨٢١٧٧٣٠٥٥": "",
        "482177305x": "",
        "": "",
        "4" * 10_000: "",
        "4821773055\x00": "",
    }

    def judge(case):
        assert clean_code(case[0]) == case[1]

    try_each(cases.items(), judge, name=lambda case: repr(case[0][:20]))
    assert len({make_code() for _each in range(50)}) == 50
