"""The same request sent twice has one effect and gets one answer."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from motcua.kernel.errors import Conflict
from motcua.kernel.models import IdempotencyKey


class IdempotencyConflict(Conflict):
    code = "idempotency_conflict"


@dataclass(frozen=True, slots=True)
class Claim:
    """``first`` tells whether the caller must do the work; else ``result`` is the answer."""

    scope: str
    key: str
    first: bool
    result: str


def fingerprint_of(content: Any) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def claim(*, scope: str, key: str, fingerprint: str, at: datetime) -> Claim:
    """Take ``key`` inside the current transaction; a rival waits here until it ends.

    Raises ``IdempotencyConflict`` when the key was used for something else.
    """
    if not key or len(key) > 255:
        raise IdempotencyConflict(_("Mã chống gửi lặp không hợp lệ."))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_idempotency_key (scope, key, fingerprint, result, created_at)"
            " VALUES (%s, %s, %s, '', %s) ON CONFLICT (scope, key) DO NOTHING",
            [scope, key, fingerprint, at],
        )
        if cursor.rowcount == 1:
            return Claim(scope, key, True, "")
    row = IdempotencyKey.objects.get(scope=scope, key=key)
    if row.fingerprint != fingerprint:
        raise IdempotencyConflict(_("Yêu cầu này đã được gửi trước đó với nội dung khác."))
    return Claim(scope, key, False, row.result)


def settle(taken: Claim, result: str) -> None:
    """Remember the answer for those who ask again."""
    IdempotencyKey.objects.filter(scope=taken.scope, key=taken.key).update(result=result)
