"""What callers of ``payments`` may meet."""

from motcua.kernel.errors import Conflict, DomainError, Invalid, NotFound


class OrderMissing(NotFound):
    code = "payment_order_missing"


class LinesInvalid(Invalid):
    code = "payment_lines_invalid"


class OrderNotPayable(Conflict):
    """The order is paid or cancelled already."""

    code = "payment_order_not_payable"


class OrderPaidAlready(Conflict):
    """The subject's fee was paid, and it was another fee than the one asked for now."""

    code = "payment_order_paid"


class TooManyAttempts(Conflict):
    code = "payment_too_many_attempts"


class ReasonMissing(Invalid):
    code = "payment_reason_missing"


class ReceiptNotStanding(Conflict):
    """The receipt is not there, or was voided."""

    code = "payment_receipt_not_standing"


class RefundRefused(Conflict):
    """More than came in, not paid at all, or settled already."""

    code = "payment_refund_refused"


class StatementRefused(Invalid):
    """``details``: ``line`` and ``reason`` where one line is to blame."""

    code = "payment_statement_refused"


class LineSettled(Conflict):
    code = "payment_line_settled"


class GatewayNotConfigured(Conflict):
    code = "payment_gateway_not_configured"


class GatewayOptionsInvalid(Invalid):
    code = "payment_gateway_options_invalid"


class ReturnAddressRefused(Invalid):
    code = "payment_return_address_refused"


class SignatureRefused(DomainError):
    """A message that its provider did not sign, or that was altered on the way."""

    code = "payment_signature_refused"
    status = 400


class ProviderUnreachable(DomainError):
    """The provider gave no usable answer; asking again later is right."""

    code = "payment_provider_unreachable"
    status = 503


class AccountRefused(DomainError):
    """The provider answers and does not know the account, or refuses it."""

    code = "payment_account_refused"
    status = 409


class NotSupported(Conflict):
    """The gateway has no such step, as cash has no web page."""

    code = "payment_gateway_lacks_step"
