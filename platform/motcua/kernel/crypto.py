"""Envelope encryption: each schema has data keys, wrapped by a master key kept outside.

A raw dump of a tenant shows no identity number; deleting a tenant's data keys makes its
encrypted content unreadable for good (crypto-shredding).
"""

import base64
import hashlib
import hmac
import json
import os
import struct
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, models, transaction

from motcua.kernel.models import DataKey
from motcua.kernel.schemas import current_schema

_VERSION: Final = 1
_HEADER: Final = struct.Struct(">BH")
_NONCE_BYTES: Final = 12

# (schema, key number) -> key bytes; number 0 stands for "the newest".
_keys: dict[tuple[str, int], tuple[int, bytes]] = {}
# Schemas whose newest key may yet be rolled back: caching it could seal data with a lost key.
_unsettled: set[str] = set()


def encrypt(plain: bytes, *, purpose: str) -> bytes:
    """Encrypt for the current schema. ``purpose`` is bound in: a value moved to another
    column does not decrypt."""
    number, key = _newest_key()
    nonce = os.urandom(_NONCE_BYTES)
    return _HEADER.pack(_VERSION, number) + nonce + AESGCM(key).encrypt(nonce, plain, _aad(purpose))


def decrypt(sealed: bytes, *, purpose: str) -> bytes:
    """Raises ``cryptography.exceptions.InvalidTag`` when the value was altered or moved."""
    version, number = _HEADER.unpack_from(sealed)
    if version != _VERSION:
        raise ValueError(f"unknown encryption version {version}")
    body = sealed[_HEADER.size :]
    key = _key(number)
    return AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _aad(purpose))


def blind_index(value: str, *, purpose: str) -> str:
    """Keyed hash for finding an encrypted value by equality; differs per schema and purpose."""
    _, key = _first_key()
    message = f"{purpose}\x00{value}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def rotate_data_key() -> int:
    """Add a data key; new values use it, old ones stay readable. Returns its number."""
    last = DataKey.objects.order_by("-number").values_list("number", flat=True).first() or 0
    number = _create_key(last + 1)
    _keys.pop((current_schema(), 0), None)
    return number


def ensure_data_key() -> None:
    """Make the current schema's first key; part of a tenant's birth."""
    _newest_key()


def data_keys() -> dict[int, bytes]:
    """Every key of the current schema in clear: for an export under a passphrase, nothing else."""
    numbers = DataKey.objects.order_by("number").values_list("number", flat=True)
    return {number: _key(number) for number in numbers}


def take_over_keys(keys: dict[int, bytes]) -> None:
    """Put keys of an export in place of those of the current schema, under our master key."""
    DataKey.objects.all().delete()
    forget_keys(current_schema())
    DataKey.objects.bulk_create(
        DataKey(number=number, wrapped=_wrap(key)) for number, key in keys.items()
    )


def forget_keys(schema_name: str) -> None:
    """Drop cached keys of a schema (after cloning or deleting it)."""
    _unsettled.discard(schema_name)
    for cached in [entry for entry in _keys if entry[0] == schema_name]:
        del _keys[cached]


class EncryptedJSONField(models.BinaryField):  # type: ignore[type-arg]
    """JSON kept encrypted in a ``bytea`` column. Cannot be queried, by design."""

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return super().get_db_prep_value(encrypt(plain, purpose=self.purpose), connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return json.loads(decrypt(bytes(value), purpose=self.purpose))

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)


def _aad(purpose: str) -> bytes:
    return purpose.encode()


def _newest_key() -> tuple[int, bytes]:
    schema = current_schema()
    if (schema, 0) in _keys:
        return _keys[schema, 0]
    row = DataKey.objects.order_by("-number").first()
    number = row.number if row else _create_key(1)
    newest = (number, _key(number))
    if schema not in _unsettled:
        _keys[schema, 0] = newest
    return newest


def _first_key() -> tuple[int, bytes]:
    """Key 1 lasts as long as the tenant: blind indexes must not change when keys rotate."""
    _newest_key()
    return 1, _key(1)


def _key(number: int) -> bytes:
    schema = current_schema()
    if (schema, number) in _keys:
        return _keys[schema, number][1]
    row = DataKey.objects.get(number=number)
    key = _unwrap(bytes(row.wrapped))
    if schema not in _unsettled:
        _keys[schema, number] = (number, key)
    return key


def _create_key(number: int) -> int:
    try:
        with transaction.atomic():
            DataKey.objects.create(number=number, wrapped=_wrap(os.urandom(32)))
    except IntegrityError:
        return number  # another process made the same one
    schema = current_schema()
    _unsettled.add(schema)
    transaction.on_commit(lambda: _unsettled.discard(schema))
    return number


def _wrap(key: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_master_key()).encrypt(nonce, key, b"motcua-data-key")


def _unwrap(wrapped: bytes) -> bytes:
    """By the master key, or while that is being exchanged by the one before it."""
    nonce, body = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return AESGCM(_master_key()).decrypt(nonce, body, b"motcua-data-key")
    except InvalidTag:
        if not settings.MOTCUA_MASTER_KEY_OLD:
            raise
    before = base64.b64decode(settings.MOTCUA_MASTER_KEY_OLD)
    return AESGCM(before).decrypt(nonce, body, b"motcua-data-key")


def rewrap_data_keys() -> tuple[int, int]:
    """Put the current schema's keys under the master key of today; values stay as they are.

    Returns how many keys there are and how many were under the one before. Idempotent. Raises
    ``InvalidTag`` for a key that is under neither; then nothing is changed.
    """
    changed = 0
    with transaction.atomic():
        rows = list(DataKey.objects.select_for_update().order_by("number"))
        for row in rows:
            if not _is_under_today(bytes(row.wrapped)):
                row.wrapped = _wrap(_unwrap(bytes(row.wrapped)))
                row.save(update_fields=["wrapped"])
                changed += 1
    return len(rows), changed


def _is_under_today(wrapped: bytes) -> bool:
    try:
        AESGCM(_master_key()).decrypt(
            wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], b"motcua-data-key"
        )
    except InvalidTag:
        return False
    return True


@lru_cache(maxsize=1)
def _master_key() -> bytes:
    """The master key serves all tenants, so caching it without a tenant is right."""
    return base64.b64decode(settings.MOTCUA_MASTER_KEY)
