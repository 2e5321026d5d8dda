"""Who read what and why, and requests about personal data with their terms."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.api import Permission as Casework
from motcua.casework.api import record_reading
from motcua.casework.models import Case
from motcua.casework.standing_api import DossierErased
from motcua.estore import api as estore
from motcua.files.api import FileMissing, open_file, require_file
from motcua.files.models import StoredFile
from motcua.identity.api import account_parts, applicant_actor, get_agency
from motcua.kernel import events
from motcua.kernel.actors import Actor, PermissionMissing
from motcua.kernel.audit import verify_chain
from motcua.kernel.errors import Forbidden
from motcua.notifications.models import Message
from motcua.privacy import api
from motcua.privacy.models import DataCopy, DataExport, DataRequest
from motcua.privacy.operations.copies import drop_old_copies, make_copy_now, waiting_copies
from motcua.privacy.operations.forget import forget_old_requests
from motcua.submissions import api as submissions
from tests.asked import reads
from tests.cases import try_each
from tests.factories.casework import usual_office
from tests.factories.identity import make_applicant

pytestmark = pytest.mark.django_db
# A Monday morning in Vietnam, no holiday near.
MONDAY = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def seen(by: Actor, now: datetime, **wanted: Any) -> list[api.ReadView]:
    return list(api.list_reads(by=by, wanted=api.Wanted(**wanted), now=now).items)


def test_a_citizen_learns_who_read_what_and_why(inside_province: Any) -> None:
    office = usual_office()
    case, now = office.received(), office.now
    by = office.citizen
    assert seen(by, now) == []
    unit = get_agency(office.agency.id).name
    record_reading(case.pk, by=office.specialist, now=now, what="file")
    record_reading(case.pk, by=office.leader, now=now + timedelta(minutes=1))
    inspector = office._employ("inspector")
    overseer = Actor(
        kind="staff", id=uuid4(), name="Thanh tra", roles=frozenset({"inspector"}),
        permissions=frozenset({Casework.READ, Casework.READ_ALL}),
    )  # fmt: skip
    record_reading(case.pk, by=overseer, now=now + timedelta(minutes=2))
    api.record_person_reading(office.applicant.id, by=office.receptionist, now=now)
    for minute, name in enumerate(("Một", "Hai")):
        other = office.file()
        api.record_export(
            [case.pk, other.pk], what="file", by=inspector, service_name=f"Thủ tục {name}",
            now=now + timedelta(minutes=3 + minute),
        )  # fmt: skip

    found = seen(by, now)
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    file = next(each for each in found if each.what == "Mở tệp của hồ sơ")
    assert file.who == office.specialist.name
    assert file.office == f"Chuyên viên thụ lý · {unit}"
    assert file.why == "Giải quyết bước “Thẩm định”"
    assert (file.number, file.case_id) == (case.code, case.pk)
    whys = {each.why for each in found}
    assert whys >= {
        "Đơn vị tham gia giải quyết hồ sơ", "Kiểm tra, kiểm soát việc giải quyết",
        "Tiếp ông/bà tại quầy", "Tổng hợp, báo cáo: Thủ tục Hai",
    }  # fmt: skip
    assert len(seen(by, now, kind="export")) == 2
    assert [each.what for each in seen(by, now, kind="person")] == [
        "Tra cứu theo số định danh tại quầy"
    ]
    assert {each.case_id for each in seen(by, now, case_id=case.pk, kind="read")} == {case.pk}
    assert seen(by, now, until=(now - timedelta(days=2)).date()) == []
    assert len(seen(by, now, since=(now - timedelta(days=1)).date())) == len(found)
    with CaptureQueriesContext(connection) as caught:
        page = api.list_reads(by=by, wanted=api.Wanted(), now=now, limit=2, offset=2)
    assert len(reads(caught)) <= 8
    assert ([each.at for each in page.items], page.total) == (
        [each.at for each in found[2:4]], len(found),
    )  # fmt: skip

    stranger = applicant_actor(make_applicant(personal_number="079203001234"))
    assert seen(stranger, now) == []
    assert seen(stranger, now, case_id=case.pk) == []
    with pytest.raises(Forbidden):
        seen(office.leader, now)

    admin = office._employ("tech_admin")
    terms = api.terms()
    with pytest.raises(PermissionMissing):
        api.save_terms(terms, by=office.leader, now=now)
    api.save_terms(api.Terms(False, 3, terms.day_counts, 1, 5, is_checked=True), by=admin, now=now)
    assert office.specialist.name not in {each.who for each in seen(by, now)}
    with pytest.raises(api.TermsInvalid):
        api.save_terms(api.Terms(True, 0, {}, 1, 5, is_checked=True), by=admin, now=now)
    events.publish(DossierErased(case_id=case.pk), at=now)
    assert all(case.pk not in each.case_ids for each in DataExport.objects.all())


def test_a_copy_is_made_for_the_proven_and_its_time_ends(inside_province: Any) -> None:
    office = usual_office()
    case = office.issued()
    office.run_later_work()
    by, now = office.citizen, MONDAY
    control = office._employ("procedure_control")
    typed = applicant_actor(make_applicant(acr="LoA1", personal_number=""))
    refusals = (
        ("unproven", {"by": typed, "kind": "copy"}, api.IdentityUnproven),
        ("staff", {"by": office.leader, "kind": "copy"}, api.IdentityUnproven),
        ("unknown kind", {"kind": "x"}, api.RequestInvalid),
        ("no words", {"kind": "delete", "text": "ngắn"}, api.RequestInvalid),
        ("long", {"kind": "copy", "text": "x" * 3001}, api.RequestInvalid),
    )

    def refused(each: tuple[str, dict[str, Any], type[Exception]]) -> None:
        with pytest.raises(each[2]):
            api.ask(**{"text": "", "by": by, "now": now} | each[1])

    try_each(refusals, refused, name=lambda each: each[0])
    assert not DataRequest.objects.exists()

    made = api.ask(kind="copy", text="", by=by, now=now)
    with pytest.raises(api.RequestWaiting):
        api.ask(kind="copy", text="", by=by, now=now)
    view = api.get_own_request(made, by=by, now=now)
    assert (view.due_at - now).days == 2  # working days: Monday morning to Wednesday's end
    which = {"request_id": made, "by": control, "now": now}
    for wrong in (office.leader, office._employ("inspector")):
        with pytest.raises(PermissionMissing):
            api.accept(request_id=made, by=wrong, now=now)
    api.accept(**which)
    with pytest.raises(api.RequestMoved):
        api.accept(**which)
    with pytest.raises(api.RequestMoved):
        api.finish(reply="Đã làm xong.", **which)
    assert api.get_own_request(made, by=by, now=now).due_at == now + timedelta(days=10)

    row = DataCopy.objects.get()
    assert waiting_copies(now=now + timedelta(minutes=16)) == [row.pk]
    with pytest.raises(api.CopyGone):
        api.fetch_copy(request_id=made, by=by, now=now)
    assert make_copy_now(row.pk, now=now)
    assert not make_copy_now(row.pk, now=now)  # done is done
    ready = api.get_own_request(made, by=by, now=now)
    assert (ready.state, ready.copy.state, ready.copy.percent) == ("done", "ready", 100)

    stored = api.fetch_copy(request_id=made, by=by, now=now)
    with open_file(stored.id) as stream, zipfile.ZipFile(BytesIO(stream.read())) as archive:
        told = json.loads(archive.read("du-lieu.json"))
        names = archive.namelist()
    assert told["person"]["personal_number"] == "001190000123"
    (dossier,) = told["dossiers"]
    assert dossier["number"] == case.code
    assert {"page", "question", "answer"} == set(dossier["answers"][0])
    paths = [each["path"] for each in dossier["files"]]
    assert set(paths) <= set(names)
    assert any(path.endswith("Giấy chứng sinh.pdf") for path in paths)
    assert "tracking_secret" not in json.dumps(told)

    stranger = applicant_actor(make_applicant(personal_number="079203001234"))
    for wrong in (stranger, office.leader, typed):
        with pytest.raises((api.CopyGone, api.IdentityUnproven)):
            api.fetch_copy(request_id=made, by=wrong, now=now)
        with pytest.raises(FileMissing):
            require_file(wrong, stored.id)
    late = now + timedelta(hours=73)
    with pytest.raises(api.CopyGone):
        api.fetch_copy(request_id=made, by=by, now=late)
    assert drop_old_copies(now=late) == 1
    assert not StoredFile.objects.filter(pk=stored.id).exists()
    assert Message.objects.filter(event="data_request_done").count() == 1
    assert verify_chain(f"data-request:{made}").intact


def test_deleting_and_withdrawing_do_what_they_say(inside_province: Any) -> None:
    office = usual_office()
    case = office.received()
    by, now = office.citizen, MONDAY
    control = office._employ("procedure_control")
    draft = submissions.start_draft(
        version_id=office.version_id, applicant=office.applicant, now=now
    )
    words = "Xin xóa mọi dữ liệu của tôi."
    made = api.ask(kind="delete", text=words, by=by, now=now)
    raw = DataRequest.objects.extra(select={"raw": "encode(content, 'escape')"})
    assert "Xin" not in raw.values_list("raw", flat=True)[0]
    api.accept(request_id=made, by=control, now=now)
    opened = api.open_request(made, by=control, now=now)
    assert (opened.text, opened.due_at) == (words, now + timedelta(days=20))
    with pytest.raises(api.RequestInvalid):
        api.finish(request_id=made, reply=" ", by=control, now=now)
    late = now + timedelta(days=21)
    assert api.count_requests(by=control, now=late)[1] == 1
    done = api.finish(request_id=made, reply="Hồ sơ giữ theo luật.", by=control, now=late)
    assert done == {"drafts": 1, "papers": 1}
    assert submissions.get_draft(draft.id, by=by).status == "discarded"
    assert estore.list_papers(by=by, now=late) == []
    assert Case.objects.filter(pk=case.pk, applicant_id=office.applicant.id).exists()
    own = api.get_own_request(made, by=by, now=late)
    assert (own.reply, own.was_late, own.is_over) == ("Hồ sơ giữ theo luật.", True, True)
    assert [each.what for each in seen(by, now, kind="person")] == [
        "Đọc yêu cầu về dữ liệu cá nhân"
    ]

    second = api.ask(kind="withdraw", text="Không dùng lại giấy tờ.", by=by, now=now)
    stranger = applicant_actor(make_applicant(personal_number="079203001234"))
    for wrong in (stranger, control):
        with pytest.raises(api.RequestMissing):
            api.cancel(request_id=second, by=wrong, now=now)
        with pytest.raises(api.RequestMissing):
            api.get_own_request(second, by=wrong, now=now)
    api.accept(request_id=second, by=control, now=now)
    api.finish(request_id=second, reply="Đã tắt.", by=control, now=now)
    assert estore.is_closed(by=by)
    third = api.ask(kind="object", text="Phản đối phân tích.", by=by, now=now)
    api.cancel(request_id=third, by=by, now=now)
    with pytest.raises(api.RequestMoved):
        api.refuse(request_id=third, reason="Muộn rồi.", by=control, now=now)
    assert [each.state for each in api.list_own_requests(by=by, now=now)].count("done") == 2

    assert forget_old_requests(now=late + timedelta(days=6 * 366)) == 3
    assert api.get_own_request(made, by=by, now=now).text == ""
    account_parts.get("privacy").forget(office.applicant.id, now=now)
    assert not DataCopy.objects.exists()
