"""Who collects the money for us. One provider at most is configured; without one, invoices are our
own and paid by transfer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from billing.domain.plans import Meter
from billing.domain.remote import (
    Preview,
    RemoteCheckout,
    RemoteEvent,
    RemoteInvoice,
    RemoteSubscription,
)
from motcua.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whom the invoices are made out to."""

    tenant_id: UUID
    legal_name: str
    tax_code: str
    address: str
    email: str
    phone: str
    is_exempt: bool
    revision: int
    customer: str
    tax_id: str


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """A plan for a customer. ``key`` makes every try of it one deed."""

    key: str
    customer: str
    plan: str
    seats: int
    tenant_id: UUID
    trial_ends_at: datetime | None = None


class Provider:
    """Every call may raise ``ProviderDown`` (unknown, ask again), ``ProviderRefused`` (no) or
    ``NoSuchRemote``. None is made inside a transaction."""

    key: str

    def is_configured(self) -> bool:
        raise NotImplementedError

    def page_hosts(self) -> tuple[str, ...]:
        """Origins of its own pages, which forms of ours may lead to."""
        return ()

    def ensure_catalogue(self) -> int:
        """Products, prices, meters and the tax rate, as the price list says; how many were made."""
        raise NotImplementedError

    def save_customer(self, buyer: Buyer) -> tuple[str, str]:
        """Make or change; its id there, and the tax id's."""
        raise NotImplementedError

    def begin_checkout(self, ask: PlanAsk, *, done_url: str, left_url: str) -> RemoteCheckout:
        raise NotImplementedError

    def get_checkout(self, checkout_id: str) -> RemoteCheckout:
        raise NotImplementedError

    def expire_checkout(self, checkout_id: str) -> RemoteCheckout:
        """As it is afterwards: one that was finished meanwhile stays finished."""
        raise NotImplementedError

    def portal_url(self, customer: str, *, back_url: str) -> str:
        raise NotImplementedError

    def begin_transfer(self, ask: PlanAsk) -> RemoteSubscription:
        """A subscription whose invoices are sent and paid by transfer."""
        raise NotImplementedError

    def get_subscription(self, subscription_id: str) -> RemoteSubscription:
        raise NotImplementedError

    def list_subscriptions(self, *, customer: str = "") -> list[RemoteSubscription]:
        """All of them that are not ended; of one customer or of everybody."""
        raise NotImplementedError

    def change_plan(self, subscription_id: str, ask: PlanAsk, *, method: str) -> RemoteSubscription:
        """With the difference charged or credited at once."""
        raise NotImplementedError

    def change_seats(self, subscription_id: str, seats: int, *, key: str) -> RemoteSubscription:
        raise NotImplementedError

    def set_ending(self, subscription_id: str, *, ends: bool, key: str) -> RemoteSubscription:
        """End with the period that is paid, or take that back."""
        raise NotImplementedError

    def preview(self, ask: PlanAsk, *, subscription_id: str) -> Preview:
        raise NotImplementedError

    def get_invoice(self, invoice_id: str) -> RemoteInvoice:
        raise NotImplementedError

    def list_invoices(self, *, customer: str = "", since: datetime) -> list[RemoteInvoice]:
        raise NotImplementedError

    def settle_invoice(self, invoice_id: str, *, key: str) -> RemoteInvoice:
        """Paid outside of the provider: by transfer to us."""
        raise NotImplementedError

    def report_usage(
        self, *, customer: str, meter: Meter, amount: int, identifier: str, at: datetime
    ) -> None:
        """The same identifier counts once."""
        raise NotImplementedError

    def read_event(self, payload: bytes, signature: str) -> RemoteEvent:
        """Raises ``SignatureWrong``."""
        raise NotImplementedError


providers: Final[Registry[Provider]] = Registry("billing provider", Provider)


def current_provider() -> Provider | None:
    """The one that is configured; ``None``: invoices are ours, paid by transfer."""
    return next((each for each in providers if each.is_configured()), None)
