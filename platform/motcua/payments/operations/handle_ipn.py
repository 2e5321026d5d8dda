"""The provider's server tells us what happened. This, and not the browser, decides.

Store, verify, lock, compare, settle. The effect of a message and the mark that it was processed
commit together, so the same message ten times, in any order, three days late, does what it did
once (engineering.md 4.2, items 40 and 41). A process killed in between leaves a stored message
without effect, and the provider, not having got its answer, sends it again.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from motcua.kernel.actors import SYSTEM
from motcua.payments.domain.notices import FINAL_OUTCOMES, Outcome, ProviderNotice
from motcua.payments.domain.views import IpnReply
from motcua.payments.errors import GatewayNotConfigured, SignatureRefused
from motcua.payments.models import MessageKind, PaymentAttempt
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.messages import finish_message, lock_message, store_message
from motcua.payments.operations.settle import apply_notice
from motcua.payments.queries.accounts import account_of
from motcua.payments.registry import Account, Gateway, gateways

log = structlog.get_logger(__name__)


def handle_ipn(*, gateway: str, params: Mapping[str, str], now: datetime) -> IpnReply:
    """Take in one message and say what to answer. Never raises for a bad message."""
    plugin = gateways.get(gateway)
    try:
        account = account_of(gateway, even_off=True)
    except GatewayNotConfigured:
        return _reply(plugin, Outcome.NOT_CONFIGURED, params)
    message_id = store_message(
        gateway=gateway,
        kind=MessageKind.NOTICE,
        identity=plugin.identify(params),
        content=params,
        now=now,
    )
    try:
        said = plugin.parse_webhook(params, account)
    except SignatureRefused:
        log.warning("payment_signature_refused", gateway=gateway, message=str(message_id))
        with transaction.atomic():
            locked = lock_message(message_id)
            if locked.outcome not in FINAL_OUTCOMES:
                finish_message(locked, Outcome.BAD_SIGNATURE, attempt=None, now=now)
        return _reply(plugin, Outcome.BAD_SIGNATURE, params)
    return _reply(plugin, process(message_id, plugin, account, said, now), params)


def process(
    message_id: UUID, plugin: Gateway, account: Account, said: ProviderNotice, now: datetime
) -> Outcome:
    """The effect of a stored message whose signature is good."""
    found = PaymentAttempt.objects.filter(gateway=plugin.key, reference=said.reference).first()
    with transaction.atomic():
        order = lock_order(found.order_id) if found else None
        message = lock_message(message_id)
        if message.outcome in FINAL_OUTCOMES:
            return Outcome.REPEATED
        if found is None or order is None or said.merchant != plugin.merchant_of(account):
            return finish_message(message, Outcome.UNKNOWN_REFERENCE, attempt=None, now=now)
        attempt = PaymentAttempt.objects.select_for_update().get(pk=found.pk)
        outcome = apply_notice(order=order, attempt=attempt, said=said, by=SYSTEM, now=now)
        return finish_message(message, outcome, attempt=attempt, now=now)


def _reply(plugin: Gateway, outcome: Outcome, params: Mapping[str, str]) -> IpnReply:
    reply = plugin.reply(outcome, params)
    return IpnReply(outcome=outcome, body=reply.body, status=reply.status)
