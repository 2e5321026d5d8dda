import pytest

from motcua.casework.papers.amounts import in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (8_000, "Tám nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (21_115, "Hai mươi mốt nghìn một trăm mười lăm đồng"),
        (1_000_010, "Một triệu không trăm mười đồng"),
        (2_005_000_000, "Hai tỷ không trăm linh năm triệu đồng"),
        (10**15, "Một triệu tỷ đồng"),
    ],
)
def test_amounts_are_said_as_people_say_them(amount, words):
    assert in_words(amount) == words
