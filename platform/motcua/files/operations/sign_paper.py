"""Putting signatures on a paper of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.utils.translation import gettext as _

from motcua.files.domain.signing import OpenKey
from motcua.files.errors import SignatureFailed, SigningRefused
from motcua.files.models import SigningIdentity, TrustAnchor
from motcua.files.signing.marks import Box

if TYPE_CHECKING:
    from motcua.files.signing.pades import Trust

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SignatureWish:
    """One signature to make: ``field`` is its name in the PDF, ``label`` what readers are told;
    ``picture`` and ``page`` (from 0) what it looks like."""

    field: str
    box: Box
    picture: bytes
    label: str
    page: int = 0
    reason: str = ""
    location: str = ""


def sign_paper(
    content: bytes,
    wishes: Sequence[SignatureWish],
    *,
    key: OpenKey,
    now: datetime,
    archival: bool = False,
) -> bytes:
    """``content`` with the signatures added in order, each a revision of its own (PAdES B-LT; the
    last B-LTA with ``archival``). Raises ``SigningRefused``: then there is nothing half signed.
    """
    from motcua.files.signing.pades import Mark, sign_pdf

    trust = trust_of(now=now)
    stamper = stamper_of(now)
    for index, wish in enumerate(wishes):
        mark = Mark(
            field=wish.field,
            box=wish.box,
            picture=wish.picture,
            label=wish.label,
            page=wish.page,
            reason=wish.reason,
            location=wish.location,
        )
        last = archival and index == len(wishes) - 1
        try:
            content = sign_pdf(
                content, mark, key=key.signer, stamper=stamper, trust=trust, now=now, archival=last
            )
        except SignatureFailed as error:
            log.warning("signing_failed", identity=str(key.identity.id), reason=str(error)[:200])
            raise SigningRefused(_refusal(str(error), key), reason="failed") from error
    return content


def trust_of(*, now: datetime) -> "Trust":
    """Everybody the tenant believes, with their lists of revoked certificates."""
    from motcua.files.signing.pades import Trust

    roots, others, lists = [], [], []
    for anchor in TrustAnchor.objects.order_by("created_at"):
        roots.append(_der(anchor.root))
        others += [_der(each) for each in anchor.others]
        lists += [bytes.fromhex(each) for each in anchor.revocation_lists]
        if anchor.authority is not None:
            lists += _own_lists(anchor.authority, now)
    return Trust(tuple(roots), tuple(others), tuple(lists))


def _own_lists(authority: Any, now: datetime) -> tuple[bytes, bytes]:
    from motcua.files.signing.authority import TestAuthority, revocation_lists

    rows = SigningIdentity.objects.exclude(revoked_at=None).order_by("revoked_at")
    dated = rows.values_list("serial", "revoked_at")
    revoked = [(int(serial, 16), at) for serial, at in dated if at is not None]
    return revocation_lists(TestAuthority.from_json(authority), revoked=revoked, now=now)


def stamper_of(now: datetime) -> Any:
    """Who stamps: a service at an address before our own test authority."""
    from motcua.files.signing.authority import TestAuthority
    from motcua.files.signing.stamping import HttpStamper, test_stamper

    anchors = list(TrustAnchor.objects.order_by("created_at"))
    for anchor in anchors:
        if anchor.stamp_url:
            return HttpStamper(anchor.stamp_url)
    for anchor in anchors:
        if anchor.authority is not None:
            return test_stamper(TestAuthority.from_json(anchor.authority), now=now)
    raise SigningRefused(_("Cơ quan này chưa có dịch vụ cấp dấu thời gian."), reason="no_stamps")


def _refusal(reason: str, key: OpenKey) -> str:
    """What people are told; details are in the log."""
    known = {"name": key.identity.name}
    if "time stamp" in reason or "timestamp" in reason.lower():
        return _("Dịch vụ cấp dấu thời gian không trả lời nên chưa ký được. Hãy thử lại sau.")
    if "invalid_pin" in reason:
        return _("Mã PIN ký số không đúng.")
    if "remote" in reason:
        return _("Dịch vụ ký số từ xa không ký được. Hãy thử lại sau.")
    return _("Chứng thư số của %(name)s không dùng ký được: không xác thực được chứng thư.") % known


def _der(pem: str) -> bytes:
    certificate = x509.load_pem_x509_certificate(pem.encode())
    return certificate.public_bytes(serialization.Encoding.DER)
