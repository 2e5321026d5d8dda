"""A signed digest of the audit chains every hour and every day, each chained to the one before.

A hash chain alone does not show that its end was cut off, that a whole subject is gone, or that
somebody computed all of it anew. The digest keeps how long each chain was and where it ended, and
is signed by a key the database does not hold in clear. ``verify_digests`` names the first link
that no longer agrees.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from motcua.kernel import crypto
from motcua.kernel.audit import ERASURES, GENESIS, verify_chain
from motcua.kernel.errors import Invalid
from motcua.kernel.models import AuditChain, AuditDigest, AuditEntry, AuditKey

WHOLE_DAY: Final = 24
_PURPOSE: Final = "kernel.audit_key"
# Entries are written in transactions; none is open for an hour.
_OVERLAP: Final = timedelta(hours=1)
_BATCH: Final = 5_000
_MOST_NAMED: Final = 20
_LOCK: Final = 0x6D6F7463

_MOVED: Final = """
    SELECT c.subject, c.length, c.head FROM kernel_audit_chain c
    WHERE c.subject IN (SELECT subject FROM kernel_audit_entry WHERE id >= %s)
    ORDER BY c.subject
"""
_DIFFERING: Final = """
    SELECT v.subject, v.length FROM unnest(%s::text[], %s::int[], %s::text[])
        AS v(subject, length, head)
    LEFT JOIN kernel_audit_entry e ON e.subject = v.subject AND e.sequence = v.length
    WHERE e.hash IS DISTINCT FROM v.head ORDER BY v.subject
"""


class DayNotOver(Invalid):
    code = "day_not_over"


@dataclass(frozen=True, slots=True)
class DigestView:
    """``hour``: hours of the day it covers, 24 for the whole day. ``key``: fingerprint of the
    public key, to compare with what was written down elsewhere."""

    number: int
    day: date
    hour: int
    taken_at: datetime
    chains: int
    hash: str
    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place that no longer agrees: a digest, or an entry of a subject."""

    why: str
    day: date
    subject: str = ""
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class DigestReport:
    digests: int
    sealed_chains: int
    last_day: date | None
    broken: tuple[BrokenLink, ...]

    @property
    def intact(self) -> bool:
        return not self.broken


def seal(*, day: date, now: datetime, hour: int = WHOLE_DAY) -> DigestView:
    """Write the digest of ``day`` up to ``hour``, or return the one already written.

    The first one covers all chains there are, later ones those that moved since the one before;
    moments only go forward. Raises ``DayNotOver`` for a day of the future, which would keep the
    days before it unsealed.
    """
    if day > now.date() + timedelta(days=1):
        raise DayNotOver(_("Chưa đến ngày này nên chưa thể niêm phong nhật ký."), day=str(day))
    with transaction.atomic():
        _lock()
        later = Q(day__gt=day) | Q(day=day, hour__gte=hour)
        found = AuditDigest.objects.filter(later).order_by("number").first()
        if found is not None:
            return _view(found)
        previous = AuditDigest.objects.order_by("-number").first()
        lines = list(_moved(previous.taken_at - _OVERLAP if previous else None))
        content = "".join(f"{subject}\t{length}\t{head}\n" for subject, length, head in lines)
        number, key = _signing_key(now)
        digest = AuditDigest(
            number=previous.number + 1 if previous else 1,
            day=day,
            hour=hour,
            taken_at=now,
            chains=len(lines),
            content=zlib.compress(content.encode(), 6),
            content_hash=hashlib.sha256(content.encode()).hexdigest(),
            previous_hash=previous.hash if previous else GENESIS,
            key_number=number,
        )
        digest.hash = _hash_of(digest)
        digest.signature = key.sign(digest.hash.encode())
        digest.save(force_insert=True)
        return _view(digest)


def list_digests(*, limit: int = 60) -> list[DigestView]:
    """The newest first: those of whole days, and of the hours after the last of them."""
    whole = AuditDigest.objects.filter(hour=WHOLE_DAY).order_by("-number")
    since = whole.values_list("number", flat=True).first() or 0
    rows = AuditDigest.objects.filter(Q(hour=WHOLE_DAY) | Q(number__gt=since))
    return [_view(row) for row in rows.order_by("-number")[:limit]]


def verify_digests() -> DigestReport:
    """Signatures, the chain of digests, and every chain as it was when each was taken."""
    broken: list[BrokenLink] = []
    previous, count, chains, last = GENESIS, 0, 0, None
    keys = _public_keys()
    for digest in AuditDigest.objects.order_by("number").iterator(chunk_size=20):
        count, last = count + 1, digest.day
        why = _fault(digest, count, previous, keys)
        if why:
            broken.append(BrokenLink(why, digest.day))
            break
        previous = digest.hash
        lines = list(_lines(digest))
        chains += len(lines)
        broken.extend(_differing(digest, lines))
    return DigestReport(count, chains, last, _first_of_each(broken))


def rotate_audit_key(*, now: datetime) -> int:
    """Sign from now on with a new key; older digests keep theirs."""
    with transaction.atomic():
        _lock()
        return _make_key(now)[0]


def public_keys() -> dict[int, str]:
    """Fingerprints by number, to be written down outside the database."""
    return {number: _fingerprint(key) for number, key in _public_keys().items()}


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])


def _moved(since: datetime | None) -> Iterator[tuple[str, int, str]]:
    """Chains that grew since then; ids of entries are in order of time (UUIDv7)."""
    if since is None:
        yield from AuditChain.objects.order_by("subject").values_list("subject", "length", "head")
        return
    first = UUID(int=int(since.timestamp() * 1000) << 80)
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, [first])
        yield from cursor.fetchall()


def _lines(digest: AuditDigest) -> Iterator[tuple[str, int, str]]:
    for line in zlib.decompress(bytes(digest.content)).decode().splitlines():
        subject, length, head = line.split("\t")
        yield subject, int(length), head


def _fault(
    digest: AuditDigest, number: int, previous: str, keys: dict[int, Ed25519PublicKey]
) -> str:
    """Why a digest itself is not to be believed; empty when it is."""
    if digest.number != number:
        return "digest_missing"
    if digest.previous_hash != previous:
        return "digest_not_chained"
    if not _is_unchanged(digest):
        return "digest_changed"
    key = keys.get(digest.key_number)
    if key is None:
        return "key_missing"
    return "" if _is_signed(digest, key) else "signature_wrong"


def _is_unchanged(digest: AuditDigest) -> bool:
    try:
        content = zlib.decompress(bytes(digest.content))
    except zlib.error:
        return False
    hashed = hashlib.sha256(content).hexdigest()
    return hashed == digest.content_hash and _hash_of(digest) == digest.hash


def _is_signed(digest: AuditDigest, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(bytes(digest.signature), digest.hash.encode())
    except InvalidSignature:
        return False
    return True


def _differing(digest: AuditDigest, lines: list[tuple[str, int, str]]) -> Iterator[BrokenLink]:
    for start in range(0, len(lines), _BATCH):
        batch = lines[start : start + _BATCH]
        with connection.cursor() as cursor:
            cursor.execute(_DIFFERING, [list(column) for column in zip(*batch, strict=True)])
            found = cursor.fetchall()
        for subject, length in found:
            link = _link(digest, subject, length)
            if link is not None:
                yield link


def _link(digest: AuditDigest, subject: str, length: int) -> BrokenLink | None:
    """Where the chain differs from what was sealed; ``None`` when it was lawfully erased."""
    last = AuditEntry.objects.filter(subject=subject).aggregate(last=Max("sequence"))["last"]
    if last is None:
        gone = BrokenLink("subject_gone", digest.day, subject, 1)
        return None if _was_erased(subject) else gone
    first = verify_chain(subject).first_broken
    if first is not None and first <= last:
        return BrokenLink("entry_changed", digest.day, subject, first)
    if last < length:
        return BrokenLink("end_cut_off", digest.day, subject, last + 1)
    return BrokenLink("chain_rewritten", digest.day, subject, length)


def _was_erased(subject: str) -> bool:
    """Lawfully, that is, with an entry in the chain of erasures that itself verifies."""
    rows = AuditEntry.objects.filter(subject=ERASURES, data__erased__contains=[subject])
    return rows.exists() and verify_chain(ERASURES).intact


def _first_of_each(links: Iterable[BrokenLink]) -> tuple[BrokenLink, ...]:
    """A subject broken once shows on every later day, too; the first day names it."""
    found: dict[str, BrokenLink] = {}
    for link in links:
        found.setdefault(link.subject, link)
    return tuple(found.values())[:_MOST_NAMED]


def _hash_of(digest: AuditDigest) -> str:
    content = [
        digest.number,
        digest.day.isoformat(),
        digest.taken_at.astimezone(UTC).isoformat(timespec="microseconds"),
        digest.chains,
        digest.content_hash,
        digest.previous_hash,
        digest.key_number,
    ]
    if digest.hour != WHOLE_DAY:
        content.append(digest.hour)
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def _signing_key(now: datetime) -> tuple[int, Ed25519PrivateKey]:
    row = AuditKey.objects.order_by("-number").first()
    if row is None:
        return _make_key(now)
    return row.number, _private(row)


def _make_key(now: datetime) -> tuple[int, Ed25519PrivateKey]:
    last = AuditKey.objects.order_by("-number").values_list("number", flat=True).first() or 0
    key = Ed25519PrivateKey.generate()
    plain = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    AuditKey.objects.create(
        number=last + 1,
        public=_raw(key.public_key()),
        sealed=crypto.encrypt(plain, purpose=_PURPOSE),
        created_at=now,
    )
    return last + 1, key


def _private(row: AuditKey) -> Ed25519PrivateKey:
    plain = crypto.decrypt(bytes(row.sealed), purpose=_PURPOSE)
    return Ed25519PrivateKey.from_private_bytes(plain)


def _public_keys() -> dict[int, Ed25519PublicKey]:
    """Derived from the sealed halves; a key that does not open, or was swapped, is no key."""
    found = {}
    for row in AuditKey.objects.order_by("number"):
        try:
            key = _private(row).public_key()
        except (InvalidTag, ValueError):
            continue
        if _raw(key) == bytes(row.public):
            found[row.number] = key
    return found


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _fingerprint(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(_raw(key)).hexdigest()[:32]


def _view(row: AuditDigest) -> DigestView:
    public = AuditKey.objects.filter(number=row.key_number).values_list("public", flat=True)
    shown = hashlib.sha256(bytes(public[0])).hexdigest()[:32] if public else ""
    signature = bytes(row.signature).hex()
    return DigestView(
        row.number, row.day, row.hour, row.taken_at, row.chains, row.hash, shown, signature
    )
