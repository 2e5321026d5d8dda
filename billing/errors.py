from motcua.kernel.errors import Conflict, DomainError, Invalid, NotFound


class ProviderDown(DomainError):
    """Nobody knows whether it was done: ask again under the same key."""

    code = "billing_provider_down"
    status = 503


class ProviderRefused(Conflict):
    """The provider answered, and the answer is no."""

    code = "billing_provider_refused"


class NoSuchRemote(NotFound):
    code = "billing_not_at_provider"


class NotConfigured(Conflict):
    code = "billing_not_configured"


class SignatureWrong(Invalid):
    code = "billing_signature_wrong"


class OrderRefused(Conflict):
    code = "billing_order_refused"


class SettlementRefused(Conflict):
    code = "billing_settlement_refused"


class InvoiceMissing(NotFound):
    code = "billing_invoice_missing"


class EventMissing(NotFound):
    code = "billing_event_missing"
