"""A step that asks its officer for a page and a file, through the screen."""

from copy import deepcopy
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.models import Decision
from motcua.files import api as files
from tests.factories import casework as make
from tests.factories import files as bytes_of
from tests.factories.submissions import field
from tests.integration.backoffice.inbox.conftest import Desk
from tests.integration.backoffice.inbox.test_acts import do, screen, words

ENTRY = {
    "id": "pag_visit",
    "title": {"vi": "Kết quả kiểm tra"},
    "fields": [
        field("visited", "date", required=True, label="Ngày kiểm tra"),
        field("sound", "yes_no", required=True, label="Đúng hiện trạng?"),
        field("finding", "long_text", label="Nhận xét"),
    ],
}


class EntryDesk(Desk):
    def __init__(self, tenant, client_of):
        steps = deepcopy(make.STEPS)
        steps[1] |= {
            "entry": ENTRY,
            "files_required": True,
            "instructions": {"vi": "Đối chiếu với sổ gốc."},
        }
        self._steps = steps
        super().__init__(tenant, client_of)
        with self.inside():
            self.office = make.make_office(process={"steps": steps})


def test_what_a_step_asks_for_is_filled_in_and_attached(province, tenant_client):
    desk = EntryDesk(province, tenant_client)
    case = desk.received()
    client = desk.client(desk.office.specialist)
    shown = screen(client, case).content.decode()
    assert 'enctype="multipart/form-data"' in shown
    assert "Ngày kiểm tra" in shown
    assert "Đối chiếu với sổ gốc." in shown
    assert 'type="date"' in shown

    def send(outcome, **posted):
        return do(client, case, "xu-ly", outcome=outcome, note="Đã xem", **posted)

    good = {"f-fld_visited": "2026-06-10", "f-fld_sound": "yes", "f-fld_finding": "Nhà hai tầng"}
    bare = send("out_pass", attached=SimpleUploadedFile("anh.jpg", bytes_of.jpeg()))
    assert bare.status_code == 422
    assert "Ngày kiểm tra" in words(bare)
    without = send("out_pass", **good)
    assert without.status_code == 422
    assert "Bước này phải kèm ít nhất một tệp." in words(without)

    # An ending is looked at twice; the file is not lost on the way.
    first = send("out_reject", **good, attached=SimpleUploadedFile("anh.jpg", bytes_of.jpeg()))
    assert first.status_code == 200
    text = first.content.decode()
    kept = text.partition('name="kept" value="')[2].partition('"')[0]
    assert kept
    assert send("out_reject", **good, kept="forged", confirmed="1").status_code == 422
    assert send("out_reject", **good, kept=kept, confirmed="1").status_code == 302
    with desk.inside():
        decision = Decision.objects.get(case=case.pk, outcome="out_reject")
        assert decision.entry["answers"] == {
            "fld_visited": "2026-06-10",
            "fld_sound": True,
            "fld_finding": "Nhà hai tầng",
        }
        attached = decision.entry["files"][0]
        assert attached["name"] == "anh.jpg"
        assert files.may_read_file(desk.office.specialist, UUID(attached["file_id"]))
        assert not files.may_read_file(desk.office.citizen, UUID(attached["file_id"]))
    link = f"/quan-tri/mot-cua/{case.pk}/tep/{attached['file_id']}/"
    assert client.get(link)["Location"].startswith("http://tep.")
    history = screen(client, case).content.decode()
    assert "Nhà hai tầng" in history
    assert "anh.jpg" in history
