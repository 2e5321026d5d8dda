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


class NotSupported(Conflict):
    """The gateway has no such step, as cash has no web page."""

    code = "payment_gateway_lacks_step"
