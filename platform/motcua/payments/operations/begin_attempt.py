"""Sending a payer to a gateway."""

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.kernel import audit, idempotency
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.ids import new_secret
from motcua.kernel.money import Money
from motcua.payments.domain.lines import from_json
from motcua.payments.domain.views import Redirect
from motcua.payments.errors import OrderNotPayable, ReturnAddressRefused, TooManyAttempts
from motcua.payments.models import OrderStatus, PaymentAttempt, PaymentOrder
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.query_attempt import first_query_at
from motcua.payments.queries.accounts import account_of
from motcua.payments.registry import PayRequest, gateways
from tenants.api import is_sealed_off, tenant_url

LIFETIME: Final = timedelta(minutes=15)
MAX_ATTEMPTS: Final = 30


def begin_attempt(
    *,
    order_id: UUID,
    gateway: str,
    return_url: str,
    ip: str,
    now: datetime,
    by: Actor = ANONYMOUS,
    idempotency_key: str = "",
) -> Redirect:
    """Start paying ``order_id`` by ``gateway``; the payer may do so again while it is unpaid.

    With an ``idempotency_key`` the same form sent twice starts once. The attempt is kept before
    a provider is called, for it may take the money and its answer may be lost. Raises
    ``ProviderUnreachable``, ``OrderMissing``,
    ``OrderNotPayable``, ``GatewayNotConfigured``, ``TooManyAttempts``, and
    ``ReturnAddressRefused`` unless ``return_url`` is on this tenant's own portal.
    """
    _check_return(return_url)
    plugin = gateways.get(gateway)
    if plugin.is_online and is_sealed_off():
        raise OrderNotPayable(_("Bản tập huấn không thu tiền thật. Hãy tập thu tại quầy."))
    account = account_of(gateway)
    with transaction.atomic():
        order = lock_order(order_id)
        attempt = _attempt_of(order, gateway, idempotency_key, by, now)
    url = attempt.pay_url or plugin.begin(_request(order, attempt, return_url, ip), account)
    if plugin.begins_by_call and not attempt.pay_url:
        PaymentAttempt.objects.filter(pk=attempt.pk).update(pay_url=url[:2000])
    parts = urlsplit(url)
    return Redirect(url, f"{parts.scheme}://{parts.netloc}", attempt.id, attempt.reference)


def _attempt_of(
    order: PaymentOrder, gateway: str, key: str, by: Actor, now: datetime
) -> PaymentAttempt:
    claim = None
    if key:
        claim = idempotency.claim(
            scope=f"payments.begin:{order.id}", key=key, fingerprint=gateway, at=now
        )
        if not claim.first:
            return PaymentAttempt.objects.get(pk=claim.result, order=order)
    if order.status != OrderStatus.PENDING:
        raise OrderNotPayable(_("Khoản này đã được nộp hoặc đã hủy."))
    _expire_old(order, now)
    if order.attempts.count() >= MAX_ATTEMPTS:
        raise TooManyAttempts(_("Khoản này đã được thử thanh toán quá nhiều lần."))
    attempt = PaymentAttempt.objects.create(
        order=order,
        gateway=gateway,
        reference=new_secret(length=16),
        amount=order.amount - order.credited,
        currency=order.currency,
        begun_at=now,
        expires_at=now + LIFETIME,
        next_query_at=first_query_at(now) if gateways.get(gateway).answers_queries else None,
    )
    audit.record(
        action="payments.attempt_begun",
        subject=f"order:{order.id}",
        by=by,
        at=now,
        data={"attempt": str(attempt.id), "gateway": gateway, "reference": attempt.reference},
    )
    if claim:
        idempotency.settle(claim, str(attempt.id))
    return attempt


def _request(order: PaymentOrder, attempt: PaymentAttempt, return_url: str, ip: str) -> PayRequest:
    return PayRequest(
        reference=attempt.reference,
        total=Money(attempt.amount, attempt.currency),
        purpose=f"Nop phi {order.reference}",
        return_url=return_url,
        ip=ip,
        language=translation.get_language() or "vi",
        begun_at=attempt.begun_at,
        expires_at=attempt.expires_at or attempt.begun_at + LIFETIME,
        notify_url=tenant_url(f"/thanh-toan/{attempt.gateway.removeprefix('gateway.')}/ipn"),
        order_reference=order.reference,
        payer_name=order.payer_name,
        lines=from_json(order.lines),
    )


def _expire_old(order: PaymentOrder, now: datetime) -> None:
    """Tidy up what was never finished. A payment that arrives later still counts."""
    order.attempts.filter(status="begun", expires_at__lt=now).update(status="expired")


def _check_return(return_url: str) -> None:
    home = tenant_url("/")
    if not return_url.startswith(home) or any(mark in return_url for mark in "\\\r\n\t "):
        raise ReturnAddressRefused(_("Địa chỉ quay về không thuộc cổng này."), field="return_url")
