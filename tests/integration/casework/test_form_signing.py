"""Statutory forms are signed by certificate without the act ever waiting for it."""

from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pypdf import PdfReader

from motcua.casework import api, signing_api
from motcua.casework.models import Paper
from motcua.casework.operations.sign_forms import try_again
from motcua.casework.paperwork import api as paperwork
from motcua.casework.paperwork.models import FormSigning, PaperDesign, PaperEmblem
from motcua.files import api as files
from motcua.files.models import TrustAnchor
from motcua.files.operations.sign_paper import trust_of
from motcua.kernel import audit
from tests.factories import signing
from tests.factories.casework import actor, begin_with, make_office

PIN = "135790"
REASON = "Không đủ điều kiện"


@pytest.fixture
def office(inside_province):
    return begin_with("an office that signs forms", signing_office)


def signing_office():
    made = make_office()
    signing.found_authority(made.now)
    signing.give_seal(made.now)
    signing.give_certificate(made.leader, at=made.now)
    return made


def stopped(office, by=None):
    case = office.received()
    api.stop_case(case_id=case.pk, reason=REASON, by=by or office.leader, now=office.now)
    office.run_later_work()
    return case, Paper.objects.get(case=case, kind="stop_05")


def content_of(paper):
    with files.open_file(paper.file_id) as stream:
        return stream.read()


def words_of(paper):
    pages = PdfReader(BytesIO(content_of(paper))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def names_on(paper, now):
    context = trust_of(now=now).context(now, strict=True)
    made = PdfFileReader(BytesIO(content_of(paper))).embedded_regular_signatures
    assert all(validate_pdf_signature(each, context).bottom_line for each in made)
    return [each.signer_cert.subject.native["common_name"] for each in made]


def test_the_officer_and_the_seal_sign_in_the_background(office):
    case, paper = stopped(office)
    assert names_on(paper, office.now) == [office.leader.name, signing.SEALED]
    assert f"Số: {paper.number}/TBD" in words_of(paper)
    assert REASON in words_of(paper)
    [view] = [
        each
        for each in api.get_case(case.pk, by=office.citizen, now=office.now).papers
        if each.kind == "stop_05"
    ]
    assert (view.signing, view.file_id) == ("signed", paper.file_id)
    proof = api.verify_output(view.verify_path.strip("/").rpartition("/")[2])
    assert proof.is_valid
    assert [mark.name for mark in proof.signatures] == [office.leader.name, signing.SEALED]
    assert api.find_output(paper.sha256)
    assert api.find_output("0" * 64) is None
    assert audit.verify_chain(case.audit_subject).intact


def test_without_a_certificate_the_form_is_for_the_hand_and_says_so(office):
    _case, paper = stopped(office, by=actor("leader", agency=office.agency))
    row = FormSigning.objects.get(paper=paper)
    assert (row.state, bool(paper.file_id)) == ("by_hand", True)
    assert "chứng thư số" in row.problem
    assert names_on(paper, office.now) == []
    assert "(Ký, ghi rõ họ tên)" in words_of(paper)
    # What the system does by itself is sealed by the office.
    assert api.verify_output  # the door stays one


def test_what_needs_a_pin_waits_for_its_signer(office):
    signing.give_certificate(office.leader, at=office.now, pin=PIN)
    case, paper = stopped(office)
    assert paper.file_id is None
    [waiting] = paperwork.waiting_forms(office.leader)
    assert (waiting.paper_id, waiting.code) == (paper.pk, case.code or case.reference)
    assert paperwork.waiting_forms(office.specialist) == []
    ids = [paper.pk]
    with pytest.raises(files.PinWrong):
        signing_api.sign_forms(paper_ids=ids, by=office.leader, now=office.now, pin="000000")
    [refused] = signing_api.sign_forms(paper_ids=ids, by=office.specialist, now=office.now)
    assert not refused.is_done
    with pytest.raises(paperwork.FormMoved):
        signing_api.require_file(paper, by=office.leader, now=office.now)
    [done] = signing_api.sign_forms(paper_ids=ids, by=office.leader, now=office.now, pin=PIN)
    assert done.is_done, done.message
    paper.refresh_from_db()
    assert names_on(paper, office.now)[0] == office.leader.name
    again = signing_api.sign_forms(paper_ids=ids, by=office.leader, now=office.now, pin=PIN)
    assert not again[0].is_done
    _case, other = stopped(office)
    signing_api.sign_by_hand(paper_id=other.pk, by=office.leader, now=office.now)
    other.refresh_from_db()
    assert names_on(other, office.now) == []


def test_silent_time_stamps_leave_the_form_waiting_and_come_back(office):
    TrustAnchor.objects.update(stamp_url="http://127.0.0.1:9/none")
    _case, paper = stopped(office)
    row = FormSigning.objects.get(paper=paper)
    assert (row.state, row.tries, paper.file_id) == ("waiting", 1, None)
    assert "dấu thời gian" in row.problem
    assert try_again(now=office.now) == 0
    TrustAnchor.objects.update(stamp_url="")
    later = office.now + timedelta(minutes=5)
    assert try_again(now=later) == 1
    paper.refresh_from_db()
    assert len(names_on(paper, later)) == 2


PNG = None


def emblem():
    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (200, 200), "red").save(made, "PNG")
    return made.getvalue()


def test_a_tenant_s_design_is_drafted_published_and_leaves_what_was_issued(office):
    clerk = actor("publisher")
    _case, before = stopped(office)
    old_words, old_bytes = words_of(before), content_of(before)
    digest = paperwork.keep_emblem(emblem(), by=clerk, now=office.now)
    wish = paperwork.DesignWish(
        texts={
            "sign.authority": "TM. ỦY BAN NHÂN DÂN",
            "stop_05.closing": "Mọi thắc mắc xin gọi {officer.phone}.",
            "foot.line": "Chân trang riêng",
        },
        emblem=digest,
        signed_by="seal",
    )
    revision = paperwork.save_design(
        agency_id=None, wish=wish, base_revision=0, by=clerk, now=office.now
    )
    _case, draft_only = stopped(office)
    assert "Chân trang riêng" not in words_of(draft_only)
    assert paperwork.preview_form(
        agency_id=None, wish=wish, kind="stop_05", by=clerk, now=office.now
    ).startswith(b"\x89PNG")
    paperwork.publish_design(agency_id=None, base_revision=revision, by=clerk, now=office.now)
    _case, after = stopped(office)
    words = words_of(after)
    assert "Chân trang riêng" in words
    assert "TM. ỦY BAN NHÂN DÂN" in words
    assert names_on(after, office.now) == [signing.SEALED]
    before.refresh_from_db()
    assert (words_of(before), content_of(before)) == (old_words, old_bytes)
    own = paperwork.DesignWish(texts={"foot.line": "Của đơn vị"}, emblem="none")
    unit = {"agency_id": office.agency.id, "by": clerk, "now": office.now}
    paperwork.publish_design(
        base_revision=paperwork.save_design(wish=own, base_revision=0, **unit), **unit
    )
    held = paperwork.design_of(office.agency.id)
    assert (held.emblem, held.signed_by) == ("", "seal")
    assert paperwork.design_of(None).emblem == digest
    with pytest.raises(paperwork.DesignMoved):
        paperwork.save_design(agency_id=None, wish=wish, base_revision=0, by=clerk, now=office.now)
    acts = [each.action for each in audit.read_chain("paper-designs")]
    assert acts == [f"paper_design.{each}" for each in ("saved", "published") * 2]
    paperwork.restore_design(agency_id=None, number=0, by=clerk, now=office.now)
    assert PaperDesign.objects.get(agency_id=None).draft == {}


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", emblem()[:80], b"x" * 3_000_000]
)
def test_what_is_no_emblem_is_refused(inside_province, content):
    with pytest.raises(paperwork.EmblemRefused):
        paperwork.keep_emblem(content, by=actor("publisher"), now=make_office().now)
    assert not PaperEmblem.objects.exists()
