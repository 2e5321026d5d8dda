"""The pages before publishing: problems with reasons, two documents side by side, a set time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.catalogue.api import apply_operations, get_draft
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant

pytestmark = pytest.mark.django_db
SENSITIVE = {
    "op": "update",
    "what": "field",
    "id": "fld_ho_ten",
    "set": {"personal_data": "sensitive"},
}


@pytest.fixture
def change(province, service, now):
    def make(*operations):
        with in_tenant(province.schema_name):
            revision = get_draft(service.id, by=SYSTEM).revision
            return apply_operations(
                service_id=service.id,
                operations=operations,
                base_revision=revision,
                by=SYSTEM,
                now=now,
            )

    return make


def ask(client, address, **data):
    return client.post(address("kiem-tra"), data)


def test_a_clean_draft_is_sent_from_here(signed_in, address):
    client = signed_in("builder")
    page = client.get(address("kiem-tra")).content.decode()
    assert "Không có lỗi" in page
    assert ask(client, address, revision="1", note="Xin duyệt").status_code == 302


def test_warnings_ask_for_reasons_and_the_reviewer_reads_them(signed_in, address, change):
    change(SENSITIVE)
    client = signed_in("builder")
    page = client.get(address("kiem-tra")).content.decode()
    assert "2 điểm cần lưu ý" in page
    keys = ["form/pag_nguoi_nop/fld_ho_ten|privacy.no_purpose", "privacy|privacy.no_retention"]
    half = ask(client, address, revision="2", key=keys, reason=["Luật đòi", " "])
    assert half.status_code == 422
    assert 'value="Luật đòi"' in half.content.decode()
    assert half.content.decode().count('aria-invalid="true"') == 1
    done = ask(client, address, revision="2", key=keys, reason=["Luật đòi", "Theo luật"])
    assert done.status_code == 302
    review = signed_in("publisher").get(address("xet-duyet")).content.decode()
    assert "Luật đòi" in review


def test_an_old_revision_is_refused_kindly(signed_in, address, change):
    change(SENSITIVE)
    stale = ask(signed_in("builder"), address, revision="một")
    assert stale.status_code == 422


def test_two_documents_side_by_side(signed_in, address, change):
    builder, publisher = signed_in("builder"), signed_in("publisher")
    ask(builder, address, revision="1")
    publisher.post(address("xet-duyet"), {"decision": "publish"})
    change(
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"label": {"vi": "Tên"}}},
        {"op": "remove", "what": "field", "id": "fld_noi_o"},
    )
    page = builder.get(address("so-sanh")).content.decode()
    assert "<del>“Họ và tên”</del>" in page
    assert "<ins>“Tên”</ins>" in page
    assert "Bỏ đi" in page
    assert "Giữ nguyên" not in page
    everything = builder.get(address("so-sanh") + "?tu=1&den=1&tat_ca=1").content.decode()
    assert "Hai bản giống nhau" in everything
    odd = builder.get(address("so-sanh") + "?tu=<script>&den=99")
    assert odd.status_code == 200
    assert "<script>&" not in odd.content.decode()


def test_published_at_a_set_time(signed_in, address, service, province):
    ask(signed_in("builder"), address, revision="1")
    publisher = signed_in("publisher")
    late = publisher.post(address("xet-duyet"), {"decision": "schedule", "publish_at": ""})
    assert late.status_code == 422
    moment = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    done = publisher.post(address("xet-duyet"), {"decision": "schedule", "publish_at": moment})
    assert done.status_code == 302
    assert "Dịch vụ sẽ tự công bố lúc" in publisher.get(address("xet-duyet")).content.decode()
    back = publisher.post(address("xet-duyet"), {"decision": "send_back", "note": "Khoan"})
    assert back.status_code == 302
    with in_tenant(province.schema_name):
        assert get_draft(service.id, by=SYSTEM).scheduled is None


@pytest.mark.parametrize("act", ["kiem-tra", "so-sanh"])
def test_others_see_nothing(act, signed_in, address):
    assert signed_in("specialist").get(address(act)).status_code == 403
