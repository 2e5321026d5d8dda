"""Open progress: cached, a fixed number of questions, few dossiers not shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.casework.figures.progress import progress_groups, speeds
from motcua.casework.models import Case
from tenants.api import in_tenant
from tests.asked import reads
from tests.factories.casework import usual_office


@pytest.mark.django_db
def test_progress_in_the_open(province: Any, tenant_client: Any) -> None:
    client, schema = tenant_client(province.slug), province.schema_name
    with in_tenant(schema):
        office = usual_office()
        case = office.received()
        year = timezone.localtime(case.submitted_at).year
    address = f"/tien-do/?nam={year}"
    cache.clear()
    assert "chưa công khai số liệu" in client.get(address).content.decode()
    copies(schema, case.pk, 5)
    cache.clear()
    with CaptureQueriesContext(connection) as caught:
        page = client.get(address).content.decode()
    first = reads(caught)
    assert office.agency.name in page
    assert "Hộ tịch" in page
    copies(schema, case.pk, 4)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    kept = reads(caught)
    cache.clear()
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    assert len(reads(caught)) == len(first)
    assert len(kept) < len(first) - 3
    csv = client.get(f"/tien-do/so-lieu.csv?nam={year}").content.decode()
    assert csv.startswith("\ufeff")
    assert f"Đơn vị,{office.agency.name},10," in csv
    # Nothing of a person or of one dossier.
    for secret in (case.code, case.owner_name, case.submitter_name):
        assert secret not in page + csv
    assert client.get("/tien-do/?nam=²").status_code == 200
    with in_tenant(schema):
        check_sums(case, office.agency.id)
    cache.clear()


def check_sums(case: Case, agency_id: Any) -> None:
    since, now = case.submitted_at - timedelta(days=1), case.submitted_at + timedelta(days=30)
    (group,) = progress_groups(since=since, until=now, now=now)
    assert (group.agency_id, group.service_id) == (agency_id, case.service_id)
    progress = group.progress
    assert (progress.submitted, progress.in_hand, progress.overdue) == (10, 10, 10)
    assert progress.oldest_at == case.submitted_at
    # From before the time asked about, they are still in hand.
    (later,) = progress_groups(since=now, until=now + timedelta(days=1), now=now)
    assert (later.progress.submitted, later.progress.in_hand) == (0, 10)
    assert speeds(since=since, until=now) == {}
    ended = {
        "national_state": 9,
        "finished_at": case.received_at + timedelta(days=7),
        "deadline_at": None,
    }
    Case.objects.update(**ended)
    (done,) = progress_groups(since=since, until=now, now=now)
    assert (done.progress.finished, done.progress.late, done.progress.in_hand) == (10, 10, 0)
    # A week is five working days.
    assert speeds(since=since, until=now)[case.service_id].days == 5.0


def copies(schema: str, case_id: Any, count: int) -> None:
    """More of the same dossier: figures look at its row only."""
    from uuid import uuid4

    with in_tenant(schema):
        known = Case.objects.count()
        for number in range(count):
            row = Case.objects.get(pk=case_id)
            row.pk, row.submission_id, row.first_submission_id = uuid4(), uuid4(), uuid4()
            row.draft_id, row.process_instance_id = uuid4(), uuid4()
            row.reference = f"{row.reference}-{known + number}"
            row.code = f"{row.code}-{known + number}"
            row.save(force_insert=True)
