"""Append-only record of acts, hash-chained per subject, so that tampering shows.

Each entry's hash covers its content and the hash before it. ``verify_chain`` recomputes the
chain; a changed, removed or inserted row breaks it at a named place.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, transaction

from motcua.kernel import rows
from motcua.kernel.actors import Actor
from motcua.kernel.models import AuditChain, AuditEntry

GENESIS: Final = "0" * 64
ERASURES: Final = "retention"
"""The chain that says which chains were lawfully erased: ``data["erased"]``, a list of subjects."""

_LOCK_HEAD: Final = """
    INSERT INTO kernel_audit_chain (subject, length, head) VALUES (%s, 0, %s)
    ON CONFLICT (subject) DO UPDATE SET length = kernel_audit_chain.length
    RETURNING length, head
"""


@dataclass(frozen=True, slots=True)
class AuditView:
    sequence: int
    action: str
    actor: str
    actor_name: str
    at: datetime
    data: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """``first_broken`` is the sequence number of the first entry that does not verify."""

    subject: str
    length: int
    first_broken: int | None

    @property
    def intact(self) -> bool:
        return self.first_broken is None


def record(
    *, action: str, subject: str, by: Actor, at: datetime, data: dict[str, Any] | None = None
) -> None:
    """Append one act to ``subject``'s chain. Must run inside the transaction of the act, which
    cannot commit without it: there is nothing to go back to in between."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_LOCK_HEAD, [subject, GENESIS])
        length, head = cursor.fetchone()
        entry = _entry(
            subject=subject,
            sequence=length + 1,
            action=action,
            by=by,
            at=at,
            data=data,
            previous=head,
        )
        rows.insert(entry)
        cursor.execute(
            "UPDATE kernel_audit_chain SET length = %s, head = %s WHERE subject = %s",
            [entry.sequence, entry.hash, subject],
        )


def first_rows(
    *, action: str, subject: str, by: Actor, at: datetime, data: dict[str, Any] | None = None
) -> tuple[AuditChain, AuditEntry]:
    """The start of the chain of a subject that is just being created, for ``rows.insert``."""
    chain, *entries = first_acts(subject=subject, acts=[(action, data or {})], by=by, at=at)
    return chain, entries[0]


def first_acts(
    *, subject: str, acts: Sequence[tuple[str, dict[str, Any]]], by: Actor, at: datetime
) -> tuple[AuditChain, *tuple[AuditEntry, ...]]:
    """As ``first_rows``, of several acts at once, each an action with its data."""
    entries: list[AuditEntry] = []
    head = GENESIS
    for sequence, (action, data) in enumerate(acts, start=1):
        entries.append(
            _entry(
                subject=subject,
                sequence=sequence,
                action=action,
                by=by,
                at=at,
                data=data,
                previous=head,
            )
        )
        head = entries[-1].hash
    return AuditChain(subject=subject, length=len(entries), head=head), *entries


def made_again(
    row: AuditEntry, *, actor_name: str, data: dict[str, Any], previous: str, sequence: int
) -> AuditEntry:
    """The same act with other words, as the next entry of a new chain: for copies of a tenant
    without its people."""
    entry = AuditEntry(
        subject=row.subject,
        sequence=sequence,
        action=row.action,
        actor=row.actor,
        actor_name=actor_name[:200],
        at=row.at,
        data=data,
        previous_hash=previous,
    )
    entry.hash = _hash_of(entry)
    return entry


def read_chain(subject: str, *, limit: int = 500) -> list[AuditView]:
    found = AuditEntry.objects.filter(subject=subject).order_by("sequence")[:limit]
    return [_view_of(row) for row in found]


def read_chains(
    subjects: Sequence[str],
    *,
    actions: Collection[str],
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[tuple[str, AuditView]], int]:
    """Acts of several chains, the newest first, each with its subject; and how many there are."""
    found = AuditEntry.objects.filter(subject__in=subjects, action__in=actions)
    if since is not None:
        found = found.filter(at__gte=since)
    if until is not None:
        found = found.filter(at__lt=until)
    rows = found.order_by("-at", "-sequence")[offset : offset + limit]
    return [(row.subject, _view_of(row)) for row in rows], found.count()


def _view_of(row: AuditEntry) -> AuditView:
    return AuditView(
        sequence=row.sequence,
        action=row.action,
        actor=row.actor,
        actor_name=row.actor_name,
        at=row.at,
        data=row.data,
        hash=row.hash,
    )


def verify_chain(subject: str) -> ChainReport:
    """Recompute one chain, including that its head has not been cut off."""
    chain = AuditChain.objects.filter(subject=subject).first()
    previous, position = GENESIS, 0
    for row in AuditEntry.objects.filter(subject=subject).order_by("sequence").iterator():
        position += 1
        if row.sequence != position or row.previous_hash != previous or row.hash != _hash_of(row):
            return ChainReport(subject, position, position)
        previous = row.hash
    if chain is None:
        return ChainReport(subject, position, 1 if position else None)
    if chain.length != position or chain.head != (previous if position else GENESIS):
        return ChainReport(subject, position, position + 1)
    return ChainReport(subject, position, None)


def head_of(subject: str) -> str:
    """The last hash of a chain, which stands for all of it."""
    head = AuditChain.objects.filter(subject=subject).values_list("head", flat=True).first()
    return head or GENESIS


def verify_all() -> Iterator[ChainReport]:
    """Verify every chain of the current schema."""
    chains = set(AuditChain.objects.values_list("subject", flat=True))
    orphans = AuditEntry.objects.exclude(subject__in=chains).values_list("subject", flat=True)
    for subject in sorted(chains | set(orphans)):
        yield verify_chain(subject)


def _entry(
    *,
    subject: str,
    sequence: int,
    action: str,
    by: Actor,
    at: datetime,
    data: dict[str, Any] | None,
    previous: str,
) -> AuditEntry:
    entry = AuditEntry(
        subject=subject,
        sequence=sequence,
        action=action,
        actor=by.reference,
        actor_name=by.name[:200],
        at=at,
        data=json.loads(json.dumps(data or {}, default=str)),
        previous_hash=previous,
    )
    entry.hash = _hash_of(entry)
    return entry


def _hash_of(entry: AuditEntry) -> str:
    content = [
        entry.subject,
        entry.sequence,
        entry.action,
        entry.actor,
        entry.actor_name,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.data,
        entry.previous_hash,
    ]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
