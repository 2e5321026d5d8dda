"""Whose certificate may sign here, and opening its key."""

import base64
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files.domain.signing import IdentityView, OpenKey
from motcua.files.errors import CertificateBroken, SigningRefused
from motcua.files.models import IdentityKind, SigningIdentity, TrustAnchor
from motcua.files.queries.signing import identity_view
from motcua.files.signer import signer_providers
from motcua.kernel.actors import Actor
from motcua.kernel.limits import check_limit

if TYPE_CHECKING:
    from motcua.files.signing.authority import TestAuthority

PKCS12: Final = "signer.pkcs12"
MAX_PKCS12: Final = 64 * 1024
MIN_PIN: Final = 6
# A batch in pieces asks once a piece; six characters stand a hundred tries in a quarter of an hour.
_TRIES: Final = 100
_TRIES_PER: Final = timedelta(minutes=15)


def install_test_authority(
    authority: "TestAuthority", *, name: str, now: datetime, stamp_url: str = ""
) -> None:
    """Believe a test authority and keep its keys, encrypted. For demonstrations only."""
    from motcua.files.signing.authority import pem_of

    TrustAnchor.objects.create(
        name=name[:200],
        root=pem_of(authority.root.certificate),
        others=[pem_of(authority.issuing.certificate)],
        authority=authority.as_json(),
        stamp_url=stamp_url,
        created_at=now,
    )


def issue_identity(
    *,
    kind: str,
    owner_id: UUID | None,
    name: str,
    organisation: str,
    by: Actor,
    now: datetime,
    pin: str = "",
    until: datetime | None = None,
) -> IdentityView:
    """A certificate of the tenant's test authority. Raises ``SigningRefused`` without one."""
    from motcua.files.signing import authority as authorities

    known = _test_authority()
    pair = authorities.issue_certificate(
        known, name=name, organisation=organisation, now=now, until=until
    )
    passphrase = pin or secrets.token_urlsafe(24)
    packed = authorities.pack(pair, known, passphrase=passphrase)
    return _enrol(
        kind,
        owner_id,
        certificate=pair.certificate,
        provider=PKCS12,
        secret=_pkcs12_secret(packed, None if pin else passphrase),
        has_pin=bool(pin),
        by=by,
        now=now,
    )


def enrol_pkcs12(
    *, owner_id: UUID, content: bytes, passphrase: str, by: Actor, now: datetime
) -> IdentityView:
    """A person's own certificate; the passphrase becomes the PIN, and is not kept.

    Raises ``CertificateBroken`` for a file or passphrase that does not fit, ``SigningRefused`` for
    a certificate that is over or from an authority the tenant does not believe.
    """
    from motcua.files.signing.keys import read_pkcs12

    opened = None
    if len(content) <= MAX_PKCS12:
        opened = read_pkcs12(content, passphrase=passphrase)
    if opened is None:
        raise CertificateBroken(
            _("Không mở được tệp chứng thư số: tệp bị hỏng hoặc mật khẩu không đúng."),
            field="passphrase",
        )
    if len(passphrase) < MIN_PIN:
        raise CertificateBroken(
            _("Mật khẩu của chứng thư số cần có ít nhất 6 ký tự."), field="passphrase"
        )
    return _enrol(
        IdentityKind.PERSON,
        owner_id,
        certificate=opened.certificate,
        provider=PKCS12,
        secret=_pkcs12_secret(content, None),
        has_pin=True,
        by=by,
        now=now,
    )


def enrol_remote(
    *,
    owner_id: UUID,
    provider: str,
    certificate: str,
    settings: dict[str, str],
    has_pin: bool,
    by: Actor,
    now: datetime,
) -> IdentityView:
    """A certificate whose key a signing service holds. ``settings``: what the provider needs."""
    signer_providers.get(provider)
    try:
        read = x509.load_pem_x509_certificate(certificate.encode())
    except ValueError as error:
        raise CertificateBroken(_("Không đọc được chứng thư số."), field="certificate") from error
    return _enrol(
        IdentityKind.PERSON,
        owner_id,
        certificate=read,
        provider=provider,
        secret=settings,
        has_pin=has_pin,
        by=by,
        now=now,
    )


def revoke_identity(*, identity_id: UUID, reason: str, now: datetime) -> None:
    """It signs no more, and the test authority's list names it from now on."""
    SigningIdentity.objects.filter(pk=identity_id, revoked_at=None).update(
        revoked_at=now, revoked_reason=reason[:300]
    )


def open_key(*, identity_id: UUID, pin: str, now: datetime) -> OpenKey:
    """Ask for the PIN once, sign many. Raises ``PinWrong``, ``SigningRefused``, ``LimitReached``.

    Tries are counted outside of the caller's transaction's fate as far as it lets us: call it
    before you open one.
    """
    row = SigningIdentity.objects.get(pk=identity_id)
    view = identity_view(row, now=now)
    check_usable(view)
    if view.has_pin:
        check_limit(
            name="signing-pin", subject=str(row.pk), allowed=_TRIES, per=_TRIES_PER, now=now
        )
    provider = signer_providers.get(row.provider)
    return OpenKey(view, provider.open(row.secret, pin=pin, certificate=row.certificate))


def check_usable(identity: IdentityView) -> None:
    """Raises ``SigningRefused`` with what is wrong in words."""
    known = {"name": identity.name, "until": f"{identity.valid_until:%d/%m/%Y}"}
    if identity.state == "expired":
        words = _("Chứng thư số của %(name)s đã hết hạn từ %(until)s nên không ký được.")
        raise SigningRefused(words % known, reason="expired")
    if identity.state == "revoked":
        words = _("Chứng thư số của %(name)s đã bị thu hồi nên không ký được.")
        raise SigningRefused(words % known, reason="revoked")
    if identity.state == "early":
        words = _("Chứng thư số của %(name)s chưa đến ngày có hiệu lực.")
        raise SigningRefused(words % known, reason="early")


def _enrol(
    kind: str,
    owner_id: UUID | None,
    *,
    certificate: x509.Certificate,
    provider: str,
    secret: dict[str, Any],
    has_pin: bool,
    by: Actor,
    now: datetime,
) -> IdentityView:
    """The new certificate takes the place of the old one."""
    from motcua.files.signing.authority import pem_of

    row = SigningIdentity(
        kind=kind,
        owner_id=owner_id,
        name=_part(certificate.subject, NameOID.COMMON_NAME)[:200],
        organisation=_part(certificate.subject, NameOID.ORGANIZATION_NAME)[:200],
        provider=provider,
        secret=secret,
        has_pin=has_pin,
        certificate=pem_of(certificate),
        issuer_name=_part(certificate.issuer, NameOID.COMMON_NAME)[:200],
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        created_at=now,
        created_by=by.reference,
    )
    with transaction.atomic():
        SigningIdentity.objects.filter(kind=kind, owner_id=owner_id, revoked_at=None).update(
            revoked_at=now, revoked_reason=_("Thay bằng chứng thư số mới")
        )
        row.save(force_insert=True)
    return identity_view(row, now=now)


def _test_authority() -> "TestAuthority":
    from motcua.files.signing.authority import TestAuthority

    anchor = TrustAnchor.objects.exclude(authority=None).order_by("created_at").first()
    if anchor is None:
        raise SigningRefused(_("Cơ quan này chưa có tổ chức chứng thực thử nghiệm."))
    return TestAuthority.from_json(anchor.authority)


def _pkcs12_secret(content: bytes, passphrase: str | None) -> dict[str, Any]:
    return {"pkcs12": base64.b64encode(content).decode(), "passphrase": passphrase}


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
