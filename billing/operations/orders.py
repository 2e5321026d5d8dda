"""A tenant buys, changes, ends a plan. Written down first, then done at the provider, under the
order's own key: whatever breaks in between, the next try goes on where it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from billing.domain.plans import Meter, get_plan
from billing.domain.prices import PRICES, month_of
from billing.domain.remote import Preview, RemoteCheckout
from billing.errors import (
    NoSuchRemote,
    NotConfigured,
    OrderRefused,
    ProviderDown,
    ProviderRefused,
)
from billing.models import (
    OPEN_STATES,
    BillingProfile,
    OrderState,
    PayMethod,
    PlanOrder,
    Subscription,
    SubscriptionState,
)
from billing.operations.invoicing import begin_own, tax_percent
from billing.operations.profile import ensure_customer
from billing.operations.sync import count_of, sync_invoice, sync_subscription
from billing.provider import PlanAsk, Provider, current_provider
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from tenants.api import in_public

# Stripe takes no trial that ends sooner; what is left is then not waited for.
_LEAST_TRIAL: Final = timedelta(hours=49)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the provider's page leads back to; ``done`` holds ``{CHECKOUT_SESSION_ID}``."""

    done: str
    left: str


@dataclass(frozen=True, slots=True)
class OrderView:
    id: UUID
    plan: str
    method: str
    state: str
    url: str
    error: str


def order_plan(
    *, tenant_id: UUID, plan: str, method: str, addresses: Addresses, by: Actor, now: datetime
) -> OrderView:
    """Buy a plan or change to it. The same wish again goes on with the first one.

    Raises ``OrderRefused``, ``ProviderRefused``; ``ProviderDown`` when it is written down and will
    be tried again.
    """
    _check(tenant_id, plan, method)
    open_order = _open_order(tenant_id)
    if open_order is not None:
        same = (open_order.plan, open_order.method) == (plan, method)
        if same and _is_still_open(open_order):
            return carry_out(open_order.id, addresses=addresses, now=now)
        leave_order(tenant_id=tenant_id, now=now)
    row = _write_down(tenant_id, plan, method, by=by, now=now)
    return carry_out(row.id, addresses=addresses, now=now)


def _check(tenant_id: UUID, plan: str, method: str) -> None:
    if plan not in PRICES or not get_plan(plan).is_offered:
        raise OrderRefused(_("Gói này không bán trực tuyến."), field="plan")
    if method not in (PayMethod.CARD, PayMethod.TRANSFER):
        raise OrderRefused(_("Hãy chọn cách trả tiền."), field="method")
    if method == PayMethod.CARD and current_provider() is None:
        raise OrderRefused(_("Hiện chỉ nhận chuyển khoản."), field="method")
    with in_public():
        if not BillingProfile.objects.filter(tenant_id=tenant_id).exists():
            raise OrderRefused(_("Hãy điền thông tin xuất hóa đơn trước."), field="profile")
        row = Subscription.objects.filter(tenant_id=tenant_id).first()
    if row is None or row.state == SubscriptionState.ENDED or not row.method:
        return
    if row.method != method:
        raise OrderRefused(
            _("Gói đang trả theo cách khác. Hãy dừng gói khi hết kỳ rồi chọn lại cách trả."),
            field="method",
        )
    if row.plan == plan and row.ends_at is None and not row.next_plan:
        raise OrderRefused(_("Cơ quan đang dùng đúng gói này."), field="plan")


def _open_order(tenant_id: UUID) -> PlanOrder | None:
    with in_public():
        return PlanOrder.objects.filter(tenant_id=tenant_id, state__in=OPEN_STATES).first()


def _is_still_open(order: PlanOrder) -> bool:
    provider = current_provider()
    if not order.checkout_id or provider is None:
        return True
    return provider.get_checkout(order.checkout_id).state == "open"


def _write_down(tenant_id: UUID, plan: str, method: str, *, by: Actor, now: datetime) -> PlanOrder:
    try:
        with in_public(), transaction.atomic():
            sub = Subscription.objects.filter(tenant_id=tenant_id).first()
            trial = sub.trial_ends_at if sub and sub.state == SubscriptionState.TRIAL else None
            row = PlanOrder.objects.create(
                id=new_id(),
                tenant_id=tenant_id,
                plan=plan,
                method=method,
                seats=max(1, count_of(tenant_id, Meter.STAFF, "")),
                trial_ends_at=trial if trial and trial > now + _LEAST_TRIAL else None,
                asked_by=by.name[:200],
                asked_at=now,
            )
            audit.record(
                action="billing.plan_ordered",
                subject=f"billing:{tenant_id}",
                by=by,
                at=now,
                data={"plan": plan, "method": method},
            )
    except IntegrityError:
        raise OrderRefused(
            _("Một yêu cầu khác đang được làm. Hãy tải lại trang."), field="plan"
        ) from None
    return row


def carry_out(order_id: UUID, *, addresses: Addresses | None, now: datetime) -> OrderView:
    """Do what was written down, or go on with it. ``addresses``: without them no page is begun."""
    with in_public():
        order = PlanOrder.objects.get(id=order_id)
    if order.state not in OPEN_STATES or order.checkout_url:
        return order_view(order)
    try:
        _do(order, addresses=addresses, now=now)
    except ProviderDown as error:
        _note(order, error=type(error).__name__)
        raise
    except (ProviderRefused, NoSuchRemote) as error:
        _finish(order, OrderState.FAILED, now=now, error=str(error.message))
        raise
    return order_view(order)


def _do(order: PlanOrder, *, addresses: Addresses | None, now: datetime) -> None:
    provider = current_provider()
    if provider is None:
        begin_own(tenant_id=order.tenant_id, plan=order.plan, seats=order.seats, now=now)
        _finish(order, OrderState.DONE, now=now)
        return
    ask = _ask(order, ensure_customer(provider=provider, tenant_id=order.tenant_id))
    here = [each for each in provider.list_subscriptions(customer=ask.customer) if each.is_live]
    if len(here) > 1:
        raise ProviderRefused(_("Có hai gói đang trả cùng lúc; đơn vị vận hành sẽ xử lý."))
    if here:
        remote = here[0]
        if remote.order != ask.key:
            remote = provider.change_plan(remote.id, ask, method=order.method)
            if remote.ends_at is not None:
                remote = provider.set_ending(remote.id, ends=False, key=f"{ask.key}-stay")
    elif order.method == PayMethod.TRANSFER:
        remote = provider.begin_transfer(ask)
    else:
        if addresses is not None:
            made = provider.begin_checkout(ask, done_url=addresses.done, left_url=addresses.left)
            _open(order, made)
        return
    sync_subscription(remote, now=now)
    take_invoices(provider, ask.customer, now=now)
    _finish(order, OrderState.DONE, now=now)


def _ask(order: PlanOrder, customer: str) -> PlanAsk:
    return PlanAsk(
        key=str(order.id),
        customer=customer,
        plan=order.plan,
        seats=order.seats,
        tenant_id=order.tenant_id,
        trial_ends_at=order.trial_ends_at,
    )


def take_invoices(provider: Provider, customer: str, *, now: datetime) -> None:
    """The last two months' invoices of a customer."""
    for invoice in provider.list_invoices(customer=customer, since=now - timedelta(days=62)):
        sync_invoice(invoice, now=now)


def finish_checkout(*, tenant_id: UUID, checkout_id: str, now: datetime) -> OrderView | None:
    """The browser is back: look what became of it. ``None`` for a page that is not the tenant's.

    The notice does the same; whichever comes first.
    """
    with in_public():
        order = PlanOrder.objects.filter(tenant_id=tenant_id, checkout_id=checkout_id).first()
    if order is None:
        return None
    provider = current_provider()
    if provider is None:
        raise NotConfigured("stripe")
    take_checkout(provider, order, provider.get_checkout(checkout_id), now=now)
    return order_view(order)


def take_checkout(
    provider: Provider, order: PlanOrder, found: RemoteCheckout, *, now: datetime
) -> None:
    if found.state == "done":
        if found.subscription:
            sync_subscription(provider.get_subscription(found.subscription), now=now)
            take_invoices(provider, found.customer, now=now)
        _finish(order, OrderState.DONE, now=now)
    elif found.state == "expired":
        _finish(order, OrderState.LEFT, now=now)


def leave_order(*, tenant_id: UUID, now: datetime) -> None:
    """Give the open wish up. A page that was paid meanwhile counts: then ``OrderRefused``."""
    order, provider = _open_order(tenant_id), current_provider()
    if order is None:
        return
    if order.checkout_id and provider is not None:
        found = provider.expire_checkout(order.checkout_id)
        take_checkout(provider, order, found, now=now)
        if found.state == "done":
            raise OrderRefused(_("Lần thanh toán trước đã xong; gói đã đổi."), field="plan")
    if order.state in OPEN_STATES:
        _finish(order, OrderState.LEFT, now=now)


def end_plan(*, tenant_id: UUID, by: Actor, now: datetime) -> None:
    """With the period that is paid; nothing is given back and nothing charged any more."""
    _set_ending(tenant_id, ends=True, by=by, now=now)


def keep_plan(*, tenant_id: UUID, by: Actor, now: datetime) -> None:
    _set_ending(tenant_id, ends=False, by=by, now=now)


def _set_ending(tenant_id: UUID, *, ends: bool, by: Actor, now: datetime) -> None:
    with in_public():
        row = Subscription.objects.filter(tenant_id=tenant_id).first()
    if row is None or not row.method or row.state == SubscriptionState.ENDED:
        raise OrderRefused(_("Chưa có gói nào đang trả tiền."), field="plan")
    if row.provider_id:
        provider = current_provider()
        if provider is None:
            raise NotConfigured("stripe")
        key = f"{row.provider_id}-{int(ends)}-{now:%Y%m%d%H%M}"
        sync_subscription(provider.set_ending(row.provider_id, ends=ends, key=key), now=now)
    with in_public(), transaction.atomic():
        if not row.provider_id:
            moment = (row.period_ends_at or now) if ends else None
            Subscription.objects.filter(pk=row.pk).update(ends_at=moment, next_plan="")
        audit.record(
            action="billing.plan_ending" if ends else "billing.plan_kept",
            subject=f"billing:{tenant_id}",
            by=by,
            at=now,
        )


def preview_plan(*, tenant_id: UUID, plan: str, now: datetime) -> Preview:
    """What choosing the plan costs today and each month after. Changes nothing here."""
    provider = current_provider()
    with in_public():
        row = Subscription.objects.filter(tenant_id=tenant_id).first()
        profile = BillingProfile.objects.filter(tenant_id=tenant_id).first()
        seats = max(1, count_of(tenant_id, Meter.STAFF, ""))
    trial = row.trial_ends_at if row and row.state == SubscriptionState.TRIAL else None
    waits = trial is not None and trial > now + _LEAST_TRIAL
    month = month_of(plan, seats=seats, used={}, tax_percent=tax_percent(profile))
    customer = profile.provider_customer if profile else ""
    if provider is None or not customer:
        return Preview(0 if waits else month.total, month.lines, month.tax, month.total)
    ask = PlanAsk(
        key="preview",
        customer=customer,
        plan=plan,
        seats=seats,
        tenant_id=tenant_id,
        trial_ends_at=trial if waits else None,
    )
    running = row.provider_id if row and row.state != SubscriptionState.ENDED else ""
    return provider.preview(ask, subscription_id=running)


def order_view(order: PlanOrder) -> OrderView:
    return OrderView(
        order.id, order.plan, order.method, order.state, order.checkout_url, order.error
    )


def _open(order: PlanOrder, made: RemoteCheckout) -> None:
    order.state, order.checkout_id, order.checkout_url = OrderState.OPEN, made.id, made.url
    order.error = ""
    with in_public():
        order.save(update_fields=["state", "checkout_id", "checkout_url", "error"])


def _note(order: PlanOrder, *, error: str) -> None:
    order.error = error[:300]
    with in_public():
        order.save(update_fields=["error"])


def _finish(order: PlanOrder, state: OrderState, *, now: datetime, error: str = "") -> None:
    order.state, order.settled_at, order.error = state, now, error[:300]
    with in_public():
        order.save(update_fields=["state", "settled_at", "error"])
