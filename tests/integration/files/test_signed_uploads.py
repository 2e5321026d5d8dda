"""What a citizen's signed PDF is worth is found out, kept, and never taken on trust."""

import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from motcua.files import api as files
from motcua.files.models import SignatureCheck
from motcua.files.operations import judge_signatures
from motcua.files.operations.sign_paper import SignatureWish
from motcua.files.signing.authority import make_authority
from motcua.identity.models import Account
from motcua.identity.staff.queries.actor import staff_actor
from motcua.kernel import outbox
from motcua.kernel.actors import SYSTEM
from tests.factories import signing
from tests.factories.identity import make_staff

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
PICTURE = {
    "marks": [{"kind": "initials", "width": 150, "height": 14, "name": "Lê Mẫu", "time": "nay"}]
}


@pytest.fixture
def signer(inside_province):
    signing.found_authority(NOW)
    person = staff_actor(
        Account.objects.get(pk=make_staff("leader", now=NOW - timedelta(days=1)).id), now=NOW
    )
    signing.give_certificate(person, at=NOW)
    return person


def signed(person, *, at=NOW):
    paper = files.render_for_signing(
        "files/papers/specimen.typ",
        {"title": "Đơn", "agency": "A", "body": "Tôi xin xác nhận", "qr": files.qr_svg("x")},
        made_at=NOW,
    )
    picture = files.render_picture("casework/papers/marks.typ", PICTURE, made_at=NOW)
    wish = SignatureWish("NguoiNop", files.Box(1, 100, 100, 150, 14), picture, "Người nộp")
    identity = files.identity_of(person.id, now=at)
    key = files.open_key(identity_id=identity.id, pin="", now=at)
    return files.sign_paper(paper.content, [wish], key=key, now=at)


def test_each_outcome_is_told_apart(signer):
    content = signed(signer)
    stored = files.store_upload(stream=BytesIO(content), name="don.pdf", by=SYSTEM, now=NOW)
    waiting = files.checks_of([stored.id])[stored.id]
    assert (waiting.outcome, waiting.checked_at) == ("", None)
    outbox.drain(now=NOW)
    found = files.checks_of([stored.id])[stored.id]
    assert found.outcome == "valid"
    [one] = found.signatures
    assert (one.signer_name, one.organisation) == (signer.name, signing.SEALED)
    assert (one.signed_at, one.is_stamped) == (NOW, True)
    # One byte of what was signed.
    place = content.index(b"/Title") + 10
    altered = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    assert files.judge_content(altered, now=NOW).outcome == "altered"
    # Years later the stamp still proves that the certificate was good on the day.
    assert files.judge_content(content, now=NOW + timedelta(days=365 * 4)).outcome == "valid"
    identity = files.identity_of(signer.id, now=NOW)
    files.revoke_identity(identity_id=identity.id, reason="Mất", now=NOW - timedelta(hours=1))
    assert files.judge_content(content, now=NOW + timedelta(days=1)).outcome == "revoked"
    from motcua.files.models import TrustAnchor

    TrustAnchor.objects.all().delete()
    other = make_authority(now=NOW)
    files.install_test_authority(other, name="Khác", now=NOW)
    assert files.judge_content(content, now=NOW).outcome == "unknown_issuer"


def test_a_file_that_is_not_signed_is_not_judged(inside_province):
    plain = files.render_pdf(
        "files/papers/specimen.typ",
        {"title": "Đơn", "agency": "A", "body": "b", "qr": files.qr_svg("x")},
        made_at=NOW,
    )
    unsigned = files.store_upload(stream=BytesIO(plain), name="don.pdf", by=SYSTEM, now=NOW)
    assert files.checks_of([unsigned.id]) == {}
    assert not SignatureCheck.objects.exists()


def hostile():
    bomb = zlib.compress(b"\x00" * 200_000_000, 9)
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/AcroForm 2 0 R>>\nendobj\n"
    yield "deep", b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj /ByteRange trailer<<>>"
    stream = b"2 0 obj\n<</Length %d/Filter/FlateDecode/Type/ObjStm/N 1/First 5>>stream\n"
    end = b"\nendstream endobj /ByteRange\nstartxref\n0\n%%EOF"
    yield "swells", head + stream % len(bomb) + bomb + end


@pytest.mark.parametrize("name", ["deep", "swells"])
def test_hostile_files_are_unreadable_and_cost_little(inside_province, name, monkeypatch):
    signing.found_authority(NOW)
    monkeypatch.setattr(judge_signatures, "TIMEOUT_SECONDS", 10)
    assert files.judge_content(dict(hostile())[name], now=NOW).outcome == "unreadable"
