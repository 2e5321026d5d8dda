from motcua.kernel.models.audit import AuditChain, AuditEntry
from motcua.kernel.models.audit_digest import AuditDigest, AuditKey
from motcua.kernel.models.counter import Counter
from motcua.kernel.models.data_key import DataKey
from motcua.kernel.models.idempotency import IdempotencyKey
from motcua.kernel.models.outbox import OutboxEntry

__all__ = [
    "AuditChain",
    "AuditDigest",
    "AuditEntry",
    "AuditKey",
    "Counter",
    "DataKey",
    "IdempotencyKey",
    "OutboxEntry",
]
