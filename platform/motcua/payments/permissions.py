from enum import StrEnum


class Permission(StrEnum):
    """What staff may be allowed to do here; roles bundle these (``identity/roles.py``)."""

    COLLECT = "payments.collect"
    READ = "payments.read"
    RECONCILE = "payments.reconcile"
    CONFIGURE = "tenant.configure"
