from typing import Any

from django.db.models.signals import post_delete, post_save

from tenants.models import Domain, Tenant
from tenants.queries.directory import forget_directory


def connect() -> None:
    for model in (Tenant, Domain):
        for signal in (post_save, post_delete):
            signal.connect(_forget, sender=model, dispatch_uid=f"tenants.forget.{model.__name__}")


def _forget(**_kwargs: Any) -> None:
    """Only the process's own look-up table is dropped: no business logic in signals."""
    forget_directory()
