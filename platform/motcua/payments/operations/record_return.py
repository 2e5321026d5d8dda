"""The payer's browser comes back. It shows, it never decides."""

from collections.abc import Mapping
from datetime import datetime

from motcua.payments.domain.notices import ProviderNotice
from motcua.payments.domain.views import ReturnView
from motcua.payments.errors import GatewayNotConfigured, SignatureRefused
from motcua.payments.models import MessageKind, PaymentAttempt
from motcua.payments.operations.messages import store_message
from motcua.payments.queries.accounts import account_of
from motcua.payments.queries.rows import order_view
from motcua.payments.registry import gateways


def record_return(*, gateway: str, params: Mapping[str, str], now: datetime) -> ReturnView:
    """What to show. Changes neither order nor attempt, whatever the address says.

    The caller must still check that the person may see ``order``.
    """
    plugin = gateways.get(gateway)
    try:
        said = plugin.parse_return(params, account_of(gateway, even_off=True))
    except (SignatureRefused, GatewayNotConfigured):
        return ReturnView(order=None, is_genuine=False, said="unknown")
    store_message(
        gateway=gateway,
        kind=MessageKind.RETURN,
        identity=plugin.identify(params),
        content=params,
        now=now,
    )
    return _view(gateway, said)


def _view(gateway: str, said: ProviderNotice) -> ReturnView:
    attempt = (
        PaymentAttempt.objects.select_related("order")
        .filter(gateway=gateway, reference=said.reference)
        .first()
    )
    if attempt is None:
        return ReturnView(order=None, is_genuine=True, said="unknown")
    return ReturnView(order=order_view(attempt.order), is_genuine=True, said=said.result)
