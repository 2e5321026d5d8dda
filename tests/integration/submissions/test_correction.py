from datetime import timedelta

import pytest

from motcua.files.api import list_files
from motcua.identity.api import applicant_actor
from motcua.kernel.errors import Forbidden
from motcua.submissions import api
from tests.factories import files as bytes_of
from tests.factories import submissions as make
from tests.factories.identity import make_applicant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside_province", "heard")]


def _opened(*field_ids):
    filing, receipt = make.make_submission()
    draft = api.open_correction(
        submission_id=receipt.submission_id, field_ids=field_ids, by=make.CLERK, now=filing.now
    )
    correction = make.Filing(filing.applicant, draft)
    correction.now = filing.now + timedelta(hours=1)
    return correction, receipt


def _send(correction, key="k"):
    return api.submit_correction(
        draft_id=correction.draft_id, idempotency_key=key, by=correction.by, now=correction.now
    )


def test_a_correction_supersedes_and_says_what_changed(heard):
    correction, first = _opened("fld_copies", "fld_paper")
    assert correction.draft.page_id == "pag_what"
    correction.save("pag_what", {"f-fld_copies": ["3"]})
    old_file = correction.draft.answers["fld_paper"][0]["file_id"]
    paper = bytes_of.Upload("Giấy chứng sinh.pdf", bytes_of.pdf(b"% new"))
    correction.save("pag_papers", {"f-fld_paper-remove": [old_file]}, {"f-fld_paper": [paper]})
    second = _send(correction)
    sent = api.get_submission(second.submission_id, by=correction.by)
    assert (sent.supersedes, sent.root_id) == (first.submission_id, first.submission_id)
    assert sent.answers["fld_name"] == "Trần Thị Mẫu"
    changes = api.compare(first.submission_id, second.submission_id, by=make.CLERK)
    assert [(each.field_id, each.before, each.after) for each in changes] == [
        ("fld_copies", "2", "3"),
        ("fld_paper", "Giấy chứng sinh.pdf", "Giấy chứng sinh.pdf"),
    ]
    assert type(heard[-1]).__name__ == "CorrectionReceived"
    revisions = api.list_revisions(first.submission_id)
    assert [each.id for each in revisions] == [first.submission_id, second.submission_id]
    assert len(list_files(f"submission:{first.submission_id}")) == 1
    proof = api.proof_of_receipt(second.submission_id, by=correction.by)
    assert proof.supersedes_reference == first.reference


def test_files_that_stay_belong_to_both_submissions():
    correction, first = _opened("fld_copies")
    correction.save("pag_what", {"f-fld_copies": ["3"]})
    second = _send(correction)
    ids = [
        [file.id for file in list_files(f"submission:{each.submission_id}")]
        for each in (first, second)
    ]
    assert ids[0] == ids[1] != []


@pytest.mark.parametrize(
    ("page_id", "posted"),
    [
        ("pag_who", {"f-fld_name": ["Kẻ Khác"]}),
        ("pag_who", {"f-fld_number": ["079203001234"]}),
        ("pag_what", {"f-fld_copies": ["3"], "f-fld_children-add": ["1"]}),
        ("pag_papers", {"f-fld_paper-remove": ["0190"]}),
    ],
)
def test_what_was_not_asked_for_cannot_change(page_id, posted):
    correction, _ = _opened("fld_copies")
    before = correction.draft
    with pytest.raises(api.FieldLocked) as caught:
        correction.save(page_id, posted)
    assert caught.value.status == 403
    assert correction.draft == before


def test_locked_files_and_rows_cannot_change_either(now):
    correction, _ = _opened("fld_copies")
    file_id = correction.draft.answers["fld_paper"][0]["file_id"]
    known = {"draft_id": correction.draft_id, "by": correction.by, "now": now}
    with pytest.raises(api.FieldLocked):
        api.remove_file(path="fld_paper", file_id=file_id, **known)
    with pytest.raises(api.FieldLocked):
        api.add_group_row(group_id="fld_children", **known)
    upload = bytes_of.Upload("b.pdf", bytes_of.pdf(b"% b"))
    with pytest.raises(api.FieldLocked):
        correction.save("pag_papers", {}, {"f-fld_paper": [upload]})


def test_locked_tick_boxes_stay_ticked():
    raw = make.document()
    options = [{"value": value, "label": {"vi": value}} for value in "ab"]
    raw["form"]["pages"][1]["fields"].append(
        make.field("ticks", "multiple_choice", required=True, config={"options": options})
    )
    filing = make.start(make.make_version(raw)).fill()
    filing.save("pag_what", {"f-fld_copies": ["2"], "f-fld_ticks": ["a", "b"]})
    first = filing.submit()
    draft = api.open_correction(
        submission_id=first.submission_id, field_ids=["fld_copies"], by=make.CLERK, now=filing.now
    )
    correction = make.Filing(filing.applicant, draft)
    correction.now = filing.now + timedelta(hours=1)
    outcome = correction.save("pag_what", {"f-fld_copies": ["3"]})
    assert (outcome.errors, outcome.unknown) == ((), ())
    sent = api.get_submission(_send(correction).submission_id, by=correction.by)
    assert sent.answers["fld_ticks"] == ["a", "b"]


def test_a_question_a_correction_reveals_may_be_answered():
    correction, _ = _opened("fld_proxy")
    correction.save("pag_who", {"f-fld_proxy": ["yes"], "f-fld_other": ["Lê Văn Thay"]})
    sent = api.get_submission(_send(correction).submission_id, by=correction.by)
    assert sent.answers["fld_other"] == "Lê Văn Thay"


def test_one_correction_at_a_time(now):
    correction, first = _opened("fld_copies")
    known = {"submission_id": first.submission_id, "by": make.CLERK, "now": now}
    assert api.open_correction(field_ids=["fld_copies"], **known).id == correction.draft_id
    with pytest.raises(api.CorrectionOpen):
        api.open_correction(field_ids=["fld_name"], **known)
    for fields in ([], ["fld_none"]):
        with pytest.raises(api.FieldMissing):
            api.open_correction(field_ids=fields, **known)


def test_only_the_agency_opens_a_correction(now):
    filing, first = make.make_submission()
    with pytest.raises(Forbidden):
        api.open_correction(
            submission_id=first.submission_id, field_ids=["fld_name"], by=filing.by, now=now
        )


def test_nobody_else_answers_it():
    correction, _ = _opened("fld_copies")
    correction.by = applicant_actor(make_applicant())
    with pytest.raises(api.DraftMissing):
        correction.save("pag_what", {"f-fld_copies": ["3"]})
    with pytest.raises(api.DraftMissing):
        _send(correction)


def test_a_withdrawn_service_lets_its_dossiers_finish():
    version_id = make.make_version()
    filing, first = make.make_submission(version_id=version_id)
    make.withdraw(version_id)
    draft = api.open_correction(
        submission_id=first.submission_id, field_ids=["fld_copies"], by=make.CLERK, now=filing.now
    )
    correction = make.Filing(filing.applicant, draft)
    correction.now = filing.now + timedelta(hours=1)
    correction.save("pag_what", {"f-fld_copies": ["3"]})
    assert _send(correction)


def test_a_plain_draft_is_no_correction():
    with pytest.raises(api.NotACorrection):
        _send(make.start().fill())
