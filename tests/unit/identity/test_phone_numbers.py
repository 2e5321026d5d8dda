from motcua.identity.citizens.phone_numbers import mobile_number, veiled
from tests.cases import try_each

MINE = "+84912345678"
WRITTEN = {
    "0912345678": MINE, "0912 345 678": MINE, "0912.345.678": MINE, "(091) 234-5678": MINE,
    "84912345678": MINE, "+84912345678": MINE, "+84 (0)912 345 678": MINE, "0084912345678": MINE,
    "\uff10\uff19\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18": MINE,
    "0849123456": "+84849123456", "84849123456": "+84849123456", "0084849123456": "+84849123456",
    "": "", "912345678": "", "02438251234": "", "0112": "", "+1 415 555 2671": "",
    "09123456789": "", "091234567": "", "0912345678x": "", "+840212345678": "", "++84912345678": "",
    "0" * 5000: "", "0912345678; DROP": "",
}  # fmt: skip


def test_a_number_is_read_as_people_write_it():
    def judge(case):
        assert mobile_number(case[0]) == case[1]

    try_each(WRITTEN.items(), judge, name=lambda case: case[0][:30])
    assert veiled(MINE) == "09•• ••• 678"
