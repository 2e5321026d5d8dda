"""Results are signed in order, whole or not at all."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pypdf import PdfReader

from motcua.casework import api
from motcua.casework.models import Case, IssuedOutput, Paper, PaperSignature, ResultDraft
from motcua.config.demo.signing import give_certificates
from motcua.files import api as files
from motcua.files.models import TrustAnchor
from motcua.files.operations import signing_identities
from motcua.files.operations.sign_paper import trust_of
from motcua.kernel.limits import LimitReached
from tests.factories import signing
from tests.factories.casework import APPRAISE as APPRAISE_ONCE
from tests.factories.casework import (
    RECEPTION,
    RELEASE,
    RETURN,
    SIGN,
    actor,
    begin_with,
    make_office,
    outcome,
    step,
)

INITIAL = step(
    "initial",
    "review",
    "division_head",
    outcome("pass", "stp_sign", "Trình ký"),
    label="Lãnh đạo phòng ký nháy",
)
APPRAISE = {
    **APPRAISE_ONCE,
    "outcomes": [
        {**APPRAISE_ONCE["outcomes"][0], "to": "stp_initial"},
        APPRAISE_ONCE["outcomes"][1],
    ],
}
STEPS = [RECEPTION, APPRAISE, INITIAL, SIGN, RELEASE, RETURN]
PIN = "246810"


@pytest.fixture
def office(inside_province):
    return begin_with("an office that signs", signing_office)


def signing_office():
    made = make_office(process={"steps": STEPS})
    signing.found_authority(made.now)
    signing.give_seal(made.now)
    made.head = actor("division_head", agency=made.agency)
    signing.give_certificate(made.head, at=made.now)
    signing.give_certificate(made.leader, at=made.now, pin=PIN)
    return made


def approved(office):
    return Case.objects.get(pk=office.step("approved", lambda: _approved(office)))


def _approved(office):
    case = office.received()
    office.decide(case, "pass", office.specialist)
    office.decide(case, "pass", office.head)
    return case.pk


def content_of(paper):
    with files.open_file(paper.file_id) as stream:
        return stream.read()


def test_a_result_is_signed_in_order_and_for_long(office):
    case = approved(office)
    draft = ResultDraft.objects.get(case=case)
    assert not files.may_read_file(office.citizen, draft.file_id)
    [done] = api.sign_results(
        work_item_ids=[case.holder_item_id], by=office.leader, now=office.now, pin=PIN
    )
    assert done.is_done, done.message
    assert not IssuedOutput.objects.exists()
    office.decide(case, "released", office.clerk)
    paper = Paper.objects.get(case=case, kind="result")
    content = content_of(paper)
    reader, trust = PdfFileReader(BytesIO(content)), trust_of(now=office.now)
    context = trust.context(office.now, strict=True)
    made = reader.embedded_regular_signatures
    assert [each.field_name for each in made] == ["KyNhay_1", "LanhDao", "SoVaNgay", "ConDau"]
    for each in made:
        status = validate_pdf_signature(each, context)
        assert status.bottom_line, status.summary()
        assert status.timestamp_validity.trusted
        assert each.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    names = [each.signer_cert.subject.native["common_name"] for each in made]
    assert names == [office.head.name, office.leader.name, signing.SEALED, signing.SEALED]
    [stamp] = reader.embedded_timestamp_signatures
    whole = validate_pdf_timestamp(stamp, context)
    assert whole.intact
    assert whole.trusted
    dss = reader.root["/DSS"]
    assert len(dss["/CRLs"]) >= 2
    assert len(dss["/Certs"]) >= 4
    _still_archival(content)
    purposes = PaperSignature.objects.filter(paper=paper).order_by("position")
    assert [each.purpose for each in purposes] == ["initials", "leader", "number", "seal"]
    assert not ResultDraft.objects.filter(closed_at=None).exists()


def _still_archival(content):
    pdf = PdfReader(BytesIO(content))
    root = pdf.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    for note in (each.get_object() for each in pdf.pages[0]["/Annots"]):
        # ISO 19005-2, 6.3: printed, never hidden, with an appearance; fonts carried along.
        assert note["/F"] & 4
        assert not note["/F"] & 2
        if note["/Rect"] != [0, 0, 0, 0] and "/AP" in note:
            _fonts_inside(note["/AP"]["/N"].get_object())


def _fonts_inside(form):
    resources = form.get("/Resources", {})
    for font in resources.get("/Font", {}).values():
        inner = (
            font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        )
        assert {"/FontFile2", "/FontFile3"} & set(inner)
    for other in resources.get("/XObject", {}).values():
        _fonts_inside(other.get_object())


def test_without_the_pin_nothing_is_signed(office, monkeypatch):
    case = approved(office)
    before = ResultDraft.objects.get(case=case).file_id
    with pytest.raises(files.PinWrong):
        api.sign_results(work_item_ids=[case.holder_item_id], by=office.leader, now=office.now)
    with pytest.raises(files.PinWrong):
        api.sign_results(
            work_item_ids=[case.holder_item_id], by=office.leader, now=office.now, pin="000000"
        )
    with pytest.raises(files.PinWrong):
        office.decide(case, "sign", office.leader)
    case.refresh_from_db()
    assert case.holder_step_name == "Ký duyệt"
    assert ResultDraft.objects.get(case=case, closed_at=None).file_id == before
    monkeypatch.setattr(signing_identities, "_TRIES", 1)
    with pytest.raises(LimitReached):
        api.sign_results(
            work_item_ids=[case.holder_item_id], by=office.leader, now=office.now, pin=PIN
        )


def test_a_batch_tells_of_each(office):
    good, other = approved(office), approved(office)
    items = [good.holder_item_id, other.holder_item_id, good.pk]
    office.decide(other, "back", office.leader, note="Sai tên")
    done = api.sign_results(work_item_ids=items, by=office.leader, now=office.now, pin=PIN)
    assert [each.is_done for each in done] == [True, False, False]
    assert all(each.message for each in done[1:])
    # What went back is drawn and signed anew.
    assert not ResultDraft.objects.filter(case=other, closed_at=None).exists()


def test_a_certificate_that_cannot_sign_leaves_everything_as_it_was(office):
    case = approved(office)
    before = office.now - timedelta(minutes=1)
    signing.give_certificate(office.leader, at=office.now, until=before)
    _refused(office, case, "sign", office.leader, "hết hạn")
    leader = files.identity_of(office.leader.id, now=office.now)
    files.revoke_identity(identity_id=leader.id, reason="Mất khóa", now=office.now)
    _refused(office, case, "sign", office.leader, "chưa có chứng thư số")
    signing.give_certificate(office.leader, at=office.now)
    office.decide(case, "sign", office.leader)
    signing.give_seal(office.now, until=before)
    _refused(office, case, "released", office.clerk, "hết hạn")
    # A certificate nobody vouches for: its authority is not believed any more.
    signing.give_seal(office.now)
    TrustAnchor.objects.update(root=signing.stranger(office.now))
    _refused(office, case, "released", office.clerk, "không xác thực được")


def _refused(office, case, name, who, words):
    case.refresh_from_db()
    step = case.holder_step_name
    with pytest.raises(files.SigningRefused, match=words):
        office.decide(case, name, who)
    case.refresh_from_db()
    assert case.holder_step_name == step
    assert not Paper.objects.filter(kind="result").exists()
    assert not IssuedOutput.objects.exists()


def test_numbers_substitutes_and_replaced_results(office):
    signing.give_certificate(office.leader, at=office.now)
    deputy = actor("leader", agency=office.agency)
    signing.give_certificate(deputy, at=office.now)
    first, second = approved(office), approved(office)
    # Who stands in for somebody signs with their own name.
    acting = replace(deputy, for_id=office.leader.id, for_name=office.leader.name)
    for case, who in ((first, office.leader), (second, acting)):
        office.decide(case, "sign", who)
        office.decide(case, "released", office.clerk)
    marks = PaperSignature.objects.filter(purpose="leader").order_by("signed_at", "id")
    assert {each.signer_id for each in marks} == {office.leader.id, deputy.id}
    api.replace_result(case_id=first.pk, reason="Sai tên", by=office.leader, now=office.now)
    numbers = Paper.objects.filter(kind="result").order_by("created_at", "number")
    assert [each.number for each in numbers] == ["01/2026", "02/2026", "03/2026"]
    newest = IssuedOutput.objects.get(case=first, revoked_at=None)
    fields = PdfFileReader(BytesIO(content_of(newest.paper))).embedded_regular_signatures
    assert [each.field_name for each in fields] == ["LanhDao", "SoVaNgay", "ConDau"]


def test_the_demonstration_gives_everybody_who_signs_a_certificate(inside_province):
    made = make_office()
    leader, head = made.leader, actor("division_head", agency=made.agency)
    authority = signing.authority(made.now)
    # The tenant's seal, the leader and the head of division; units without a parent have no own.
    assert give_certificates(authority, now=made.now) >= 3
    assert give_certificates(authority, now=made.now) == 0
    for person in (leader, head):
        assert files.identity_of(person.id, now=made.now).state == "valid"
    seal = files.seal_of(made.agency.id, now=made.now)
    assert "không" not in seal.name.lower()
    assert authority.issuing.certificate.subject.rfc4514_string().count("KHÔNG CÓ GIÁ TRỊ") == 1
