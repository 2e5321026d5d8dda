"""The store of papers used before: what is in it, noting things, and using one again by consent."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.api import get_case
from motcua.casework.counter.api import components_of
from motcua.casework.standing_api import DossierErased
from motcua.estore import api
from motcua.estore.models import PaperMark
from motcua.files.models import StoredFile
from motcua.identity.api import account_parts, applicant_actor
from motcua.kernel import events
from motcua.kernel.audit import read_chain, verify_chain
from motcua.kernel.errors import Forbidden
from motcua.submissions import api as submissions
from motcua.submissions.models import Draft, Submission
from tenants.api import in_tenant
from tests.asked import reads
from tests.cases import try_each
from tests.factories import submissions as filing
from tests.factories.casework import Office, usual_office
from tests.factories.identity import make_applicant

pytestmark = pytest.mark.django_db


def new_draft(office: Office) -> filing.Filing:
    started = submissions.start_draft(
        version_id=office.version_id, applicant=office.applicant, now=office.now
    )
    made = filing.Filing(office.applicant, started)
    made.now = office.now
    made.save("pag_who")
    made.save("pag_what")
    return made


def send(made: filing.Filing) -> Submission:
    receipt = submissions.submit_draft(
        draft_id=made.draft_id, idempotency_key=str(uuid4()), by=made.by, now=made.now
    )
    return Submission.objects.get(pk=receipt.submission_id)


def test_papers_of_received_dossiers_are_used_again_by_consent(
    province: Any, ministry: Any, inside_province: Any
) -> None:
    office = usual_office()
    by = office.citizen
    waiting = office.file()
    assert api.list_papers(by=by, now=office.now) == []
    office.receive(waiting)
    (paper,) = api.list_papers(by=by, now=office.now)
    assert (paper.origin, paper.kind, paper.standing) == ("sent", "Giấy chứng sinh", "valid")
    stored = StoredFile.objects.get(pk=paper.id)

    made = new_draft(office)
    here = {"draft_id": made.draft_id, "by": by, "now": office.now}
    use = {**here, "path": "fld_paper", "file_id": paper.id, "agreed": True}
    stranger = applicant_actor(make_applicant(personal_number="079203001234"))
    with in_tenant(ministry.schema_name):
        elsewhere = usual_office()
        elsewhere.received()
        (foreign,) = api.list_papers(by=elsewhere.citizen, now=elsewhere.now)

    def refused(case: tuple[str, dict[str, Any], type[Exception]]) -> None:
        with pytest.raises(case[2]):
            api.use_paper(**use | case[1])

    wrong = (
        ("no consent", {"agreed": False}, api.ConsentMissing),
        ("another tenant's paper", {"file_id": foreign.id}, api.PaperMissing),
        ("no such paper", {"file_id": uuid4()}, api.PaperMissing),
        ("another's draft and paper", {"by": stranger}, api.PaperMissing),
        ("an officer", {"by": office.receptionist}, Forbidden),
        ("no such question", {"path": "fld_nothing"}, submissions.FieldMissing),
        ("no upload question", {"path": "fld_name"}, submissions.FieldMissing),
        ("no such draft", {"draft_id": uuid4()}, submissions.DraftMissing),
    )
    try_each(wrong, refused, name=lambda each: each[0])
    assert "fld_paper" not in submissions.get_draft(made.draft_id, by=by).answers

    api.use_paper(**use)
    api.use_paper(**use)  # twice is once
    sent = send(made)
    (entry,) = sent.files
    assert (entry["file_id"], entry["size"], entry["sha256"]) == (
        str(stored.pk), stored.size, stored.sha256,
    )  # fmt: skip
    assert entry["reused"] == {
        "digitisation": 2, "source": paper.number, "agreed_at": office.now.isoformat(),
    }  # fmt: skip
    assert Draft.objects.get(pk=made.draft_id).reused == {}
    office.run_later_work()
    (part,) = components_of(get_case(_case_of(sent), by=by, now=office.now))
    assert (part.state, part.source) == (2, paper.number)
    told = [each.action for each in read_chain(f"case-reads:{paper.case_id}")]
    assert told.count(api.USED) == 2
    assert verify_chain(f"case-reads:{paper.case_id}").intact
    # The same content, sent twice, is one paper.
    office.receive(_case(sent))
    assert len(api.list_papers(by=by, now=office.now)) == 1


def test_a_result_stands_in_as_such_until_it_is_out_of_date(inside_province: Any) -> None:
    office = usual_office()
    case = office.issued()
    office.run_later_work()
    by, now = office.citizen, office.now
    found = {each.origin: each for each in api.list_papers(by=by, now=now)}
    result = found["result"]
    assert result.issuer == office.agency.name
    with CaptureQueriesContext(
        connection,
    ) as first:
        api.list_papers(by=by, now=now)
    second = office.received()
    with CaptureQueriesContext(connection) as more:
        api.list_papers(by=by, now=now)
    assert len(reads(more)) == len(reads(first)), second

    which = {"file_id": result.id, "by": by, "now": now}
    with pytest.raises(api.PaperKept):
        api.delete_paper(**which)
    for name, wrong in (("x" * 121, None), ("", date(1, 1, 1))):
        with pytest.raises(api.MarkInvalid):
            api.note_paper(name=name, expires_on=wrong, **which)
    api.note_paper(name="Trích lục của con", expires_on=now.date() + timedelta(days=10), **which)
    noted = api.find_paper(result.id, by=by, now=now)
    assert (noted.title, noted.standing, noted.days_left) == ("Trích lục của con", "soon", 10)
    raw = PaperMark.objects.extra(select={"raw": "encode(noted, 'escape')"})
    assert "con" not in raw.values_list("raw", flat=True)[0]

    made = new_draft(office)
    use = {"draft_id": made.draft_id, "path": "fld_paper", "file_id": result.id, "agreed": True}
    late = now + timedelta(days=11)
    with pytest.raises(api.PaperUnusable):
        api.use_paper(by=by, now=late, **use)
    api.hide_paper(**which)
    with pytest.raises(api.PaperUnusable):
        api.use_paper(by=by, now=now, **use)
    api.show_paper(**which)
    api.close_store(applicant_id=office.applicant.id, now=now)
    with pytest.raises(api.StoreClosed):
        api.use_paper(by=by, now=now, **use)
    api.open_store(by=by)
    api.use_paper(by=by, now=now, **use)
    assert send(made).files[0]["reused"]["digitisation"] == 3

    own = found["sent"]
    api.delete_paper(file_id=own.id, by=by, now=now)
    with pytest.raises(api.PaperMissing):
        api.find_paper(own.id, by=by, now=now)
    assert StoredFile.objects.filter(pk=own.id, links__owner=f"case:{case.pk}").exists()

    events.publish(DossierErased(case_id=case.pk), at=now)
    assert not PaperMark.objects.filter(case_id=case.pk).exists()
    account_parts.get("estore").let_go(office.applicant.id, now=now)
    assert not PaperMark.objects.exists()


def test_a_question_takes_only_what_it_would_take_as_an_upload(inside_province: Any) -> None:
    office = usual_office()
    office.received()
    by = office.citizen
    (paper,) = api.list_papers(by=by, now=office.now)
    made = new_draft(office)
    here = {"draft_id": made.draft_id, "path": "fld_paper", "by": by, "now": office.now}
    again = {**here, "file_id": paper.id, "digitisation": 2, "source": paper.number}
    for change in (
        {"size": 500 * 1024 * 1024},
        {"media_type": "text/html"},
        {"scan_state": "pending"},
        {"scan_state": "refused"},
    ):
        before = StoredFile.objects.filter(pk=paper.id).values(*change)[0]
        StoredFile.objects.filter(pk=paper.id).update(**change)
        with pytest.raises(submissions.FileUnfit):
            submissions.reuse_file(**again)
        StoredFile.objects.filter(pk=paper.id).update(**before)
    assert submissions.get_draft(made.draft_id, by=by).answers.get("fld_paper") is None


def _case(sent: Submission) -> Any:
    from motcua.casework.models import Case

    return Case.objects.get(submission_id=sent.pk)


def _case_of(sent: Submission) -> UUID:
    found: UUID = _case(sent).pk
    return found
