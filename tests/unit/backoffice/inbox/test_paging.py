from django.test import RequestFactory

from motcua.backoffice.inbox.paging import pager
from motcua.backoffice.inbox.reasons import REFUSALS, compose
from motcua.backoffice.inbox.shell import MAX_PAGE, page_number


def asked(path):
    return RequestFactory().get(path)


def test_links_keep_the_conditions():
    found = pager(asked("/?muc=tat-ca&tim=m%E1%BA%ABu&trang=2"), total=60, page=2)
    assert (found.number, found.count, found.first, found.last) == (2, 3, 26, 50)
    assert found.previous == "?muc=tat-ca&tim=m%E1%BA%ABu&trang=1"
    assert found.next.endswith("&trang=3")


def test_the_ends_lead_nowhere():
    only = pager(asked("/"), total=0, page=1)
    assert (only.first, only.last, only.previous, only.next) == (0, 0, "", "")


def test_page_numbers_stay_in_bounds():
    numbers = [page_number(asked(f"/?trang={typed}")) for typed in ("0", "-3", "x", "²", "9999999")]
    assert numbers == [1, 1, 1, 1, MAX_PAGE]


def test_a_reason_is_preset_words_and_law():
    told = compose("duplicate", " Xem NH-ABC. ", "Điều 9", REFUSALS)
    assert told == "Hồ sơ trùng với hồ sơ đã nộp trước đó. Xem NH-ABC. Căn cứ: Điều 9."
    assert compose("", "Tự ghi.", "", REFUSALS) == "Tự ghi."
