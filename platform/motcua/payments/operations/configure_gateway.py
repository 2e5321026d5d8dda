"""A tenant's account with a gateway."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.payments.models import GatewayAccount
from motcua.payments.permissions import Permission
from motcua.payments.registry import gateways


def configure_gateway(
    *,
    key: str,
    options: Mapping[str, Any],
    secrets: Mapping[str, Any],
    by: Actor,
    now: datetime,
    is_enabled: bool = True,
) -> None:
    """Set the current tenant's account. Raises ``UnknownPlugin``, ``GatewayOptionsInvalid``,
    ``PermissionMissing``. Secrets go sealed into the database and nowhere else."""
    by.require(Permission.CONFIGURE)
    account = gateways.get(key).check(options=options, secrets=secrets)
    with transaction.atomic():
        GatewayAccount.objects.update_or_create(
            gateway=key,
            defaults={
                "is_enabled": is_enabled,
                "options": account.options.model_dump(mode="json"),
                "secrets": account.secrets.model_dump(mode="json"),
                "updated_at": now,
            },
        )
        audit.record(
            action="payments.gateway_configured",
            subject=f"gateway:{key}",
            by=by,
            at=now,
            data={"options": account.options.model_dump(mode="json"), "is_enabled": is_enabled},
        )
