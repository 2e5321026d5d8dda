"""Numbers of enterprises, with their check digit."""

from motcua.mandates.domain.tax_codes import clean_tax_code
from tests.cases import try_each


def test_only_numbers_that_can_be_one():
    cases = {
        "0100233488": "0100233488",
        "0314409058-002": "0314409058-002",
        "0314409058 002": "0314409058-002",
        "0314.409.058": "0314409058",
        "0100233487": "",
        "0314409058-000": "",
        "0314409058-01": "",
        "001190000123": "",
        "٠١٠٠٢٣٣٤٨٨": "",
        "0100233488'": "",
        "": "",
        "1" * 9_999: "",
    }

    def judge(case):
        assert clean_tax_code(case[0]) == case[1]

    try_each(cases.items(), judge, name=lambda case: repr(case[0][:20]))
