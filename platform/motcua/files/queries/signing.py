"""Reading certificates and what became of signatures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography import x509
from django.utils.dateparse import parse_datetime

from motcua.files.domain.signing import CheckView, IdentityView, SignatureView
from motcua.files.models import IdentityKind, SignatureCheck, SigningIdentity, TrustAnchor


def identity_view(row: SigningIdentity, *, now: datetime) -> IdentityView:
    return IdentityView(
        id=row.pk,
        kind=row.kind,
        owner_id=row.owner_id,
        name=row.name,
        organisation=row.organisation,
        provider=row.provider,
        issuer_name=row.issuer_name,
        serial=row.serial,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        has_pin=row.has_pin,
        state=_state(row, now),
    )


def identity_of(owner_id: UUID, *, now: datetime) -> IdentityView | None:
    """The certificate a person signs with."""
    return _find(IdentityKind.PERSON, owner_id, now)


def seal_of(agency_id: UUID | None, *, now: datetime) -> IdentityView | None:
    """The organisation's: the unit's own, else the tenant's."""
    own = _find(IdentityKind.ORGANISATION, agency_id, now) if agency_id else None
    return own or _find(IdentityKind.ORGANISATION, None, now)


def list_identities(*, now: datetime, limit: int = 500) -> list[IdentityView]:
    """Those in use, organisations first."""
    rows = SigningIdentity.objects.filter(revoked_at=None).order_by("kind", "name")
    return [identity_view(row, now=now) for row in rows[:limit]]


@dataclass(frozen=True, slots=True)
class AnchorView:
    """``lists_until``: when the oldest of its lists of revoked certificates runs out."""

    name: str
    is_test: bool
    stamp_url: str
    root_until: datetime
    lists_until: datetime | None


def list_anchors() -> list[AnchorView]:
    """Whom the tenant believes, oldest first."""
    return [_anchor_view(row) for row in TrustAnchor.objects.order_by("created_at")[:100]]


def _anchor_view(row: TrustAnchor) -> AnchorView:
    ends = [
        x509.load_der_x509_crl(bytes.fromhex(each)).next_update_utc for each in row.revocation_lists
    ]
    return AnchorView(
        name=row.name,
        is_test=row.authority is not None,
        stamp_url=row.stamp_url,
        root_until=x509.load_pem_x509_certificate(row.root.encode()).not_valid_after_utc,
        lists_until=min((each for each in ends if each), default=None),
    )


def has_test_authority() -> bool:
    return TrustAnchor.objects.exclude(authority=None).exists()


def checks_of(file_ids: Collection[UUID]) -> dict[UUID, CheckView]:
    """Of the files that are signed PDFs; one query."""
    rows = SignatureCheck.objects.filter(pk__in=file_ids)
    return {row.pk: _check_view(row) for row in rows}


def _check_view(row: SignatureCheck) -> CheckView:
    found = tuple(signature_view(each) for each in row.signatures)
    return CheckView(row.pk, row.outcome, found, row.checked_at)


def signature_view(data: Mapping[str, Any]) -> SignatureView:
    """From what the judge found, or what was kept of it."""
    moment = data.get("signed_at")
    return SignatureView(**{**data, "signed_at": parse_datetime(moment) if moment else None})


def _find(kind: str, owner_id: UUID | None, now: datetime) -> IdentityView | None:
    row = SigningIdentity.objects.filter(kind=kind, owner_id=owner_id, revoked_at=None).first()
    return identity_view(row, now=now) if row else None


def _state(row: SigningIdentity, now: datetime) -> str:
    if row.revoked_at is not None:
        return "revoked"
    if now < row.valid_from:
        return "early"
    return "expired" if now > row.valid_until else "valid"
