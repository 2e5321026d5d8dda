import pytest

from formbuilder.api import UnknownFormPage
from motcua.files.api import list_files
from motcua.files.models import StoredFile
from motcua.identity.api import applicant_actor
from motcua.submissions import api
from tests.factories import files as bytes_of
from tests.factories import submissions as make
from tests.factories.identity import make_applicant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside_province")]


def test_a_new_draft_knows_the_applicant(now):
    filing = make.start()
    draft = filing.draft
    assert draft.answers == {
        "fld_name": "Trần Thị Mẫu",
        "fld_number": "001190000123",
        "fld_email": "mau@example.vn",
    }
    assert draft.prefilled == {
        "fld_name": "verified",
        "fld_number": "verified",
        "fld_email": "profile",
    }
    assert draft.locked_fields == {"fld_name", "fld_number"}
    assert (draft.page_id, draft.status) == ("pag_who", "open")


def test_a_fact_that_does_not_fit_is_left_to_be_typed():
    filing = make.start(applicant=make_applicant(personal_number="12"))
    assert "fld_number" not in filing.draft.answers


def test_a_changed_answer_is_no_longer_prefilled():
    filing = make.start(applicant=make_applicant(acr="LoA1"))
    outcome = filing.save("pag_who", {**make.ANSWERS["pag_who"], "f-fld_name": ["Lê Văn Khác"]})
    assert outcome.draft.prefilled == {"fld_number": "profile", "fld_email": "profile"}


def test_what_the_state_vouches_for_stays_whatever_is_posted():
    filing = make.start()
    outcome = filing.save("pag_who", {**make.ANSWERS["pag_who"], "f-fld_name": ["Lê Văn Khác"]})
    assert outcome.is_valid
    assert outcome.draft.answers["fld_name"] == "Trần Thị Mẫu"


def test_an_earlier_dossier_lends_its_answers_but_never_its_files():
    version_id = make.make_version()
    filing, receipt = make.make_submission(version_id=version_id)
    again = api.start_draft(
        version_id=version_id,
        applicant=filing.applicant,
        now=make.NOW,
        reuse=receipt.submission_id,
    )
    assert again.answers["fld_copies"] == 2
    assert again.prefilled["fld_copies"] == f"dossier:{receipt.reference}"
    assert "fld_paper" not in again.answers
    assert "fld_copies" not in again.locked_fields


def test_nobody_elses_dossier_lends_anything():
    version_id = make.make_version()
    _filing, receipt = make.make_submission(version_id=version_id)
    other = make_applicant(personal_number="079203001234")
    draft = api.start_draft(
        version_id=version_id, applicant=other, now=make.NOW, reuse=receipt.submission_id
    )
    assert "fld_copies" not in draft.answers


def test_a_withdrawn_service_takes_no_new_drafts(now):
    version_id = make.make_version()
    make.withdraw(version_id)
    with pytest.raises(api.ServiceWithdrawn) as caught:
        api.start_draft(version_id=version_id, applicant=make_applicant(), now=now)
    assert caught.value.status == 410


def test_a_service_may_ask_for_a_proven_identity(now):
    raw = make.document()
    raw["service"]["assurance_level"] = 2
    version_id = make.make_version(raw)
    with pytest.raises(api.StepUpRequired) as caught:
        api.start_draft(version_id=version_id, applicant=make_applicant(acr="LoA1"), now=now)
    assert caught.value.details == {"required": 2}
    assert api.start_draft(version_id=version_id, applicant=make_applicant(), now=now)


def test_pages_lead_on_over_what_is_visible():
    filing = make.start()
    assert filing.save("pag_who").next_page == "pag_what"
    assert filing.save("pag_what").next_page == "pag_papers"
    assert filing.save("pag_papers").next_page is None
    assert filing.draft.saved_pages == ("pag_who", "pag_what", "pag_papers")


def test_pages_may_come_out_of_order_and_twice():
    filing = make.start()
    filing.save("pag_what")
    filing.save("pag_who")
    first = filing.draft
    filing.save("pag_who")
    assert filing.draft.answers == first.answers
    assert filing.draft.digest == first.digest


def test_an_unknown_page_is_not_found():
    with pytest.raises(UnknownFormPage) as caught:
        make.start().save("pag_none", {})
    assert caught.value.status == 404


def test_errors_keep_what_was_typed_and_what_was_uploaded():
    filing = make.start()
    filing.save("pag_who")
    posted = {
        "f-fld_copies": ["hai bản"],
        "f-fld_children-rows": ["r1"],
        "f-fld_children-r1-fld_child": [""],
    }
    upload = bytes_of.Upload("con.pdf", bytes_of.pdf())
    outcome = filing.save("pag_what", posted, {"f-fld_children-r1-fld_child_paper": [upload]})
    assert {error.path for error in outcome.errors} == {
        "fld_copies",
        "fld_children/r1/fld_child",
    }
    assert outcome.next_page == "pag_what"
    assert outcome.entered["f-fld_copies"] == ["hai bản"]
    draft = filing.draft
    assert draft.entered["pag_what"]["f-fld_copies"] == ["hai bản"]
    assert draft.answers["fld_children"][0]["fld_child_paper"][0]["name"] == "con.pdf"
    assert [file.name for file in list_files(f"draft:{draft.id}")] == ["con.pdf"]
    filing.save(
        "pag_what",
        {
            "f-fld_copies": ["2"],
            "f-fld_children-rows": ["r1"],
            "f-fld_children-r1-fld_child": ["An"],
        },
    )
    assert filing.draft.entered == {}


def test_a_lying_upload_is_told_beside_its_question():
    filing = make.start()
    bad = bytes_of.Upload("giấy.pdf", b"MZ not a pdf at all", "application/pdf")
    outcome = filing.save("pag_papers", {}, {"f-fld_paper": [bad]})
    assert [(error.path, error.code) for error in outcome.errors] == [("fld_paper", "file_kind")]
    assert "PDF" in outcome.errors[0].message
    assert StoredFile.objects.count() == 0


def test_one_bad_upload_does_not_lose_the_good_one():
    filing = make.start()
    given = [bytes_of.Upload("a.pdf", bytes_of.pdf()), bytes_of.Upload("b.pdf", b"")]
    outcome = filing.save("pag_papers", {}, {"f-fld_paper": given})
    assert [error.code for error in outcome.errors] == ["file_empty"]
    assert [entry["name"] for entry in filing.draft.answers["fld_paper"]] == ["a.pdf"]


def test_the_same_page_sent_again_keeps_a_file_once():
    filing = make.start()
    for _ in range(2):
        upload = bytes_of.Upload("a.pdf", bytes_of.pdf())
        filing.save("pag_papers", {}, {"f-fld_paper": [upload]})
    assert len(filing.draft.answers["fld_paper"]) == 1
    assert len(list_files(f"draft:{filing.draft_id}")) == 1


def test_inputs_no_field_owns_are_reported_and_not_stored():
    filing = make.start()
    upload = bytes_of.Upload("a.pdf", bytes_of.pdf())
    posted = {**make.ANSWERS["pag_who"], "f-fld_copies": ["9"], "f-fld_ghost": ["x"], "csrf": ["y"]}
    outcome = filing.save("pag_who", posted, {"f-fld_paper": [upload]})
    assert outcome.unknown == ("f-fld_copies", "f-fld_ghost")
    assert [error.code for error in outcome.errors] == ["unknown_input"]
    assert outcome.next_page == "pag_who"
    assert set(filing.draft.answers) == {"fld_name", "fld_number", "fld_email", "fld_proxy"}
    assert list_files(f"draft:{filing.draft_id}") == []


@pytest.mark.parametrize("typed", ["a\x00b", "\ud800", "x" * 300_000, "\u202eabc"])
def test_no_text_breaks_a_page(typed):
    filing = make.start(applicant=make_applicant(acr="LoA1"))
    outcome = filing.save("pag_who", {**make.ANSWERS["pag_who"], "f-fld_name": [typed]})
    assert [error.field_id for error in outcome.errors] == ["fld_name"]


def test_a_quota_bounds_the_files_of_a_draft(settings):
    settings.MOTCUA_DRAFT_MAX_FILES = 1
    filing = make.start()
    given = [bytes_of.Upload(f"{name}.pdf", bytes_of.pdf(name.encode())) for name in "ab"]
    outcome = filing.save("pag_papers", {}, {"f-fld_paper": given})
    assert [error.code for error in outcome.errors] == ["file_quota"]


def test_a_file_is_let_go():
    filing = make.start().fill()
    file_id = filing.draft.answers["fld_paper"][0]["file_id"]
    draft = api.remove_file(
        draft_id=filing.draft_id, path="fld_paper", file_id=file_id, by=filing.by, now=make.NOW
    )
    assert "fld_paper" not in draft.answers
    assert list_files(f"draft:{filing.draft_id}") == []


def test_rows_come_and_go(now):
    filing = make.start()
    known = {"draft_id": filing.draft_id, "group_id": "fld_children", "by": filing.by, "now": now}
    rows = [api.add_group_row(**known)[1] for _ in range(4)]
    assert rows == ["r1", "r2", "r3", ""]
    draft = api.remove_group_row(row_id="r2", **known)
    assert [row["_row"] for row in draft.answers["fld_children"]] == ["r1", "r3"]
    with pytest.raises(api.FieldMissing):
        api.add_group_row(**{**known, "group_id": "fld_copies"})


def test_missing_answers_name_their_page(now):
    filing = make.start()
    found = api.missing_answers(filing.draft_id, by=filing.by, now=now)
    assert [(each.page_id, each.path) for each in found] == [
        ("pag_who", "fld_proxy"),
        ("pag_what", "fld_copies"),
        ("pag_papers", "fld_paper"),
    ]
    assert "Giấy chứng sinh" in found[2].message
    filing.fill()
    assert api.missing_answers(filing.draft_id, by=filing.by, now=now) == ()


def test_the_fee_follows_the_answers(now):
    filing = make.start().fill()
    quoted = api.fee_preview(filing.draft_id, by=filing.by, now=now)
    assert quoted.total.display() == "16.000 đ"


def test_a_discarded_draft_is_empty_and_closed(now):
    filing = make.start().fill()
    api.discard_draft(draft_id=filing.draft_id, by=filing.by, now=now)
    assert (filing.draft.answers, filing.draft.status) == ({}, "discarded")
    with pytest.raises(api.DraftClosed):
        filing.save("pag_who")
    assert api.list_drafts(applicant_id=filing.applicant.id) == []


def test_nobody_else_reaches_a_draft(now):
    filing = make.start().fill()
    stranger = applicant_actor(make_applicant(personal_number="079203001234"))
    file_id = filing.draft.answers["fld_paper"][0]["file_id"]
    for by in (stranger, make.CLERK):
        known = {"draft_id": filing.draft_id, "by": by, "now": now}
        for attempt in (
            lambda by=by: api.get_draft(filing.draft_id, by=by),
            lambda by=by: api.fee_preview(filing.draft_id, by=by, now=now),
            lambda by=by: api.missing_answers(filing.draft_id, by=by, now=now),
            lambda k=known: api.save_page(page_id="pag_who", posted={}, **k),
            lambda k=known: api.remove_file(path="fld_paper", file_id=file_id, **k),
            lambda k=known: api.add_group_row(group_id="fld_children", **k),
            lambda k=known: api.discard_draft(**k),
            lambda k=known: api.submit_draft(idempotency_key="k", **k),
        ):
            with pytest.raises(api.DraftMissing):
                attempt()
    assert filing.draft.status == "open"


def test_lists_show_only_their_own_and_cost_the_same(django_assert_num_queries):
    version_id, applicant = make.make_version(), make_applicant()
    make.start(version_id, applicant)
    make.start(version_id)
    with django_assert_num_queries(1):
        assert len(api.list_drafts(applicant_id=applicant.id)) == 1
    for _ in range(2):
        make.start(version_id, applicant)
    with django_assert_num_queries(1):
        assert len(api.list_drafts(applicant_id=applicant.id)) == 3
