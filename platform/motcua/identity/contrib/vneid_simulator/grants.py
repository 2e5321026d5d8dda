"""Codes and tokens: random, short-lived, codes usable once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from motcua.identity.contrib.vneid_simulator.models import SimulatorGrant

LIFETIMES: Final = {"code": timedelta(seconds=60), "token": timedelta(minutes=5)}


def issue(kind: str, data: dict[str, Any], *, now: datetime) -> str:
    SimulatorGrant.objects.filter(expires_at__lt=now).delete()
    value = secrets.token_urlsafe(32)
    SimulatorGrant.objects.create(
        kind=kind, digest=_digest(value), data=data, expires_at=now + LIFETIMES[kind]
    )
    return value


def redeem_code(value: str, *, now: datetime) -> dict[str, Any] | None:
    """Deleting decides: of two that come with the same code, one gets an answer."""
    row = SimulatorGrant.objects.filter(kind="code", digest=_digest(value)).first()
    if row is None or not SimulatorGrant.objects.filter(pk=row.pk).delete()[0]:
        return None
    return dict(row.data) if row.expires_at > now else None


def read_token(value: str, *, now: datetime) -> dict[str, Any] | None:
    row = SimulatorGrant.objects.filter(
        kind="token", digest=_digest(value), expires_at__gt=now
    ).first()
    return dict(row.data) if row else None


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
