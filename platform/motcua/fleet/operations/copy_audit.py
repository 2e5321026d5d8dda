"""The audit of a training copy: who did what when, with invented names, in chains that hold.

An entry's hash covers its words, so the chains are made anew. They prove nothing about the
original, and say so: ``tenant.copied_for_training`` is the last entry of the tenant's own chain.
"""

from itertools import islice
from typing import Final

from motcua.fleet.domain.invented import Inventor
from motcua.kernel.audit import GENESIS, made_again
from motcua.kernel.models import AuditChain, AuditEntry
from tenants.api import TenantView, in_tenant

_BATCH: Final = 500
# Chains about cases and what belongs to them; those about people's accounts stay behind.
_TAKEN: Final = ("case:", "calendar:", "service:")


def copy_audit(*, source: TenantView, target: TenantView, inventor: Inventor) -> int:
    """How many entries. Runs inside the transaction of nobody: a copy is not served before."""
    done = 0
    with in_tenant(source.schema_name):
        subjects = iter(
            [
                each
                for each in AuditChain.objects.values_list("subject", flat=True)
                if each.startswith(_TAKEN)
            ]
        )
    while batch := list(islice(subjects, _BATCH)):
        with in_tenant(source.schema_name):
            rows = list(
                AuditEntry.objects.filter(subject__in=batch).order_by("subject", "sequence")
            )
        entries, heads = _again(rows, inventor)
        with in_tenant(target.schema_name):
            AuditEntry.objects.bulk_create(entries)
            AuditChain.objects.bulk_create(heads)
        done += len(entries)
    return done


def _again(rows: list[AuditEntry], inventor: Inventor) -> tuple[list[AuditEntry], list[AuditChain]]:
    entries: list[AuditEntry] = []
    heads: dict[str, AuditChain] = {}
    for row in rows:
        head = heads.get(row.subject)
        kind, _colon, _id = row.actor.partition(":")
        entry = made_again(
            row,
            actor_name=row.actor_name if kind == "system" else inventor.name(row.actor_name),
            data=inventor.value(row.data),
            previous=head.head if head else GENESIS,
            sequence=(head.length if head else 0) + 1,
        )
        heads[row.subject] = AuditChain(subject=row.subject, length=entry.sequence, head=entry.hash)
        entries.append(entry)
    return entries, list(heads.values())
