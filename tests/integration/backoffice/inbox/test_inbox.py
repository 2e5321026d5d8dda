"""The list: what each tab shows, searching, its price."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.backoffice.inbox import counters
from motcua.casework.models import Case
from tests.asked import reads

pytestmark = pytest.mark.django_db
INBOX = "/quan-tri/mot-cua/"


def words(answer):
    """The text of the page without tags, blanks folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def numbers(answer):
    return re.findall(r'class="mo-list__code"[^>]*>([^<]+)<', answer.content.decode())


def test_each_tab_shows_its_dossiers(desk):
    new, received = desk.filed(), desk.received()
    at_desk = desk.client(desk.office.receptionist)
    assert numbers(at_desk.get(INBOX)) == [new.reference]
    assert numbers(at_desk.get(f"{INBOX}?muc=tiep-nhan")) == [new.reference]
    specialist = desk.client(desk.office.specialist)
    assert numbers(specialist.get(INBOX)) == [received.code]
    assert numbers(specialist.get(f"{INBOX}?muc=cua-toi")) == []
    both = numbers(specialist.get(f"{INBOX}?muc=tat-ca"))
    assert set(both) == {new.reference, received.code}
    assert numbers(specialist.get(f"{INBOX}?muc=da-xong")) == []


def test_a_tab_of_somebody_else_falls_back_to_ones_own(desk):
    answer = desk.client(desk.office.specialist).get(f"{INBOX}?muc=tiep-nhan")
    assert 'aria-current="page">Việc của đơn vị' in answer.content.decode()


@pytest.mark.parametrize("text", ["tran thi mau", "TRẦN THỊ MẪU", "mẫu"])
def test_names_are_found_without_tone_marks(desk, text):
    case = desk.filed()
    client = desk.client(desk.office.receptionist)
    assert numbers(client.get(INBOX, {"muc": "tat-ca", "tim": text})) == [case.reference]


def test_codes_and_references_are_found_by_their_beginning(desk):
    case, other = desk.received(), desk.filed()
    client = desk.client(desk.office.receptionist)
    assert numbers(client.get(INBOX, {"muc": "tat-ca", "tim": case.code})) == [case.code]
    assert numbers(client.get(INBOX, {"muc": "tat-ca", "tim": other.reference})) == [
        other.reference
    ]


def test_a_reference_drawn_without_a_digit_is_found_too(desk):
    case = desk.filed()
    with desk.inside():
        Case.objects.filter(pk=case.pk).update(reference="NH-WTZREKCV")
    client = desk.client(desk.office.receptionist)
    assert numbers(client.get(INBOX, {"muc": "tat-ca", "tim": "nh-wtz"})) == ["NH-WTZREKCV"]


def test_filters_narrow_every_tab(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    asked = {"muc": "don-vi", "dich_vu": str(case.service_id), "trang_thai": "2"}
    assert numbers(client.get(INBOX, asked)) == [case.code]
    assert numbers(client.get(INBOX, {**asked, "trang_thai": "4"})) == []
    assert numbers(client.get(INBOX, {**asked, "tre": "on"})) == []
    assert "Không có hồ sơ nào khớp" in words(client.get(INBOX, {**asked, "tre": "on"}))


@pytest.mark.parametrize(
    "asked",
    [
        {"dich_vu": "không phải mã"},
        {"trang_thai": "99"},
        {"trang": "-1"},
        {"trang": "nhiều"},
        {"trang": "9" * 30},
        {"tim": "' OR 1=1 --"},
        {"tim": "x" * 5000},
        {"muc": "../../etc"},
    ],
)
def test_nonsense_in_the_address_is_no_error(desk, asked):
    assert desk.client(desk.office.receptionist).get(INBOX, asked).status_code == 200


@pytest.mark.parametrize("query", ["", "?muc=tat-ca&trang_thai=1", "?muc=tat-ca&tim=mau"])
def test_the_whole_page_asks_at_most_eight_queries_however_many_rows(desk, query):
    """Session, rights, Wagtail's frame, counters and list together (figure P5)."""
    client = desk.client(desk.office.receptionist)
    desk.filed()
    client.get(f"{INBOX}{query}")
    asked = []
    for more, rows in ((0, 1), (2, 3)):
        for _ in range(more):
            desk.filed()
        with desk.inside():
            counters.forget(desk.office.receptionist)
        with CaptureQueriesContext(connection) as cold:
            assert len(numbers(client.get(f"{INBOX}{query}"))) == rows
        with CaptureQueriesContext(connection) as warm:
            assert len(numbers(client.get(f"{INBOX}{query}"))) == rows
        asked.append([len(reads(cold)), len(reads(warm))])
    assert asked[0] == asked[1]
    # Besides, a web worker says once a request whose schema and role it works with.
    assert max(asked[0]) <= 7, [each[:120] for each in reads(cold)]


def test_counters_are_kept_shortly_and_anew_for_who_did_something(desk):
    case = desk.received()
    mine, colleague = desk.client(desk.office.specialist), desk.client(desk.someone("specialist"))

    def waiting(client):
        text = words(client.get(f"{INBOX}?muc=cua-toi"))
        return re.search(r"Việc của đơn vị (\d+)", text).group(1)

    assert (waiting(mine), waiting(colleague)) == ("1", "1")
    mine.post(f"{INBOX}{case.pk}/nhan-viec/")
    assert (waiting(mine), waiting(colleague)) == ("0", "1")
    assert numbers(colleague.get(f"{INBOX}?muc=don-vi")) == []
    with desk.inside():
        cache.clear()
    assert waiting(colleague) == "0"


def test_work_is_taken_from_the_row(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    page = client.get(INBOX).content.decode()
    item = re.search(r'name="item" value="([^"]+)"', page).group(1)
    here = f"{INBOX}?muc=don-vi"
    answer = client.post(f"{INBOX}{case.pk}/nhan-viec/", {"item": item, "next": here})
    assert (answer.status_code, answer["Location"]) == (302, here)
    assert desk.fresh(case).holder_assignee_id == desk.office.specialist.id
    assert numbers(client.get(f"{INBOX}?muc=cua-toi")) == [case.code]


def test_an_address_elsewhere_is_not_followed(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    answer = client.post(f"{INBOX}{case.pk}/nhan-viec/", {"next": "https://evil.example/"})
    assert answer["Location"] == f"{INBOX}{case.pk}/"


def test_what_is_late_is_told_in_words_and_found_in_two_clicks(desk):
    case = desk.received()
    with desk.inside():
        type(case).objects.filter(pk=case.pk).update(
            due_at=desk.now.replace(year=2025), deadline_at=desk.now.replace(year=2025)
        )
    head = desk.client(desk.office.leader)
    home = head.get("/quan-tri/").content.decode()
    assert 'href="/quan-tri/mot-cua/tre-han/"' in home
    late = head.get(f"{INBOX}tre-han/")
    assert numbers(late) == [case.code]
    assert "quá hạn" in words(late)
    assert "Chưa có người nhận" in words(late)
    desk.received()
    with CaptureQueriesContext(connection) as once:
        head.get(f"{INBOX}tre-han/")
    with desk.inside():
        type(case).objects.update(deadline_at=desk.now.replace(year=2025))
    with CaptureQueriesContext(connection) as twice:
        assert len(numbers(head.get(f"{INBOX}tre-han/"))) == 2
    assert len(reads(once)) == len(reads(twice))


def test_the_home_page_counts_and_hides_what_the_role_does_not_need(desk):
    desk.filed()
    home = desk.client(desk.office.receptionist).get("/quan-tri/")
    told = words(home)
    assert "Mới, cần tiếp nhận" in told
    assert "Hồ sơ theo trạng thái" in told
    assert "tự kết thúc sau 15 phút" in told
    page = home.content.decode()
    for hidden in ("explorer", "images", "documents", "reports", "settings", "help"):
        assert f'"name": "{hidden}"' not in page
    assert "Lâm Đồng" in re.search(r"<title>(.*?)</title>", page, re.S).group(1)


def test_a_builder_has_no_dossiers_on_the_home_page(desk):
    desk.filed()
    client = desk.client(desk.someone("builder"))
    assert "không xử lý hồ sơ" in words(client.get("/quan-tri/"))
    assert client.get(INBOX).status_code == 403
