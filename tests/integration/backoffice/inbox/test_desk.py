"""Many at once, saved filters, notes, letters, sharing, substitutes, leavers."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.casework import api
from motcua.casework.errors import SameOfficer
from motcua.casework.models import Case, CaseLetter, CaseNote, CaseShare, Decision
from motcua.identity.api import (
    SubstitutionInvalid,
    SubstitutionNotYours,
    SubstitutionOverlaps,
    cancel_substitution,
    name_substitute,
    stand_ins,
)
from motcua.identity.staff.models import RoleAssignment
from motcua.notifications.models import Message
from tests.factories import casework as make
from tests.factories.identity import make_agency

pytestmark = pytest.mark.django_db
INBOX = "/quan-tri/mot-cua/"


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def numbers(answer):
    return re.findall(r'class="mo-list__code"[^>]*>([^<]+)<', answer.content.decode())


def mark(case):
    return f"{case.pk}:{case.holder_item_id}"


def outcomes(client, deed, cases, **more):
    asked = {"viec": deed, "chon": [mark(each) for each in cases], "confirmed": "1", **more}
    answer = client.post(f"{INBOX}hang-loat/", asked, headers={"accept": "application/json"})
    return [(each["is_done"], each["words"]) for each in answer.json()["outcomes"]]


def test_many_at_once_each_with_its_outcome(desk, neighbour):
    """One flow: receive, claim, assign, approve; stale, foreign and forbidden ones say why."""
    office = desk.office
    filed = [desk.filed() for _ in range(3)]
    at_desk = desk.client(office.receptionist)
    asked = {"viec": "tiep-nhan", "chon": [mark(each) for each in filed]}
    page = at_desk.post(f"{INBOX}hang-loat/", asked)
    assert "Tiếp nhận: 3 hồ sơ" in words(page)
    with desk.inside():
        assert not Case.objects.exclude(code=None).exists()
        api.receive_case(case_id=filed[0].pk, by=office.receptionist, now=desk.now)
    done = outcomes(at_desk, "tiep-nhan", filed)
    assert [each for each, _words in done] == [False, True, True]
    # Who was faster is named.
    assert office.receptionist.name in done[0][1]
    assert "Tiếp nhận hồ sơ" in done[0][1]
    cases = [desk.fresh(each) for each in filed]
    # The leader assigns two, one of them to somebody who may not do it.
    leader = desk.client(office.leader)
    to = {"staff_id": str(office.specialist.id)}
    assert [each for each, _ in outcomes(leader, "phan-cong", cases[:2], **to)] == [True, True]
    told = outcomes(leader, "phan-cong", cases[:1], staff_id=str(office.clerk.id))
    assert told == [(False, "Cán bộ này không làm được việc đó.")]
    specialist = desk.client(office.specialist)
    assert outcomes(specialist, "nhan-viec", [desk.fresh(filed[2])])[0][0]
    # Not their permission, not their tenant.
    assert specialist.post(f"{INBOX}hang-loat/", {"viec": "duyet"}).status_code == 403
    foreign = neighbour.client(neighbour.office.leader)
    assert outcomes(foreign, "nhan-viec", cases[:1])[0] == (False, "Không tìm thấy hồ sơ.")
    with desk.inside():
        for case in cases:
            office.decide(case, "pass", office.specialist)
    waiting = [desk.fresh(each) for each in filed]
    done = outcomes(leader, "duyet", [*waiting, cases[0]], note="Đồng ý")
    assert [each for each, _ in done] == [True, True, True, False]
    with desk.inside():
        notes = Decision.objects.filter(step_kind="approve").values_list("note", flat=True)
        assert list(notes) == ["Đồng ý"] * 3


def test_a_desk_of_ones_own(desk):
    case = desk.received()
    client = desk.client(desk.office.specialist)
    asked = {"ten": "Gấp", "query": "muc=don-vi&tre=on&trang=3&xem=1", "mac_dinh": "on"}
    assert client.post(f"{INBOX}bo-loc/", asked)["Location"].endswith("?muc=don-vi&tre=on")
    assert client.get(INBOX)["Location"] == "?muc=don-vi&tre=on"
    shown = client.get(f"{INBOX}?muc=don-vi")
    assert "Gấp" in words(shown)
    client.post(f"{INBOX}cach-xem/", {"cot": ["phi", "zzz"], "so_dong": "50"})
    page = client.get(f"{INBOX}?muc=don-vi").content.decode()
    assert 'data-label="Phí, lệ phí"' in page
    assert 'data-label="Chủ hồ sơ"' not in page
    assert "data-mo-keys " not in page
    # Nobody else sees or removes it.
    with desk.inside():
        mine = api.get_desk(desk.office.specialist)
        assert (mine.page_size, mine.has_shortcuts, len(mine.filters)) == (50, False, 1)
        assert api.get_desk(desk.office.leader) == api.DeskView()
    other = desk.client(desk.office.leader)
    other.post(f"{INBOX}bo-loc/{mine.filters[0].id}/bo/")
    with desk.inside():
        assert len(api.get_desk(desk.office.specialist).filters) == 1
    client.post(f"{INBOX}bo-loc/{mine.filters[0].id}/bo/")
    assert client.get(INBOX).status_code == 200
    # The dossier beside the list.
    beside = client.get(f"{INBOX}?muc=don-vi&xem={case.pk}&item={case.holder_item_id}")
    assert "Trần Thị Mẫu" in words(beside)
    assert 'id="mo-doc"' in beside.content.decode()
    assert "Ghi kết quả" in words(beside) or "Thẩm định" in words(beside)


def test_the_first_page_asks_little(desk):
    client = desk.client(desk.office.specialist)
    desk.received()
    client.get(f"{INBOX}?muc=don-vi")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{INBOX}?muc=don-vi")
    own = [each["sql"] for each in asked if "casework_" in each["sql"]]
    assert len(own) <= 3, own


def test_what_is_said_around_a_dossier(desk, neighbour):
    """Notes stay inside, letters reach both sides with read marks, sharing opens and closes."""
    office, case = desk.office, desk.received()
    with desk.inside():
        elsewhere = make_agency(kind="commune")
        outsider = make.actor("specialist", agency=elsewhere, now=desk.now)
    client, at = desk.client(office.specialist), f"{INBOX}{case.pk}/"
    client.post(f"{at}ghi-chu/", {"body": "Cần hỏi lại", "nhac": str(office.leader.id)})
    client.post(f"{at}ghi-chu/", {"body": "Không gửi được", "nhac": str(outsider.id)})
    client.post(f"{at}tin-nhan/", {"body": "Mời ông/bà đến quầy."})
    with desk.inside():
        assert [each.body for each in CaseNote.objects.all()] == ["Cần hỏi lại"]
        events = set(Message.objects.values_list("event", flat=True))
        assert "case_mention" in events
        office.now = timezone.now()
        office.run_later_work()
        assert Message.objects.filter(event="office_letter").count() == 1
        assert api.notes_of(case.pk, by=office.leader)[0].names_me
        # The citizen sees neither the note nor that there is one.
        assert api.notes_of(case.pk, by=office.citizen) == ()
        acts = {each.action for each in api.timeline(case.pk, by=office.citizen)}
        assert "case.noted" not in acts
        assert "case.letter_sent" in acts
        assert api.count_unread_letters(case.pk, by=office.citizen) == 1
        api.read_letters(case_id=case.pk, by=office.citizen, now=desk.now)
        api.write_to_office(case_id=case.pk, body="Vâng", by=office.citizen, now=desk.now)
        assert CaseLetter.objects.filter(is_from_office=True, read_at=None).count() == 0
    shown = client.get(f"{INBOX}?muc=don-vi")
    assert "Có tin nhắn mới" in words(shown)
    assert "Người nộp đã đọc" in words(client.get(at))
    client.post(f"{at}tin-nhan/da-doc/")
    assert "Có tin nhắn mới" not in words(client.get(f"{INBOX}?muc=don-vi"))
    # Another unit, another tenant.
    stranger = desk.client(outsider)
    assert stranger.get(at).status_code == 404
    assert stranger.post(f"{at}ghi-chu/", {"body": "x"}).status_code == 404
    assert neighbour.client(neighbour.office.leader).get(f"{at}co-mat/").status_code == 404
    client.post(f"{at}chia-se/", {"staff_id": str(outsider.id), "note": "Góp ý"})
    assert numbers(stranger.get(f"{INBOX}?muc=chia-se")) == [case.code]
    assert stranger.get(at).status_code == 200
    # Reading is all that was given; it is not handed on.
    third = desk.someone("specialist", agency=elsewhere)
    stranger.post(f"{at}chia-se/", {"staff_id": str(third.id)})
    with desk.inside():
        assert CaseShare.objects.count() == 1
        assert not api.get_case(case.pk, by=outsider, now=desk.now).can_decide
    client.post(f"{at}chia-se/", {"staff_id": str(outsider.id), "thoi": "1"})
    assert stranger.get(at).status_code == 404
    # Following, and a colleague on the same dossier.
    client.post(f"{at}theo-doi/")
    assert numbers(client.get(f"{INBOX}?muc=theo-doi")) == [case.code]
    leader = desk.client(office.leader)
    leader.get(f"{at}co-mat/")
    assert office.leader.name in client.get(f"{at}co-mat/").json()["others"]
    with desk.inside():
        office.decide(desk.fresh(case), "reject", office.specialist, note="Không đủ")
        told = Message.objects.filter(event="case_watched", staff_id=office.specialist.id)
        assert told.exists()


def test_a_substitute_does_the_work_and_four_eyes_stay_four(desk):
    office = desk.office
    case = desk.received()
    with desk.inside():
        office.decide(case, "pass", office.specialist)
        deputy = make.actor("clerk_office", agency=office.agency, now=desk.now)
        first, last = desk.now - timedelta(hours=1), desk.now + timedelta(days=2)
        days = {"starts_at": first, "ends_at": last, "now": desk.now}
        absent = {"absent_id": office.leader.id, "by": office.leader, **days}
        with pytest.raises(SubstitutionInvalid):
            name_substitute(substitute_id=office.leader.id, **absent)
        technician = make.actor("tech_admin", now=desk.now)
        with pytest.raises(SubstitutionInvalid):
            name_substitute(substitute_id=technician.id, **absent)
        with pytest.raises(SubstitutionNotYours):
            name_substitute(substitute_id=deputy.id, **{**absent, "by": deputy})
        with pytest.raises(SubstitutionNotYours):
            name_substitute(substitute_id=technician.id, **{**absent, "by": technician})
        # Who appraised stands in for who signs: still not their own dossier.
        named = name_substitute(substitute_id=office.specialist.id, **absent)
        with pytest.raises(SubstitutionOverlaps):
            name_substitute(substitute_id=deputy.id, **absent)
        (lent,) = stand_ins(office.specialist, now=desk.now)
        assert stand_ins(lent, now=desk.now) == ()
        assert not any(each.startswith("tenant") for each in lent.permissions)
        item = desk.fresh(case).holder_item_id
        with pytest.raises(SameOfficer):
            api.decide(work_item_id=item, outcome="out_sign", by=lent, now=desk.now)
        cancel_substitution(substitution_id=named.id, by=office.leader, now=desk.now)
        assert stand_ins(office.specialist, now=desk.now) == ()
        name_substitute(substitute_id=deputy.id, **absent)
    client = desk.client(deputy)
    assert numbers(client.get(f"{INBOX}?muc=thay-mat")) == [case.code]
    page = client.get(f"{INBOX}{case.pk}/")
    assert f"thay mặt {office.leader.name}" in words(page)
    item = str(desk.fresh(case).holder_item_id)
    answer = client.post(
        f"{INBOX}{case.pk}/xu-ly/", {"item": item, "outcome": "out_sign", "note": ""}
    )
    assert answer.status_code == 302, words(answer)
    with desk.inside():
        signed = Decision.objects.get(step_kind="approve")
        assert (signed.by_id, signed.for_id) == (deputy.id, office.leader.id)
        assert signed.by_name == f"{deputy.name} (thay mặt {office.leader.name})"
        # Over: nothing is left of it.
        assert stand_ins(deputy, now=last) == ()
        RoleAssignment.objects.filter(account=office.leader.id).update(valid_until=desk.now)
        (empty,) = stand_ins(deputy, now=desk.now)
        assert not empty.roles


def test_work_is_passed_on_and_a_leaver_s_work_handed_over(desk):
    office = desk.office
    cases = [desk.received() for _ in range(3)]
    with desk.inside():
        for each in cases:
            api.claim_work(work_item_id=each.holder_item_id, by=office.specialist, now=desk.now)
        other = make.actor("specialist", agency=office.agency, now=desk.now)
        away = make.actor("specialist", agency=make_agency(kind="commune"), now=desk.now)
    client, at = desk.client(office.specialist), f"{INBOX}{cases[0].pk}/chuyen-viec/"
    asked = {"item": str(cases[0].holder_item_id), "reason": "Đi công tác"}
    assert client.post(at, {**asked, "staff_id": str(away.id)}).status_code == 422
    assert client.post(at, {**asked, "staff_id": str(other.id)}).status_code == 302
    assert desk.fresh(cases[0]).holder_assignee_id == other.id
    again = client.post(at, {**asked, "staff_id": str(other.id)})
    assert again.status_code in (403, 409, 422)
    assert desk.client(other).get(f"{INBOX}ban-giao/").status_code == 403
    leader = desk.client(office.leader)
    leaver = {"nguoi": str(office.specialist.id), "confirmed": "1"}
    told = words(leader.post(f"{INBOX}ban-giao/", {**leaver, "cho": [str(away.id)]}))
    assert "Đã bàn giao 0 trong 2 việc" in told
    told = words(leader.post(f"{INBOX}ban-giao/", {**leaver, "cho": [str(other.id)]}))
    assert "Đã bàn giao 2 trong 2 việc" in told
    with desk.inside():
        held = api.inbox(by=other, now=desk.now, bucket="mine")
        assert held.total == 3
        said = [each.sentence for each in api.timeline(cases[1].pk, by=office.leader)]
        assert any(each.startswith("Bàn giao việc") for each in said)
