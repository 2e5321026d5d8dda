"""Nothing half-written, nothing rewritten, nothing broken published."""

import pytest
from django.db import DatabaseError, transaction

from motcua.casework import api
from motcua.casework.models import (
    Case,
    CaseStateChange,
    Decision,
    DueChange,
    IssuedOutput,
    VersionProcess,
)
from motcua.casework.operations import papers
from motcua.catalogue.api import check_service, parse_document
from motcua.files.api import PaperFailed
from motcua.kernel.audit import verify_chain
from motcua.workflow.models import ProcessVersion
from tenants.context import as_owner
from tests.factories.casework import APPRAISE, RECEPTION, RETURN, SIGN, document, outcome, step
from tests.integration.casework.test_access import everything


def test_a_result_that_cannot_be_printed_is_not_issued(office, monkeypatch):
    case = office.received()
    office.decide(case, "pass", office.specialist)
    office.decide(case, "sign", office.leader)
    clerk = office.clerk
    before = everything()

    def broken(*_args, **_kwargs):
        raise PaperFailed("no ink")

    monkeypatch.setattr(papers.files, "render_pdf", broken)
    with pytest.raises(PaperFailed):
        office.decide(case, "released", clerk)
    assert everything() == before
    assert not IssuedOutput.objects.exists()
    monkeypatch.undo()
    office.decide(case, "released", clerk)
    assert IssuedOutput.objects.get(case=case).paper.file_id


def test_a_form_that_cannot_be_printed_is_tried_again(office, monkeypatch):
    case = office.received()
    monkeypatch.setattr(
        papers.files, "render_pdf", lambda *_a, **_k: (_ for _ in ()).throw(PaperFailed("no ink"))
    )
    office.run_later_work()
    view = api.get_case(case.pk, by=office.citizen, now=office.now)
    assert view.papers[0].file_id is None
    monkeypatch.undo()
    office.later(seconds=10)
    office.run_later_work()
    assert api.get_case(case.pk, by=office.citizen, now=office.now).papers[0].file_id


@pytest.mark.parametrize("model", [CaseStateChange, Decision, DueChange])
def test_history_is_never_rewritten(office, model):
    office.issued()
    row = model.objects.first()
    for change in (lambda: model.objects.filter(pk=row.pk).update(by="x"), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "change",
    [
        {"code": "H36-1"},
        {"national_state": 11},
        {"national_state": 9},
        {"finished_at": "2026-06-15T00:00Z"},
        {"returned_at": "2026-06-15T00:00Z"},
        {"due_at": "2026-06-15T00:00Z"},
        {"process_instance_id": None},
    ],
)
def test_the_database_refuses_halves(office, change):
    case = office.file()
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


def test_tampering_with_the_history_shows(office):
    from django.db import connection

    case = office.issued()
    assert api.verify_case_chain(case.pk).intact
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_audit_entry DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE kernel_audit_entry SET actor_name = 'x' WHERE subject = %s AND sequence = 2",
            [case.audit_subject],
        )
        cursor.execute("ALTER TABLE kernel_audit_entry ENABLE TRIGGER USER")
    assert verify_chain(case.audit_subject).first_broken == 2


def test_publishing_freezes_the_process(office):
    process = VersionProcess.objects.get(version_id=office.version_id)
    frozen = ProcessVersion.objects.get(pk=process.process_version_id)
    assert next(row["id"] for row in frozen.table["steps"]) == "stp_receive"


def loop():
    again = step("again", "review", "specialist", outcome("back", "stp_appraise"))
    return {**APPRAISE, "outcomes": [outcome("on", "stp_again")]}, again


@pytest.mark.parametrize(
    ("steps", "code", "path"),
    [
        (
            [RECEPTION, {**APPRAISE, "role": ""}, SIGN, RETURN],
            "no_assignee",
            "process/stp_appraise",
        ),
        ([RECEPTION, *loop(), RETURN], "endless_loop", "process/stp_appraise"),
        (
            [RECEPTION, {**APPRAISE, "outcomes": [outcome("pass", "stp_nowhere")]}, RETURN],
            "dangling",
            "process/stp_appraise",
        ),
        (
            [RECEPTION, {**APPRAISE, "working_minutes": None}, SIGN, RETURN],
            "no_deadline",
            "process/stp_appraise",
        ),
    ],
)
def test_a_broken_process_is_named_before_publishing(steps, code, path):
    found = check_service(parse_document(document(process={"steps": steps})))
    assert (path, code, "error") in {(each.path, each.code, each.severity) for each in found}
