"""The screens' side of accounts with gateways: what is set, setting it, trying it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, NotFound
from motcua.kernel.ids import new_secret
from motcua.payments.models import GatewayAccount, ReceiptBook
from motcua.payments.operations.configure_gateway import configure_gateway
from motcua.payments.permissions import Permission
from motcua.payments.queries.accounts import in_order
from motcua.payments.registry import Gateway, QueryRequest, gateways

_BOOK_FIELDS: Final = ("form_number", "serial", "unit_name", "tax_code")


@dataclass(frozen=True, slots=True)
class AccountField:
    """One option or secret. ``value`` of a secret is never shown, only that it is there."""

    name: str
    value: str
    is_secret: bool
    is_set: bool
    is_required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountView:
    key: str
    title: str
    method: str
    is_online: bool
    is_set: bool
    is_enabled: bool
    fields: tuple[AccountField, ...]
    updated_at: datetime | None
    tested_at: datetime | None
    test_outcome: str


@dataclass(frozen=True, slots=True)
class ReceiptBookView:
    form_number: str = ""
    serial: str = ""
    unit_name: str = ""
    tax_code: str = ""


def list_accounts() -> list[AccountView]:
    """Every gateway that wants an account, in the order payers see them; those without one last."""
    kept = {row.gateway: row for row in GatewayAccount.objects.all()}
    ordered = in_order({key: row.position for key, row in kept.items()})
    shown = [_view(each, kept.get(each.key)) for each in ordered if each.method != "cash"]
    return sorted(shown, key=lambda each: not each.is_set)


def get_account(key: str) -> AccountView:
    """Raises ``NotFound``."""
    if key not in gateways or gateways.get(key).method == "cash":
        raise NotFound(_("Không có cách nộp này."))
    return _view(gateways.get(key), GatewayAccount.objects.filter(gateway=key).first())


def save_account(
    *, key: str, values: Mapping[str, str], is_enabled: bool, by: Actor, now: datetime
) -> AccountView:
    """``values`` by field; a secret left empty stays as it was. Raises as ``configure_gateway``
    and ``NotFound``."""
    shown = get_account(key)
    kept = GatewayAccount.objects.filter(gateway=key).first()
    secrets: dict[str, Any] = dict(kept.secrets) if kept else {}
    options: dict[str, Any] = {}
    for field in shown.fields:
        given = values.get(field.name, "").strip()
        if field.is_secret and given:
            secrets[field.name] = given
        elif not field.is_secret and given:
            options[field.name] = given
    configure_gateway(
        key=key, options=options, secrets=secrets, by=by, now=now, is_enabled=is_enabled
    )
    return get_account(key)


def move_account_up(*, key: str, by: Actor, now: datetime) -> None:
    """Payers see it one place earlier. Raises ``PermissionMissing`` without
    ``tenant.configure``, ``NotFound`` where it has no account."""
    by.require(Permission.CONFIGURE)
    with transaction.atomic():
        rows = {row.gateway: row for row in GatewayAccount.objects.select_for_update()}
        if key not in rows:
            raise NotFound(_("Không có cách nộp này."))
        ordered = in_order({each: row.position for each, row in rows.items()})
        keys = [each.key for each in ordered if each.key in rows]
        place = keys.index(key)
        keys.insert(max(place - 1, 0), keys.pop(place))
        for position, each in enumerate(keys, 1):
            GatewayAccount.objects.filter(pk=rows[each].pk).update(position=position)
        audit.record(
            action="payments.gateways_ordered",
            subject=f"gateway:{key}",
            by=by,
            at=now,
            data={"order": keys},
        )


def try_account(*, key: str, by: Actor, now: datetime) -> AccountView:
    """Ask the provider about a payment that never was; remember how it answered.

    A transfer's account is tried by making its code. Raises ``PermissionMissing`` without
    ``tenant.configure``, ``NotFound``.
    """
    by.require(Permission.CONFIGURE)
    shown = get_account(key)
    row = GatewayAccount.objects.filter(gateway=key).first()
    if row is None:
        return shown
    outcome = _tried(gateways.get(key), row, now)
    GatewayAccount.objects.filter(pk=row.pk).update(tested_at=now, test_outcome=outcome)
    audit.record(
        action="payments.gateway_tried",
        subject=f"gateway:{key}",
        by=by,
        at=now,
        data={"outcome": outcome},
    )
    return replace(shown, tested_at=now, test_outcome=outcome)


def get_receipt_book() -> ReceiptBookView:
    row = ReceiptBook.objects.first()
    return ReceiptBookView(*(getattr(row, name) for name in _BOOK_FIELDS) if row else ())


def save_receipt_book(*, book: ReceiptBookView, by: Actor, now: datetime) -> None:
    """Later receipts carry this. Raises ``PermissionMissing`` without ``payments.reconcile``."""
    by.require(Permission.RECONCILE)
    given = {name: str(getattr(book, name)).strip() for name in _BOOK_FIELDS}
    ReceiptBook.objects.update_or_create(pk=1, defaults={**given, "updated_at": now})
    audit.record(
        action="payments.receipt_book_set", subject="receipt_book", by=by, at=now, data=given
    )


def _tried(plugin: Gateway, row: GatewayAccount, now: datetime) -> str:
    try:
        account = plugin.check(options=row.options, secrets=row.secrets)
        if plugin.is_online:
            number = new_secret(length=16)
            plugin.probe(QueryRequest(number, f"THU{number[:10]}", now, now), account)
    except DomainError as error:
        return error.code[:40]
    return "ok"


def _view(plugin: Gateway, row: GatewayAccount | None) -> AccountView:
    fields = [
        *_fields(plugin.options_type, row.options if row else {}, is_secret=False),
        *_fields(plugin.secrets_type, row.secrets if row else {}, is_secret=True),
    ]
    return AccountView(
        key=plugin.key,
        title=str(plugin.title),
        method=plugin.method,
        is_online=plugin.is_online,
        is_set=row is not None,
        is_enabled=bool(row and row.is_enabled),
        fields=tuple(fields),
        updated_at=row.updated_at if row else None,
        tested_at=row.tested_at if row else None,
        test_outcome=row.test_outcome if row else "",
    )


def _fields(model: type[Any], values: Mapping[str, Any], *, is_secret: bool) -> list[AccountField]:
    schema = model.model_json_schema().get("properties", {})
    return [
        AccountField(
            name=name,
            value="" if is_secret else str(values.get(name, field.get_default() or "")),
            is_secret=is_secret,
            is_set=bool(values.get(name)),
            is_required=field.is_required(),
            choices=tuple(schema.get(name, {}).get("enum", ())),
        )
        for name, field in model.model_fields.items()
    ]
