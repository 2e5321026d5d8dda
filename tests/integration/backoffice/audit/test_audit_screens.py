"""The inspector's screens: digests, a check now, one chain; nobody else gets in."""

from datetime import date

import pytest
from django.db import connection

from motcua.identity.models import Account
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant
from tenants.context import as_owner
from tenants.operations.seal_audit import seal_audit
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/nhat-ky/"


def test_an_inspector_sees_days_checks_now_and_finds_what_is_broken(province, tenant_client, now):
    with in_tenant(province.schema_name):
        audit.record(action="thử.mở", subject="case:1", by=SYSTEM, at=now)
        audit.record(action="thử.đóng", subject="case:1", by=SYSTEM, at=now)
        seal_audit(day=date(2026, 6, 14), now=now)
        clients = {}
        for role in ("inspector", "specialist"):
            person = Account.objects.get(pk=make_staff(role).id)
            clients[role] = tenant_client("lam-dong")
            clients[role].force_login(person, "motcua.identity.backends.StaffBackend")
    client = clients["inspector"]
    assert "14/06/2026" in client.get(HOME).content.decode()
    assert "Nhật ký nguyên vẹn" in client.post(f"{HOME}kiem-tra/").content.decode()
    shown = client.get(f"{HOME}chuoi/", {"q": "case:1"}).content.decode()
    assert "thử.đóng" in shown
    assert "Chuỗi nguyên vẹn, 2 dòng" in shown
    assert "Không có chuỗi nào" in client.get(f"{HOME}chuoi/", {"q": "x"}).content.decode()
    with in_tenant(province.schema_name), as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_audit_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM kernel_audit_entry WHERE subject = 'case:1'")
        cursor.execute("DELETE FROM kernel_audit_chain WHERE subject = 'case:1'")
    told = client.post(f"{HOME}kiem-tra/").content.decode()
    assert "Nhật ký không nguyên vẹn" in told
    assert "cả chuỗi đã bị xóa mà không có quyết định xóa" in told
    with in_tenant(province.schema_name):
        checks = [entry.data["verified"] for entry in audit.read_chain("audit-checks")]
    assert checks == [True, False]
    assert clients["specialist"].get(HOME).status_code == 403
    assert clients["specialist"].post(f"{HOME}kiem-tra/").status_code == 403
