"""The audit digest of one tenant, and a witness of it outside the tenant's own schema.

Whoever can rewrite a tenant's schema could still drop its newest digests; their hashes also stand
in the shared audit chain, which no tenant's role can write.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.kernel.audit_digest import (
    WHOLE_DAY,
    BrokenLink,
    DigestReport,
    DigestView,
    seal,
    verify_digests,
)
from motcua.kernel.models import AuditDigest, AuditEntry
from motcua.kernel.schemas import current_schema
from tenants.context import in_public, in_tenant
from tenants.queries.directory import list_active

PUBLIC = "public"
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class AuditReport:
    """``broken_chains``: subject and first broken entry; ``complete`` is false when time ran out
    before all chains were recomputed."""

    chains: int
    entries: int
    broken_chains: tuple[tuple[str, int], ...]
    digests: DigestReport
    complete: bool = True

    @property
    def verified(self) -> bool:
        return self.complete and not self.broken_chains and self.digests.intact

    def as_json(self) -> dict[str, Any]:
        last = self.digests.last_day
        return {
            "verified": self.verified,
            "chains": self.chains,
            "entries": self.entries,
            "broken": [{"subject": s, "entry": n} for s, n in self.broken_chains],
            "digests": self.digests.digests,
            "last_digest": last.isoformat() if last else None,
            "broken_digests": [
                {"day": b.day.isoformat(), "why": b.why, "subject": b.subject, "entry": b.entry}
                for b in self.digests.broken
            ],
        }


def seal_audit(*, day: date, now: datetime, hour: int = WHOLE_DAY) -> DigestView:
    """Seal ``day`` up to ``hour`` in the current schema, witnessed in the shared one."""
    schema = current_schema()
    digest = seal(day=day, now=now, hour=hour)
    if schema != PUBLIC:
        with in_public():
            _witness(schema, digest, now=now)
    return digest


def seal_everywhere(*, day: date, now: datetime) -> int:
    """Every tenant, then the shared schema with the witnesses."""
    tenants = list(list_active())
    for tenant in tenants:
        with in_tenant(tenant.schema_name):
            seal_audit(day=day, now=now)
    with in_public():
        seal_audit(day=day, now=now)
    return len(tenants) + 1


def verify_audit(*, may_go_on: Callable[[], bool] = lambda: True) -> AuditReport:
    """Everything of the current schema: chains, digests, and their witnesses.

    ``may_go_on`` may end the recomputing of chains early; digests are always verified.
    """
    chains, entries, broken, complete = 0, 0, [], True
    for report in audit.verify_all():
        if not may_go_on():
            complete = False
            break
        chains += 1
        entries += report.length
        if report.first_broken is not None:
            broken.append((report.subject, report.first_broken))
    digests = verify_digests()
    unseen = tuple(_unwitnessed())
    if unseen:
        digests = DigestReport(
            digests.digests, digests.sealed_chains, digests.last_day, (*digests.broken, *unseen)
        )
    return AuditReport(chains, entries, tuple(broken[:_MOST_NAMED]), digests, complete)


def last_hour(now: datetime) -> tuple[date, int]:
    """The last full hour in the current time zone: its day, and the hours of it that are over."""
    here = timezone.localtime(now)
    return (here.date(), here.hour) if here.hour else (yesterday(now), WHOLE_DAY)


def yesterday(now: datetime) -> date:
    """The last day that is over in the current time zone."""
    return timezone.localtime(now).date() - timedelta(days=1)


def _witness(schema: str, digest: DigestView, *, now: datetime) -> None:
    subject = _subject(schema)
    seen = AuditEntry.objects.filter(subject=subject, data__number=digest.number).exists()
    if not seen:
        data = {
            "number": digest.number,
            "day": digest.day.isoformat(),
            "hour": digest.hour,
            "hash": digest.hash,
            "key": digest.key,
            "signature": digest.signature,
        }
        audit.record(action="audit.sealed", subject=subject, by=SYSTEM, at=now, data=data)


def _unwitnessed() -> Iterator[BrokenLink]:
    """Digests others saw and that are not, or no longer the same, here."""
    schema = current_schema()
    if schema == PUBLIC:
        return
    with in_public():
        rows = AuditEntry.objects.filter(subject=_subject(schema), action="audit.sealed")
        witnessed = [row.data for row in rows.order_by("sequence")]
    here = dict(AuditDigest.objects.values_list("number", "hash"))
    for seen in witnessed:
        if here.get(seen["number"]) != seen["hash"]:
            yield BrokenLink("digest_not_as_witnessed", date.fromisoformat(seen["day"]))
            return


def _subject(schema: str) -> str:
    return f"audit-digests:{schema}"
