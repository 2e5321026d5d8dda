import pytest

from motcua.payments.domain.lines import FeeLine, as_json, from_json, sum_of
from motcua.payments.errors import LinesInvalid

GOOD = FeeLine("Lệ phí", "le_phi", 8000, 2, 16000)


def test_sums_what_is_to_pay_after_waivers():
    waived = FeeLine("Phí", "phi", 5000, 1, 0)
    assert sum_of([GOOD, waived], currency="VND").display() == "16.000 đ"


@pytest.mark.parametrize(
    "line",
    [
        FeeLine("Lệ phí", "le_phi", 8000, 2, 16001),
        FeeLine("Lệ phí", "le_phi", 8000, 0, 0),
        FeeLine("Lệ phí", "le_phi", 8000, 1, -1),
        FeeLine("Lệ phí", "thue", 8000, 1, 8000),
        FeeLine(" ", "phi", 8000, 1, 8000),
        FeeLine("Lệ phí", "phi", 8000, 1, 8000.0),
        FeeLine("Lệ phí", "phi", True, 1, True),
        FeeLine("Lệ phí", "phi", 10**13, 1, 10**13),
    ],
)
def test_refuses_lines_that_do_not_add_up(line):
    with pytest.raises(LinesInvalid):
        sum_of([line], currency="VND")


def test_nothing_to_pay_is_no_order():
    with pytest.raises(LinesInvalid):
        sum_of([], currency="VND")
    with pytest.raises(LinesInvalid):
        sum_of([FeeLine("Phí", "phi", 5000, 1, 0)], currency="VND")


def test_lines_survive_storage():
    assert from_json(as_json([GOOD])) == (GOOD,)
