"""How long a text message is; the same table is read by the counter in the browser."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from motcua.notifications.domain.sms import measure, strip_marks
from tests.cases import try_each

GOLDEN = Path(__file__).parents[2] / "golden" / "sms.json"


def test_messages_are_as_long_as_networks_count_them():
    def check(case):
        text = "".join(part * times for part, times in case["text"])
        found = measure(text)
        told = [found.encoding, found.units, found.parts, found.room, "".join(found.costly)]
        assert told == case["measure"]

    try_each(json.loads(GOLDEN.read_text(encoding="utf-8")), check, name=str)


def test_vietnamese_without_marks_is_plain():
    assert strip_marks("Hồ sơ “A” – đã nhận Đủ…") == 'Ho so "A" - da nhan Du...'
    assert measure(strip_marks("Ngày hẹn trả kết quả: ướt ẵm ỹ Ỵ")).encoding == "gsm7"


@given(st.text(max_size=400))
def test_parts_hold_all_and_no_more(text):
    found = measure(text)
    whole, part = (160, 153) if found.encoding == "gsm7" else (70, 67)
    room = whole if found.parts <= 1 else part * found.parts
    assert 0 <= found.units <= room
    assert found.parts <= 1 or found.units > whole
    assert 0 <= found.room <= whole
    assert bool(found.costly) == (found.encoding == "ucs2")
