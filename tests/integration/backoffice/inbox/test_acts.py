"""What officers do on the case screen: done, refused, told; nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.casework.api import NationalState as S
from motcua.casework.counter.models import PostItem
from motcua.casework.models import SupplementItem
from motcua.payments.models import Receipt
from tests.asked import reads
from tests.factories.workflow import official_calendar
from tests.integration.backoffice.inbox.test_inbox import words

pytestmark = pytest.mark.django_db
INBOX = "/quan-tri/mot-cua/"


def working_day_after(day):
    """The end of the citizen's time falls on no day off."""
    calendar = official_calendar()
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def do(client, case, act, **posted):
    return client.post(f"{INBOX}{case.pk}/{act}/", posted)


def hidden(page):
    found = re.findall(r'<input type="hidden" name="(item|seen)" value="([^"]*)"', page)
    return dict(found)


def screen(client, case):
    return client.get(f"{INBOX}{case.pk}/")


def test_reception_gives_code_and_date(desk):
    case = desk.filed()
    client = desk.client(desk.office.receptionist)
    page = screen(client, case)
    assert "Tiếp nhận hồ sơ" in words(page)
    answer = do(client, case, "tiep-nhan", note="", **hidden(page.content.decode()))
    assert answer.status_code == 302
    case = desk.fresh(case)
    assert (case.state, bool(case.code), bool(case.due_at)) == (S.RECEIVED, True, True)
    told = words(screen(client, case))
    assert case.code in told
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in told


def test_a_screen_opened_before_the_process_began_still_receives(desk):
    """A worker starts the process a moment after the dossier came; only then is there an item."""
    case = desk.filed()
    client = desk.client(desk.office.receptionist)
    assert do(client, case, "tiep-nhan", note="", item="", seen="1").status_code == 302
    assert desk.fresh(case).state == S.RECEIVED
    again = do(client, case, "tiep-nhan", note="", item="", seen="1")
    assert again.status_code == 409


def test_refusing_takes_a_reason_and_a_second_look(desk):
    case = desk.filed()
    client = desk.client(desk.office.receptionist)
    bare = do(client, case, "tu-choi")
    assert bare.status_code == 422
    assert "Hãy chọn một lý do hoặc tự ghi lý do." in words(bare)
    reason = "Thuộc thẩm quyền của xã khác."
    asked = do(client, case, "tu-choi", preset="not_ours", reason=reason, legal_basis="")
    assert asked.status_code == 200
    assert "Hãy xem lại trước khi làm" in words(asked)
    assert desk.fresh(case).state is S.REGISTERED
    back = do(client, case, "tu-choi", preset="not_ours", reason=reason, back="1")
    assert reason in back.content.decode()
    assert desk.fresh(case).state is S.REGISTERED
    basis = re.search(r'value="(Điều 9 123/2015[^"]*)"', back.content.decode()).group(1)
    sure = do(
        client, case, "tu-choi", preset="not_ours", reason=reason, legal_basis=basis, confirmed="1"
    )
    assert sure.status_code == 302
    assert desk.fresh(case).state is S.NOT_RECEIVED
    told = words(screen(client, case))
    assert "không thuộc thẩm quyền" in told
    assert reason in told
    assert "123/2015/NĐ-CP" in told


def test_a_supplement_names_each_item_with_its_reason(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    page = client.get(f"{INBOX}{case.pk}/bo-sung/").content.decode()
    for name in ("chon-field-fld_copies", "chon-file-fld_paper", "chon-field-fld_name"):
        assert f'name="{name}"' in page
    empty = do(client, case, "bo-sung", message="Chào bà Mẫu")
    assert empty.status_code == 422
    assert "Hãy đánh dấu ít nhất một nội dung" in words(empty)
    assert "Chào bà Mẫu" in empty.content.decode()
    half = {"chon-field-fld_copies": "on", "chon-file-fld_paper": "on"}
    told = do(client, case, "bo-sung", **half, **{"ma-file-fld_paper": "other"})
    assert told.status_code == 422
    assert "Hãy chọn lý do cho “Câu copies”." in words(told)
    assert "Hãy ghi rõ lý do cho “Giấy chứng sinh”." in words(told)
    assert 'name="chon-field-fld_copies" form="viec" id="viec-chon-field-fld_copies" ' in re.sub(
        r"\s+", " ", told.content.decode()
    )
    whole = {
        **half,
        "ma-field-fld_copies": "wrong",
        "ma-file-fld_paper": "other",
        "ly-do-file-fld_paper": "Chụp lại mặt sau.",
        "due_on": str(working_day_after(timezone.localdate() + timedelta(days=9))),
    }
    assert do(client, case, "bo-sung", **whole).status_code == 302
    assert desk.fresh(case).state is S.SUPPLEMENT
    with desk.inside():
        asked = dict(SupplementItem.objects.values_list("target", "reason"))
    assert asked == {
        "fld_copies": "Nội dung chưa đúng, đề nghị sửa lại.",
        "fld_paper": "Chụp lại mặt sau.",
    }


@pytest.mark.parametrize("due", ["2020-01-01", "31/02/2027", "mai"])
def test_a_deadline_that_makes_no_sense_is_refused_at_its_place(desk, due):
    case = desk.received()
    posted = {"chon-field-fld_copies": "on", "ma-field-fld_copies": "wrong", "due_on": due}
    answer = do(desk.client(desk.office.specialist), case, "bo-sung", **posted)
    assert answer.status_code == 422
    assert 'id="viec-due_on_error"' in answer.content.decode()
    assert desk.fresh(case).state is S.RECEIVED


def test_what_the_citizen_changed_stands_out_and_a_second_request_is_flagged(desk):
    case = desk.received()
    with desk.inside():
        desk.office.ask(case)
        desk.office.answer(case)
    client = desk.client(desk.office.specialist)
    page = screen(client, case)
    assert "Người nộp đã sửa 1 nội dung" in words(page)
    assert "<del>2</del>" in page.content.decode()
    assert "<ins>3</ins>" in page.content.decode()
    posted = {"chon-field-fld_copies": "on", "ma-field-fld_copies": "wrong"}
    second = do(client, case, "bo-sung", **posted)
    assert second.status_code == 200
    assert "lần yêu cầu bổ sung thứ hai" in words(second)
    assert desk.fresh(case).state is not S.SUPPLEMENT
    assert do(client, case, "bo-sung", **posted, confirmed="1").status_code == 302
    assert "tính là trễ hạn" in words(screen(client, case))


def test_outcomes_need_their_reasons_and_endings_a_second_look(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    bare = do(client, case, "xu-ly", outcome="out_reject", note="")
    assert bare.status_code == 422
    assert "Hãy nêu lý do chọn “Từ chối giải quyết”." in words(bare)
    asked = do(client, case, "xu-ly", outcome="out_reject", note="Không có trong sổ.")
    assert asked.status_code == 200
    assert desk.fresh(case).finished_at is None
    assert do(client, case, "xu-ly", outcome="out_nothing", note="").status_code == 422
    assert do(client, case, "xu-ly", outcome="out_pass", note="").status_code == 302
    assert desk.fresh(case).holder_step_id == "stp_sign"


def test_who_comes_late_is_told_who_did_what_and_keeps_the_words(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    held = hidden(screen(client, case).content.decode())
    with desk.inside():
        desk.office.decide(case, "pass", desk.office.specialist)
    late = do(client, case, "xu-ly", outcome="out_reject", note="Sổ gốc bị rách.", **held)
    assert late.status_code == 409
    told = words(late)
    assert "Trong lúc bạn mở màn hình này" in told
    assert "Thẩm định: Đủ điều kiện" in told
    assert "Sổ gốc bị rách." in told
    assert desk.fresh(case).holder_step_id == "stp_sign"


def test_two_take_one_piece_of_work(desk):
    case = desk.received()
    other = desk.someone("specialist")
    client = desk.client(other)
    held = hidden(screen(client, case).content.decode())
    do(desk.client(desk.office.specialist), case, "nhan-viec", **held)
    late = do(client, case, "nhan-viec", **held)
    assert late.status_code in (403, 409)
    assert desk.fresh(case).holder_assignee_id == desk.office.specialist.id


def test_work_goes_back_and_to_a_colleague(desk):
    case = desk.received()
    mine = desk.client(desk.office.specialist)
    do(mine, case, "nhan-viec")
    do(mine, case, "tra-viec")
    assert desk.fresh(case).holder_assignee_id is None
    colleague = desk.someone("specialist")
    head = desk.client(desk.office.leader)
    assert str(colleague.id) in head.get(f"{INBOX}{case.pk}/phan-cong/").content.decode()
    assert do(head, case, "phan-cong", staff_id=str(colleague.id)).status_code == 302
    assert desk.fresh(case).holder_assignee_id == colleague.id
    wrong = do(head, case, "phan-cong", staff_id=str(desk.office.clerk.id))
    assert wrong.status_code == 422
    assert desk.fresh(case).holder_assignee_id == colleague.id


def test_an_apology_moves_the_date_only_forward(desk):
    case = desk.received()
    head = desk.client(desk.office.leader)
    page = head.get(f"{INBOX}{case.pk}/xin-loi/").content.decode()
    assert '<input type="date" name="due_at_0"' in page
    assert '<input type="time" name="due_at_1"' in page
    before = timezone.localtime(case.due_at)
    early = {"due_at_0": str((before - timedelta(days=1)).date()), "due_at_1": "16:00"}
    refused = do(head, case, "xin-loi", **early, preset="workload")
    assert refused.status_code == 422
    assert "Ngày hẹn mới phải sau ngày đã hẹn" in words(refused)
    later = {"due_at_0": str((before + timedelta(days=3)).date()), "due_at_1": "16:00"}
    assert do(head, case, "xin-loi", **later, preset="workload").status_code == 302
    assert desk.fresh(case).due_at > case.due_at
    assert "Phiếu xin lỗi" in words(screen(head, case))


def test_a_dossier_is_stopped_after_a_second_look(desk):
    case = desk.received()
    head = desk.client(desk.office.leader)
    assert do(head, case, "dung", preset="court").status_code == 200
    assert desk.fresh(case).finished_at is None
    assert do(head, case, "dung", preset="court", confirmed="1").status_code == 302
    assert desk.fresh(case).state is S.STOPPED


def test_a_result_is_handed_to_a_person_whose_paper_was_looked_at(desk):
    with desk.inside():
        case = desk.office.issued()
    client = desk.client(desk.office.returner)
    refused = do(client, case, "tra-ket-qua", name="Trần Thị Mẫu", method="counter")
    assert refused.status_code == 422
    assert "Hãy đối chiếu giấy tờ" in words(refused)
    done = {"name": "Trần Thị Mẫu", "method": "counter", "number": "001190000123", "checked": "on"}
    assert do(client, case, "tra-ket-qua", **done).status_code == 302
    assert desk.fresh(case).state is S.RETURNED


def test_a_result_that_goes_by_post_is_handed_over_when_the_post_says_so(desk):
    with desk.inside():
        case, other = desk.office.issued(), desk.office.issued()
    client = desk.client(desk.office.returner)
    away = {"name": "Trần Thị Mẫu", "method": "post", "phone": "0912345678"}
    refused = do(client, case, "tra-ket-qua", **away)
    assert "Hãy ghi địa chỉ nhận." in words(refused)
    away |= {"address": "Số 1, phường Thử", "dispatch_code": "vn 007"}
    sent = do(client, case, "tra-ket-qua", **away)
    assert sent.status_code == 302
    row = desk.fresh(case)
    assert (row.state, row.delivery_state) == (S.DONE, "sent_out")
    again = do(client, case, "tra-ket-qua", **away)
    assert again.status_code == 409
    at_counter = {"name": "Mẫu", "method": "counter", "number": "001190000123", "checked": "on"}
    early = do(client, case, "tra-ket-qua", **at_counter)
    assert early.status_code == 409
    assert "đang ở bưu chính" in words(early)
    taken = do(client, other, "tra-ket-qua", **away)
    assert "Có mã vận đơn đã dùng" in words(taken)
    with desk.inside():
        item = PostItem.objects.get(case=case.pk)
        assert not PostItem.objects.filter(case=other.pk).exists()
    client.post(f"/quan-tri/quay/buu-chinh/{item.pk}/da-nhan/")
    assert desk.fresh(case).state is S.RETURNED

    # Registered without a code; the citizen comes for it before the postman.
    assert do(client, other, "tra-ket-qua", **away | {"dispatch_code": ""}).status_code == 302
    assert do(client, other, "tra-ket-qua", **at_counter).status_code == 302
    assert desk.fresh(other).state is S.RETURNED
    with desk.inside():
        assert PostItem.objects.get(case=other.pk).closed_at is not None


def test_a_fee_is_taken_once_and_its_receipt_shown(desk):
    case = desk.received()
    client = desk.client(desk.someone("cashier"))
    fees = f"{INBOX}{case.pk}/phi/"
    assert "Lập phiếu thu" in words(client.get(fees))
    client.post(fees)
    page = client.get(fees).content.decode()
    order = re.search(r'name="order" value="([^"]+)"', page).group(1)
    assert "16.000 đ" in page
    for _twice in range(2):
        client.post(fees, {"order": order})
    with desk.inside():
        number = Receipt.objects.get().number
    assert number in words(client.get(f"{fees}bien-lai/"))
    assert client.post(fees, {"order": "khong-co"}).status_code == 404


def test_the_screen_costs_the_same_for_a_long_history(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    screen(client, case)
    with CaptureQueriesContext(connection) as short:
        screen(client, case)
    for _again in range(3):
        do(client, case, "nhan-viec")
        do(client, case, "tra-viec")
    with CaptureQueriesContext(connection) as long:
        screen(client, case)
    assert len(reads(long)) == len(reads(short))


def test_hostile_words_stay_words(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    nasty = "<script>alert(1)</script>"
    do(client, case, "xu-ly", outcome="out_pass", note=nasty)
    page = screen(client, case).content.decode()
    assert nasty not in page
    assert "&lt;script&gt;alert(1)" in page
