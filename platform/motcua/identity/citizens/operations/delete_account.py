"""Taking an account of the public schema away with all that hangs on it there."""

from typing import Any
from uuid import UUID

from django.db import connection

from motcua.identity.models import Account


def delete_account(account_id: UUID) -> None:
    """The row and all that hangs on it in this schema. Django's own way would also ask tables
    that only tenants have."""
    tables = set(connection.introspection.table_names())
    for relation in Account._meta.related_objects:
        model: Any = relation.related_model
        if model._meta.db_table in tables:
            model._base_manager.filter(**{relation.field.name: account_id}).delete()
    for field in Account._meta.many_to_many:
        through: Any = field.remote_field.through
        through._base_manager.filter(account=account_id).delete()
    rows = Account.objects.filter(pk=account_id)
    rows._raw_delete(rows.db)
