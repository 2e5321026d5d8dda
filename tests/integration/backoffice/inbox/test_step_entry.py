"""A step that asks its officer for a page and a file, through the screen."""

import re
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
        field("place", "address", label="Nơi kiểm tra"),
        field("photo", "file", required=True, label="Ảnh hiện trường"),
        field(
            "there",
            "group",
            label="Người có mặt",
            fields=[field("who", "short_text", required=True, label="Họ tên")],
        ),
    ],
}
PHOTO = "f-fld_photo"


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
            self.office = make.usual_office(process={"steps": steps})


def jpeg(name="anh.jpg"):
    return SimpleUploadedFile(name, bytes_of.jpeg())


def kept_in(answer):
    return re.search(r'name="kept" value="([^"]+)"', answer.content.decode()).group(1)


def test_what_a_step_asks_for_is_filled_in_and_attached(province, tenant_client):
    desk = EntryDesk(province, tenant_client)
    case = desk.received()
    client = desk.client(desk.office.specialist)
    shown = screen(client, case).content.decode()
    assert 'enctype="multipart/form-data"' in shown
    assert "Đối chiếu với sổ gốc." in shown
    for name in ("visited-day", "place-province", "there-add", "photo"):
        assert f'name="f-fld_{name}"' in shown

    def send(outcome, **posted):
        return do(client, case, "xu-ly", outcome=outcome, note="Đã xem", **posted)

    good = {
        "f-fld_visited-day": "10",
        "f-fld_visited-month": "6",
        "f-fld_visited-year": "2026",
        "f-fld_sound": "yes",
        "f-fld_finding": "Nhà hai tầng",
    }
    # A refused page says where, and keeps what was typed and both kinds of files.
    bare = send("out_pass", attached=jpeg(), **{PHOTO: jpeg("truoc.jpg"), "f-fld_sound": "yes"})
    assert bare.status_code == 422
    assert 'href="#f-fld_visited"' in bare.content.decode()
    assert "truoc.jpg" in words(bare)
    kept = kept_in(bare)
    other = screen(desk.client(desk.office.receptionist), case)
    assert "truoc.jpg" not in words(other)

    # A row more is no fault, and needs no script.
    more = send("out_pass", kept=kept, **good, **{"f-fld_there-add": "1"})
    assert more.status_code == 200
    assert 'name="f-fld_there-r1-fld_who"' in more.content.decode()
    kept = kept_in(more)
    rows = {"f-fld_there-rows": "r1", "f-fld_there-r1-fld_who": "Lê Văn Mẫu"}
    assert send("out_pass", **good, **rows, kept="forged").status_code == 422

    # An ending is looked at twice, in words; nothing is lost on the way.
    first = send("out_reject", kept=kept, **good, **rows)
    assert first.status_code == 200
    assert "Lê Văn Mẫu" in words(first)
    kept = re.findall(r'name="kept" value="([^"]+)"', first.content.decode())[-1]
    assert send("out_reject", **good, **rows, kept=kept, confirmed="1").status_code == 302
    with desk.inside():
        entry = Decision.objects.get(case=case.pk, outcome="out_reject").entry
        photo = entry["answers"].pop("fld_photo")[0]
        assert entry["answers"] == {
            "fld_visited": "2026-06-10",
            "fld_sound": True,
            "fld_finding": "Nhà hai tầng",
            "fld_there": [{"_row": "r1", "fld_who": "Lê Văn Mẫu"}],
        }
        attached = entry["files"][0]
        assert (photo["name"], attached["name"]) == ("truoc.jpg", "anh.jpg")
        for each in (photo, attached):
            assert files.may_read_file(desk.office.specialist, UUID(each["file_id"]))
            assert not files.may_read_file(desk.office.citizen, UUID(each["file_id"]))
    link = f"/quan-tri/mot-cua/{case.pk}/tep/{photo['file_id']}/"
    assert client.get(link)["Location"].startswith("http://tep.")
    history = screen(client, case).content.decode()
    for told in ("Nhà hai tầng", "anh.jpg", "truoc.jpg", "Lê Văn Mẫu"):
        assert told in history
