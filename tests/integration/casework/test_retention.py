"""Item 55: kept as long as the service says, then gone everywhere; what is left is proof."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as live_settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from motcua.casework import api
from motcua.casework.models import (
    Case,
    CaseErasure,
    CaseLetter,
    CaseNote,
    CaseShare,
    CaseWatch,
)
from motcua.casework.operations.retention import CHAIN
from motcua.files.models import StoredFile
from motcua.files.storage import private_storage
from motcua.identity.api import get_applicant
from motcua.kernel import audit
from motcua.kernel.errors import Conflict, Forbidden
from motcua.notifications.api import send_waiting
from motcua.notifications.models import Delivery, InboxEntry
from motcua.submissions.models import Draft, Submission
from tests.factories import casework as make
from tests.factories.identity import make_agency
from tests.security.test_data_at_rest import cells_of

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 3, 2, 2, 0, tzinfo=UTC)
NAME = "Chimhoangyen"
YEARS = 5


@pytest.fixture
def tenant(inside_province, settings, tmp_path):
    settings.MOTCUA_PRIVATE_ROOT = tmp_path
    return inside_province


def make_office(years=YEARS):
    return make.begin_with(("an office that forgets", years), lambda: _office(years))


def _office(years):
    from tests.factories.identity import make_applicant

    office = make.make_office(privacy={"retention_years": years})
    office.applicant = make_applicant(name=f"Trần {NAME}")
    office.now = LONG_AGO
    return office


def finished(office):
    """A dossier with a supplement, a result handed over, and every notice sent."""
    return Case.objects.get(pk=office.step("finished", lambda: _finished(office)))


def _finished(office):
    case = office.received()
    office.ask(case)
    office.run_later_work()
    office.answer(case)
    office.run_later_work()
    talk_about(office, case)
    office.decide(case, "pass", office.specialist, note=f"Ghi chú {NAME}")
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    office.hand_over(case)
    office.run_later_work()
    send_waiting(now=office.now)
    return case.pk


TALK = (CaseNote, CaseLetter, CaseShare, CaseWatch)


def talk_about(office, case):
    """Notes, letters both ways, a colleague who follows it and one it is shared with."""
    said = {"case_id": case.pk, "now": office.now}
    api.write_note(body=f"Gọi {NAME}", by=office.specialist, mentions=[office.leader.id], **said)
    api.write_to_citizen(body=f"Kính gửi {NAME}", by=office.specialist, **said)
    api.write_to_office(body=f"Tôi là {NAME}", by=office.citizen, **said)
    api.watch_case(by=office.specialist, **said)
    away = make.actor("specialist", agency=make_agency(kind="commune"))
    api.share_case(staff_id=away.id, by=office.specialist, **said)
    assert all(kind.objects.filter(case=case).exists() for kind in TALK)


def after(case, years=YEARS, days=1):
    return case.finished_at.replace(year=case.finished_at.year + years) + timedelta(days=days)


def test_nothing_of_the_person_is_left_and_the_proof_is(tenant):
    office = make_office()
    case = finished(office)
    young = finished(office)
    files = list(StoredFile.objects.filter(links__owner=f"case:{case.pk}").distinct())
    digests = [sent.digest for sent in Submission.objects.filter(root_id=case.first_submission_id)]
    head, token = audit.head_of(case.audit_subject), case.outputs.get().token
    assert len(files) >= 2
    assert len(digests) == 2
    assert Delivery.objects.filter(message__subject_ref=f"case:{case.pk}").exists()
    # The second one finished a day later than "now" allows.
    Case.objects.filter(pk=young.pk).update(finished_at=case.finished_at + timedelta(days=9))

    assert api.erase_due(now=after(case)) == 1
    assert not any(kind.objects.filter(case=case).exists() for kind in TALK)
    assert Case.objects.get(pk=case.pk).shared_with == []

    left = Case.objects.get(pk=case.pk)
    assert (left.owner_name, left.parties, left.search_text, left.applicant_id) == (
        "",
        {},
        "",
        None,
    )
    assert not Submission.objects.filter(root_id=case.first_submission_id).exists()
    assert not Draft.objects.filter(submission_id=case.submission_id).exists()
    assert not StoredFile.objects.filter(pk__in=[each.pk for each in files]).exists()
    assert not Delivery.objects.filter(message__subject_ref=f"case:{case.pk}").exists()
    assert not any(str(case.pk) in entry.link for entry in InboxEntry.objects.all())
    assert audit.verify_chain(case.audit_subject).length == 0
    proof = CaseErasure.objects.get(pk=case.pk)
    assert [each["sha256"] for each in proof.proof["submissions"]] == digests
    assert proof.proof["audit"]["head"] == head
    assert any(each["kind"] == "result" and each["sha256"] for each in proof.proof["papers"])
    assert audit.verify_chain(CHAIN).intact
    assert api.verify_output(token).is_valid
    with pytest.raises(api.CaseErased):
        api.get_case(case.pk, by=office.leader, now=office.now)
    wanted = api.CaseFilter(text=NAME)
    found = api.list_cases(by=office.leader, now=office.now, wanted=wanted)
    assert found.total == 1
    assert get_applicant(office.applicant.id)
    # The younger one is whole.
    assert api.get_case(young.pk, by=office.leader, now=office.now).files
    assert audit.verify_chain(young.audit_subject).intact


def test_no_cell_of_the_database_and_no_content_names_the_person(
    tenant, django_capture_on_commit_callbacks
):
    office = make_office()
    case = finished(office)
    keys = set(
        StoredFile.objects.filter(links__owner=f"case:{case.pk}").values_list("key", flat=True)
    )
    assert all(private_storage().exists(key) for key in keys)
    assert any(NAME in raw.decode(errors="replace") for _place, raw in cells_of(tenant.schema_name))
    with django_capture_on_commit_callbacks(execute=True):
        assert api.erase_due(now=after(case)) == 1
    named = {
        place
        for place, raw in cells_of(tenant.schema_name)
        if NAME.lower() in raw.decode(errors="replace").lower()
    }
    # A receipt is a voucher of the authority's books: its payer goes after ten years.
    assert named <= {"payments_receipt.payer_name"}
    assert not any(private_storage().exists(key) for key in keys)


def test_the_service_decides_how_long(tenant, settings):
    kept, undecided = finished(make_office(years=0)), finished(make_office(years=None))
    assert api.erase_due(now=after(kept, years=90)) == 0
    settings.MOTCUA_RETENTION_YEARS = 10
    assert api.erase_due(now=after(undecided, years=9)) == 0
    assert api.erase_due(now=after(undecided, years=10)) == 1
    assert not CaseErasure.objects.filter(pk=kept.pk).exists()


def test_an_open_dossier_is_never_erased(tenant):
    office = make_office()
    office.received()
    assert api.erase_due(now=LONG_AGO.replace(year=2090)) == 0


def test_a_hold_keeps_everything_until_it_is_lifted(tenant):
    office = make_office()
    case = finished(office)
    inspector = make.actor("inspector")
    with pytest.raises(Forbidden):
        api.hold_case(case_id=case.pk, reason="Khiếu nại", by=office.leader, now=office.now)
    api.hold_case(case_id=case.pk, reason="Khiếu nại", by=inspector, now=office.now)
    with pytest.raises(Conflict):
        api.hold_case(case_id=case.pk, reason="Lần nữa", by=inspector, now=office.now)
    assert api.erase_due(now=after(case, years=20)) == 0
    assert Submission.objects.filter(pk=case.submission_id).exists()
    call_command("hold_case", case.code, "--release")
    assert api.erase_due(now=after(case, years=20)) == 1


def test_the_database_itself_refuses_what_is_not_due(tenant):
    """The function that erases checks for itself, whoever calls it and whatever they set."""
    office = make_office()
    case = finished(office)
    for attack in (
        lambda cursor: cursor.execute(
            "SELECT public.motcua_erase_case(%s, %s)", [tenant.schema_name, case.pk]
        ),
        lambda _cursor: Submission.objects.filter(pk=case.submission_id).delete(),
        lambda _cursor: (
            CaseErasure.objects.filter(pk=case.pk).update(code="x")
            or Submission.objects.update(channel="x")
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            attack(cursor)
    assert Submission.objects.filter(pk=case.submission_id).exists()


def test_it_runs_every_night():
    entry = live_settings.CELERY_BEAT_SCHEDULE["sweep-retention"]
    assert entry["task"] == "casework.sweep_retention"
    assert entry["schedule"].remaining_estimate(datetime.now(UTC)) <= timedelta(days=1)
