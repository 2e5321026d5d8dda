"""Notices of the provider: kept once, understood later, tried again, shown when nothing helps."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F

from billing.domain.remote import RemoteEvent
from billing.errors import EventMissing, NoSuchRemote, NotConfigured, ProviderDown, ProviderRefused
from billing.models import OPEN_STATES, EventState, PlanOrder, ProviderEvent
from billing.operations.orders import take_checkout
from billing.operations.sync import sync_invoice, sync_subscription, tenant_of_customer
from billing.provider import Provider, current_provider
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from tenants.api import in_public

log = structlog.get_logger(__name__)
# A minute, two, four … half a day: two days in all.
MAX_TRIES: Final = 12
MAX_WAIT: Final = timedelta(hours=12)
# A customer may be made there a moment before we know its number.
STRANGER_TRIES: Final = 3
CLAIM: Final = timedelta(minutes=5)


def take_event(event: RemoteEvent, *, now: datetime) -> bool:
    """Keep it and have it worked on; whether it is new. Never raises for what it says."""
    state = EventState.WAITING if event.is_ours else EventState.STRANGER
    row = ProviderEvent(
        event_id=event.id[:80],
        kind=event.kind[:80],
        object_id=event.object_id[:120],
        account=event.account[:80],
        api_version=event.api_version[:40],
        body=event.body,
        told_at=event.told_at,
        received_at=now,
        state=state,
        try_at=now,
        error="" if event.is_ours else "another account or mode",
    )
    with in_public():
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            seen = ProviderEvent.objects.filter(event_id=row.event_id)
            seen.update(deliveries=F("deliveries") + 1)
            return False
        if state == EventState.WAITING:
            transaction.on_commit(lambda: _wake(row.id))
    return True


def _wake(event_id: UUID) -> None:
    from billing.tasks import process_provider_event

    try:
        process_provider_event.apply_async((str(event_id),))
    except Exception as error:  # noqa: BLE001 -- the sweep finds it
        log.warning("billing_event_not_woken", error=type(error).__name__)


def process_event(event_id: UUID, *, now: datetime) -> str:
    """Work on one that waits; its state afterwards. Doing it twice changes nothing."""
    with in_public():
        mine = ProviderEvent.objects.filter(
            id=event_id, state=EventState.WAITING, try_at__lte=now
        ).update(tries=F("tries") + 1, try_at=now + CLAIM)
        row = ProviderEvent.objects.filter(id=event_id).first()
    if row is None:
        return ""
    if not mine:
        return row.state
    try:
        known, tenant_id = _understand(row, now=now)
    except (ProviderDown, NotConfigured) as error:
        _again(row, type(error).__name__, now=now)
    except NoSuchRemote:
        _settle(row, EventState.DONE, now=now, error="gone at the provider")
    except ProviderRefused as error:
        _settle(row, EventState.FAILED, now=now, error=f"{error.code}: {error.message}")
    except Exception as error:
        log.exception("billing_event_failed", kind=row.kind)
        _settle(row, EventState.FAILED, now=now, error=type(error).__name__)
    else:
        if known:
            _settle(row, EventState.DONE, now=now, tenant_id=tenant_id)
        elif row.tries < STRANGER_TRIES:
            _again(row, "unknown customer", now=now)
        else:
            _settle(row, EventState.STRANGER, now=now, error="unknown customer")
    return row.state


def _understand(row: ProviderEvent, *, now: datetime) -> tuple[bool, UUID | None]:
    """Whether it is anybody's, and whose. Asks the provider how things stand now."""
    provider = current_provider()
    if provider is None:
        raise NotConfigured("stripe")
    if row.kind.startswith("customer.subscription."):
        owner = sync_subscription(provider.get_subscription(row.object_id), now=now)
        return owner is not None, owner
    if row.kind.startswith("invoice.") and row.object_id.startswith("in_"):
        owner = _take_invoice(provider, row.object_id, now=now)
        return owner is not None, owner
    if row.kind.startswith("checkout.session."):
        return _take_checkout(provider, row.object_id, now=now)
    return True, None


def _take_invoice(provider: Provider, invoice_id: str, *, now: datetime) -> UUID | None:
    invoice = provider.get_invoice(invoice_id)
    owner = sync_invoice(invoice, now=now)
    if owner is not None and invoice.subscription:
        sync_subscription(provider.get_subscription(invoice.subscription), now=now)
    return owner


def _take_checkout(
    provider: Provider, checkout_id: str, *, now: datetime
) -> tuple[bool, UUID | None]:
    found = provider.get_checkout(checkout_id)
    with in_public():
        owner = tenant_of_customer(found.customer)
        if owner is None:
            return False, None
        order = PlanOrder.objects.filter(checkout_id=checkout_id, tenant_id=owner).first()
        if order is None:
            # The page was made, but its address never reached us.
            order = PlanOrder.objects.filter(
                tenant_id=owner, state__in=OPEN_STATES, checkout_id=""
            ).first()
    if order is not None:
        take_checkout(provider, order, found, now=now)
    elif found.subscription:
        sync_subscription(provider.get_subscription(found.subscription), now=now)
    return True, owner


def process_waiting(*, now: datetime, limit: int = 100) -> int:
    """Those whose time has come; how many were tried."""
    with in_public():
        ids = list(
            ProviderEvent.objects.filter(state=EventState.WAITING, try_at__lte=now)
            .order_by("try_at")
            .values_list("id", flat=True)[:limit]
        )
    for event_id in ids:
        process_event(event_id, now=now)
    return len(ids)


def retry_event(*, event_id: UUID, by: Actor, now: datetime) -> str:
    """An operator has it tried once more, now. Raises ``EventMissing``."""
    with in_public(), transaction.atomic():
        changed = ProviderEvent.objects.filter(
            id=event_id, state__in=(EventState.FAILED, EventState.STRANGER, EventState.WAITING)
        ).update(state=EventState.WAITING, tries=0, try_at=now, error="")
        if not changed:
            raise EventMissing(str(event_id))
        audit.record(
            action="billing.event_retried", subject=f"billing.event:{event_id}", by=by, at=now
        )
    return process_event(event_id, now=now)


def _again(row: ProviderEvent, error: str, *, now: datetime) -> None:
    if row.tries >= MAX_TRIES:
        _settle(row, EventState.FAILED, now=now, error=error)
        return
    row.try_at = now + min(MAX_WAIT, timedelta(minutes=2 ** max(0, row.tries - 1)))
    row.error = error
    with in_public():
        row.save(update_fields=["try_at", "error"])


def _settle(
    row: ProviderEvent,
    state: EventState,
    *,
    now: datetime,
    error: str = "",
    tenant_id: UUID | None = None,
) -> None:
    row.state, row.error, row.done_at, row.tenant_id = state, error[:300], now, tenant_id
    with in_public():
        row.save(update_fields=["state", "error", "done_at", "tenant_id"])
