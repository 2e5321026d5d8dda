import json
from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.db.utils import IntegrityError

from motcua.files.api import FileMissing, list_files, may_read_file
from motcua.identity.api import applicant_actor
from motcua.kernel import events
from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.idempotency import IdempotencyConflict
from motcua.submissions import api
from motcua.submissions.models import Draft, Submission
from tenants.api import in_tenant
from tenants.context import as_owner
from tests.factories import files as bytes_of
from tests.factories import submissions as make
from tests.factories.identity import make_applicant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside_province", "heard")]


def test_a_sent_dossier_is_stored_as_sent(heard):
    filing = make.start().fill()
    receipt = filing.submit()
    sent = api.get_submission(receipt.submission_id, by=filing.by)
    assert sent.reference == receipt.reference
    assert sent.reference.startswith("NH-")
    assert sent.answers["fld_copies"] == 2
    assert [(file.name, file.component_id) for file in sent.files] == [
        ("Giấy chứng sinh.pdf", "cmp_birth")
    ]
    assert sent.applicant["full_name"] == "Trần Thị Mẫu"
    assert sent.fee_quote["total"] == 16_000
    assert sent.received_at == filing.now
    [event] = heard
    assert (event.submission_id, event.reference) == (sent.id, sent.reference)
    draft = filing.draft
    assert (draft.status, draft.submission_id) == ("submitted", sent.id)
    assert draft.answers == draft.profile == {}


def test_the_digest_can_be_computed_again():
    _, receipt = make.make_submission()
    sent = api.get_submission(receipt.submission_id, by=SYSTEM)
    row = Submission.objects.get()
    assert receipt.sha256 == api.submission_digest(
        reference=sent.reference,
        version_id=sent.version_id,
        received_at=sent.received_at,
        answers=sent.answers,
        files=row.files,
    )


def test_the_files_go_with_the_submission():
    filing, receipt = make.make_submission()
    assert list_files(f"draft:{filing.draft_id}") == []
    [file] = list_files(f"submission:{receipt.submission_id}")
    assert may_read_file(filing.by, file.id)
    assert may_read_file(Actor(kind="staff", permissions=frozenset({"casework.read_all"})), file.id)
    # Officers read through the case, whose rule knows the agencies.
    strangers = (make.CLERK, applicant_actor(make_applicant()), Actor(kind="staff"), ANONYMOUS)
    for stranger in strangers:
        assert not may_read_file(stranger, file.id)


def test_what_the_rules_hide_is_not_sent():
    filing = make.start()
    shown = {**make.ANSWERS["pag_who"], "f-fld_proxy": ["yes"], "f-fld_other": ["Phạm Bí Mật"]}
    filing.save("pag_who", shown)
    paper = bytes_of.Upload("uy-quyen.pdf", bytes_of.pdf(b"% 2"))
    filing.save("pag_papers", {}, {"f-fld_proxy_paper": [paper]})
    filing.fill()
    assert filing.draft.answers["fld_other"] == "Phạm Bí Mật"
    receipt = filing.submit()
    sent = api.get_submission(receipt.submission_id, by=filing.by)
    assert not {"fld_other", "fld_proxy_paper"} & set(sent.answers)
    assert len(sent.files) == 1
    assert list_files(f"draft:{filing.draft_id}") == []


def test_an_incomplete_dossier_is_refused_and_kept():
    filing = make.start()
    filing.save("pag_who")
    with pytest.raises(api.AnswersInvalid) as caught:
        filing.submit()
    assert [each.path for each in caught.value.details["errors"]] == ["fld_copies", "fld_paper"]
    assert Submission.objects.count() == 0
    filing.fill()
    assert filing.submit()  # the same key is free again


def test_planted_answers_are_refused_at_the_door():
    """Whatever reached the draft: the door judges everything again."""
    filing = make.start().fill()
    draft = Draft.objects.get()
    draft.answers = {**draft.answers, "fld_ghost": "x", "fld_copies": "9 OR 1=1"}
    draft.save()
    with pytest.raises(api.AnswersInvalid) as caught:
        filing.submit()
    found = {(each.path, each.code) for each in caught.value.details["errors"]}
    assert ("fld_ghost", "unknown_field") in found
    assert "fld_copies" in {path for path, _ in found}


def test_a_file_of_another_draft_cannot_be_sent():
    _, other = make.start().fill(), make.start().fill()
    filing = make.start().fill()
    draft = Draft.objects.get(pk=filing.draft_id)
    draft.answers = {**draft.answers, "fld_paper": other.draft.answers["fld_paper"]}
    draft.save()
    with pytest.raises(FileMissing):
        filing.submit()
    assert Submission.objects.count() == 0


def test_the_same_key_gets_the_same_receipt():
    filing = make.start().fill()
    first = filing.submit("key-1")
    assert filing.submit("key-1") == first
    assert Submission.objects.count() == 1


def test_the_same_key_for_anything_else_is_a_conflict():
    applicant, version_id = make_applicant(), make.make_version()
    one = make.start(version_id, applicant).fill()
    two = make.start(version_id, applicant).fill()
    one.submit("key-1")
    with pytest.raises(IdempotencyConflict) as caught:
        two.submit("key-1")
    assert caught.value.status == 409
    with pytest.raises(IdempotencyConflict):
        one.submit("key-1", seen="another body")
    assert two.submit("key-2").reference != one.submit("key-1").reference


def test_another_key_for_a_sent_draft_is_told_so():
    filing = make.start().fill()
    receipt = filing.submit("key-1")
    with pytest.raises(api.DraftClosed) as caught:
        filing.submit("key-2")
    assert caught.value.details["submission_id"] == receipt.submission_id


def test_two_applicants_may_choose_the_same_key():
    assert make.start().fill().submit("1").reference != make.start().fill().submit("1").reference


def test_a_dossier_changed_since_the_check_page_is_not_sent():
    filing = make.start().fill()
    seen = filing.draft.digest
    filing.save("pag_what", {"f-fld_copies": ["50"]})
    with pytest.raises(api.AnswersChanged):
        filing.submit(seen=seen)
    assert filing.submit(seen=filing.draft.digest)


def test_a_withdrawn_service_keeps_the_draft():
    version_id = make.make_version()
    filing = make.start(version_id).fill()
    make.withdraw(version_id)
    with pytest.raises(api.ServiceWithdrawn) as caught:
        filing.submit()
    assert caught.value.status == 410
    assert filing.draft.answers["fld_copies"] == 2
    assert filing.draft.status == "open"


def test_an_expired_draft_is_gone():
    filing = make.start().fill()
    filing.now += timedelta(days=365)
    with pytest.raises(api.DraftExpired):
        filing.submit()


def test_a_failing_listener_leaves_nothing_behind(monkeypatch):
    filing = make.start().fill()

    def fail(event, *, at):
        raise RuntimeError("no case")

    monkeypatch.setattr(events, "publish", fail)
    with pytest.raises(RuntimeError):
        filing.submit()
    assert Submission.objects.count() == 0
    assert filing.draft.status == "open"
    assert len(list_files(f"draft:{filing.draft_id}")) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submissions_submission SET reference = 'x'",
        "UPDATE submissions_submission SET answers = ''",
        "DELETE FROM submissions_submission",
    ],
)
def test_the_database_refuses_to_change_a_submission(statement):
    """The tenant's role has no such right, and the owner meets a trigger."""
    make.make_submission()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    with (
        pytest.raises((IntegrityError, InternalError), match="never change"),
        transaction.atomic(),
        as_owner(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_raw_rows_show_nothing_personal():
    filing = make.start().fill()
    paper = bytes_of.Upload("CCCD 001190000123.pdf", bytes_of.pdf(b"% 3"))
    filing.save("pag_papers", {}, {"f-fld_paper": [paper]})
    filing.save("pag_who", {**make.ANSWERS["pag_who"], "f-fld_email": ["sai"]})
    secrets = [text.encode() for text in ("001190000123", "Trần Thị Mẫu", "mau@example.vn")]

    def dump():
        with connection.cursor() as cursor:
            raw = b""
            for table in (
                "submissions_draft",
                "submissions_submission",
                "files_stored_file",
                "files_link",
                "kernel_idempotency_key",
                "kernel_outbox_entry",
            ):
                cursor.execute(f"SELECT * FROM {table}")
                for row in cursor.fetchall():
                    raw += b"|".join(
                        bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()
                        for cell in row
                    )
            return raw

    before = dump()
    filing.save("pag_who")
    filing.submit()
    for raw in (before, dump()):
        assert len(raw) > 500
        assert not [secret for secret in secrets if secret in raw]


def test_tracking_needs_both_factors():
    _, receipt = make.make_submission()
    found = api.find_tracked(receipt.reference.lower(), f" {receipt.tracking_secret.lower()} ")
    assert found.id == receipt.submission_id
    other = make.make_submission()[1]
    for reference, secret in (
        (receipt.reference, other.tracking_secret),
        (receipt.reference, ""),
        ("NH-00000000", receipt.tracking_secret),
    ):
        with pytest.raises(api.SubmissionMissing):
            api.find_tracked(reference, secret)


def test_nobody_else_reads_a_submission(ministry):
    _, receipt = make.make_submission()
    stranger = applicant_actor(make_applicant())
    for by in (stranger, ANONYMOUS, Actor(kind="staff", permissions=frozenset({"payments.read"}))):
        for read in (api.get_submission, api.proof_of_receipt, api.proof_pdf):
            with pytest.raises(api.SubmissionMissing):
                read(receipt.submission_id, by=by)
        with pytest.raises(api.SubmissionMissing):
            api.compare(receipt.submission_id, receipt.submission_id, by=by)
    assert api.list_submissions(applicant_id=stranger.id) == []
    with in_tenant(ministry.schema_name), pytest.raises(api.SubmissionMissing):
        api.get_submission(receipt.submission_id, by=SYSTEM)


def _many_fields(number, files=0):
    raw = make.document(components=[], fees=[])
    raw["form"]["pages"] = [
        {
            "id": "pag_all",
            "title": {"vi": "Tất cả"},
            "fields": [make.field(f"q{index}", required=True) for index in range(number)]
            + [make.field("files", "file", config={"max_count": 50})],
        }
    ]
    filing = make.start(make.make_version(raw))
    posted = {f"f-fld_q{index}": [f"trả lời {index}"] for index in range(number)}
    uploads = [
        bytes_of.Upload(f"{index}.pdf", bytes_of.pdf(b"%% %d" % index)) for index in range(files)
    ]
    filing.save("pag_all", posted, {"f-fld_files": uploads} if files else None)
    return filing


def test_sending_costs_the_same_however_large(django_assert_num_queries):
    small, large = _many_fields(1, files=1), _many_fields(20, files=10)
    _many_fields(2, files=1).submit()  # data keys are read once
    for filing in (small, large):
        # begin, draft, key, withdrawal, submission with draft, 2 for files, commit
        with django_assert_num_queries(8):
            filing.submit()
    without = _many_fields(20)
    with django_assert_num_queries(6):
        without.submit()


def test_saving_costs_the_same_however_large(django_assert_num_queries):
    small, large = _many_fields(1), _many_fields(20)
    for filing, number in ((small, 1), (large, 20)):
        posted = {f"f-fld_q{index}": ["khác"] for index in range(number)}
        with django_assert_num_queries(4):
            filing.save("pag_all", posted)


def test_proof_names_every_answer_and_file():
    filing, receipt = make.make_submission()
    proof = api.proof_of_receipt(receipt.submission_id, by=filing.by)
    assert ("Họ và tên", "Trần Thị Mẫu") in [(each.label, each.value) for each in proof.entries]
    assert [page.title for page in proof.pages] == ["Người yêu cầu", "Nội dung", "Giấy tờ"]
    [file] = proof.files
    assert (file.label, file.name) == ("Giấy chứng sinh", "Giấy chứng sinh.pdf")
    assert (file.size, len(file.sha256)) == (len(bytes_of.pdf()), 64)
    assert proof.tenant_name == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert json.dumps(proof.digest)


def test_proof_as_paper_says_the_same():
    from io import BytesIO

    from pypdf import PdfReader

    filing = make.start(applicant=make_applicant(acr="LoA1"))
    nasty = '#eval("1") $x^2$ *đậm* _nghiêng_ <nhãn> @ref \\ #import "/etc/passwd": *'
    filing.save("pag_who", {**make.ANSWERS["pag_who"], "f-fld_name": [nasty]})
    filing.save("pag_what")
    paper = bytes_of.Upload("Giấy chứng sinh.pdf", bytes_of.pdf(), "application/pdf")
    filing.save("pag_papers", {}, {"f-fld_paper": [paper]})
    receipt = filing.submit()
    made = api.proof_pdf(receipt.submission_id, by=filing.by)
    assert made == api.proof_pdf(receipt.submission_id, by=filing.by)
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    flat = "".join(words.split()).replace("\u200b", "")
    for wanted in (receipt.reference, receipt.sha256, nasty, "Giấy chứng sinh.pdf"):
        assert "".join(wanted.split()) in flat
