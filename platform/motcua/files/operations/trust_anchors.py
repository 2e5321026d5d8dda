"""Whom the tenant believes, and where its time stamps come from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files.errors import CertificateBroken
from motcua.files.models import TrustAnchor
from motcua.kernel import audit
from motcua.kernel.actors import Actor

AUDIT: Final = "signing"
MAX_FILE: Final = 2 * 1024 * 1024
_PEM: Final = b"-----BEGIN"


def set_stamp_service(*, url: str, by: Actor, now: datetime) -> None:
    """Ask time stamps at an address from now on; empty: the test authority stamps by itself. Raises
    ``CertificateBroken`` for an address that cannot be one."""
    checked = _address(url)
    with transaction.atomic():
        TrustAnchor.objects.exclude(stamp_url="").update(stamp_url="")
        anchor = TrustAnchor.objects.select_for_update().order_by("created_at").first()
        if anchor is None:
            raise CertificateBroken(_("Hãy thêm tổ chức chứng thực tin cậy trước."), field="url")
        anchor.stamp_url = checked
        anchor.save(update_fields=["stamp_url"])
        data = {"url": checked}
        audit.record(action="signing.stamps_set", subject=AUDIT, by=by, at=now, data=data)


def add_anchor(
    *, name: str, certificates: bytes, lists: Sequence[bytes], by: Actor, now: datetime
) -> None:
    """Believe an authority: its root, those between, and their lists of revoked certificates.
    Raises ``CertificateBroken`` naming what cannot be read."""
    found = _certificates(certificates)
    roots = [each for each in found if each.subject == each.issuer]
    if len(roots) != 1:
        words = _("Tệp cần có đúng một chứng thư gốc (tự ký), và các chứng thư trung gian nếu có.")
        raise CertificateBroken(words, field="certificates")
    if roots[0].not_valid_after_utc < now:
        raise CertificateBroken(_("Chứng thư gốc đã hết hạn."), field="certificates")
    if not name.strip():
        raise CertificateBroken(_("Hãy ghi tên tổ chức chứng thực."), field="name")
    kept = [_list_der(each).hex() for each in lists if each]
    with transaction.atomic():
        TrustAnchor.objects.create(
            name=name.strip()[:200],
            root=_pem(roots[0]),
            others=[_pem(each) for each in found if each is not roots[0]],
            revocation_lists=kept,
            created_at=now,
        )
        data = {"name": name.strip()[:200], "root": f"{roots[0].serial_number:x}"}
        audit.record(action="signing.anchor_added", subject=AUDIT, by=by, at=now, data=data)


def _address(url: str) -> str:
    written = url.strip()
    if not written:
        return ""
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(written) > 300:
        raise CertificateBroken(_("Địa chỉ phải bắt đầu bằng https:// hoặc http://."), field="url")
    return written


def _certificates(content: bytes) -> list[x509.Certificate]:
    if not content or len(content) > MAX_FILE:
        raise CertificateBroken(_("Hãy chọn tệp chứng thư, nhiều nhất 2 MB."), field="certificates")
    try:
        if _PEM in content:
            return x509.load_pem_x509_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except ValueError as error:
        words = _("Không đọc được chứng thư. Cần tệp PEM hoặc DER (.pem, .crt, .cer).")
        raise CertificateBroken(words, field="certificates") from error


def _list_der(content: bytes) -> bytes:
    if len(content) > MAX_FILE:
        raise CertificateBroken(_("Danh sách thu hồi nhiều nhất 2 MB."), field="lists")
    load = x509.load_pem_x509_crl if _PEM in content else x509.load_der_x509_crl
    try:
        return load(content).public_bytes(serialization.Encoding.DER)
    except ValueError as error:
        words = _("Không đọc được danh sách thu hồi (CRL).")
        raise CertificateBroken(words, field="lists") from error


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
