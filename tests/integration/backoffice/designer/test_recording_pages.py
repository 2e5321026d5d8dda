"""The screens of test recordings."""

import json

import pytest

from motcua.catalogue.models import Recording
from tenants.api import in_tenant

pytestmark = pytest.mark.django_db
FILING = {
    "name": "Thường gặp",
    "today": "2026-10-01",
    "channel": "online",
    "assurance": "1",
    "a-fld_ho_ten": "Trần Văn Thử",
    "answers": '{"fld_noi_o": {"province": "68"}}',
}


@pytest.fixture
def kept(province):
    def read():
        with in_tenant(province.schema_name):
            return list(Recording.objects.all())

    return read


def test_recorded_changed_accepted_let_go(signed_in, address, kept):
    client = signed_in("builder")
    empty = client.get(address("ban-ghi")).content.decode()
    assert "Chưa có bản ghi nào" in empty
    assert "fld_ho_ten" in empty
    assert client.post(address("ban-ghi"), FILING).status_code == 302
    [recording] = kept()
    assert recording.filing["profile"] == {"assurance": 1}
    assert recording.filing["answers"] == {
        "fld_ho_ten": "Trần Văn Thử",
        "fld_noi_o": {"province": "68"},
    }
    page = client.get(address(f"ban-ghi/{recording.id}")).content.decode()
    assert "Trần Văn Thử" in page
    remove = {"op": "remove", "what": "field", "id": "fld_noi_o"}
    body = json.dumps({"base_revision": 1, "operations": [remove]})
    client.post(address("thao-tac"), body, content_type="application/json")
    assert "Khác trước" in client.get(address("ban-ghi")).content.decode()
    asked = client.post(address("kiem-tra"), {"revision": "2"})
    assert asked.status_code == 422
    assert "Thường gặp" in asked.content.decode()
    assert client.post(address(f"ban-ghi/{recording.id}/chap-nhan")).status_code == 302
    assert "Đúng như đã ghi" in client.get(address("ban-ghi")).content.decode()
    assert client.post(address(f"ban-ghi/{recording.id}/xoa")).status_code == 302
    assert kept() == []


@pytest.mark.parametrize(
    "change",
    [{"answers": "{"}, {"answers": "[" * 2_000}, {"answers": "[]"}, {"today": "x"}, {"name": ""}],
)
def test_nonsense_is_told_at_its_field(change, signed_in, address, kept):
    refused = signed_in("builder").post(address("ban-ghi"), {**FILING, **change})
    assert refused.status_code == 422
    assert kept() == []


def test_recorded_from_the_preview(signed_in, address, kept):
    body = json.dumps({"name": "Xem thử", "answers": {"fld_ho_ten": "A"}})
    made = signed_in("builder").post(
        address("ban-ghi/tu-xem-thu"), body, content_type="application/json"
    )
    assert made.json()["differences"] == []
    assert [each.name for each in kept()] == ["Xem thử"]


def test_only_authors_write(signed_in, address, kept):
    assert signed_in("publisher").get(address("ban-ghi")).status_code == 200
    assert signed_in("publisher").post(address("ban-ghi"), FILING).status_code == 422
    assert signed_in("specialist").get(address("ban-ghi")).status_code == 403
    assert kept() == []
