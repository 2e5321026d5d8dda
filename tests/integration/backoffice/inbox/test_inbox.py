"""The list: what each tab shows, searching, its price."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.models import Case

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


def test_the_number_of_queries_does_not_grow_with_the_rows(desk):
    client = desk.client(desk.office.receptionist)
    desk.filed()
    client.get(INBOX)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(INBOX)
    desk.filed()
    desk.filed()
    with CaptureQueriesContext(connection) as three:
        assert len(numbers(client.get(INBOX))) == 3
    assert len(three) == len(one)


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
    assert len(once) == len(twice)


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
