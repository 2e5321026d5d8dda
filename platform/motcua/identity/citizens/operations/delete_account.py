"""Taking an account of the public schema away with all that hangs on it there."""

from typing import Any
from uuid import UUID

from django.db import connection

from motcua.identity.models import Account


def delete_account(account_id: UUID) -> None:
    """The row and all that hangs on it in this schema. Django's own way would also ask tables
    that only tenants have."""
    tables = set(connection.introspection.table_names())
    relations: list[Any] = list(Account._meta.get_fields(include_hidden=True))
    for relation in relations:
        # Hidden ones as well: those without a name on the account, and the tables in between.
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        model = relation.related_model
        if model._meta.db_table in tables:
            model._base_manager.filter(**{relation.field.name: account_id}).delete()
    rows = Account.objects.filter(pk=account_id)
    rows._raw_delete(rows.db)
