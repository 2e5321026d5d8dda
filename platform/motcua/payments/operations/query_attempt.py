"""Asking the provider when its notice does not come."""

from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.ids import new_id, new_secret
from motcua.payments.domain.views import AttemptView
from motcua.payments.models import MessageKind, PaymentAttempt
from motcua.payments.operations.handle_ipn import process
from motcua.payments.operations.messages import store_message
from motcua.payments.permissions import Permission
from motcua.payments.queries.accounts import account_of
from motcua.payments.queries.rows import attempt_view
from motcua.payments.registry import QueryRequest, gateways


def query_attempt(*, attempt_id: UUID, by: Actor, now: datetime) -> AttemptView:
    """Ask, and settle by the answer exactly as by a notice. Raises ``PermissionMissing``
    without ``payments.read``, ``ProviderUnreachable``, ``GatewayNotConfigured``."""
    by.require(Permission.READ)
    attempt = PaymentAttempt.objects.filter(pk=attempt_id).first()
    if attempt is None:
        raise NotFound(str(attempt_id))
    plugin, account = gateways.get(attempt.gateway), account_of(attempt.gateway)
    said = plugin.query(
        QueryRequest(
            request_id=new_secret(length=20),
            reference=attempt.reference,
            begun_at=attempt.begun_at,
            asked_at=now,
        ),
        account,
    )
    if said is not None and said.reference == attempt.reference:
        message = store_message(
            gateway=attempt.gateway,
            kind=MessageKind.ANSWER,
            identity=str(new_id()),
            content={
                "reference": said.reference,
                "amount": str(said.amount),
                "result": said.result.value,
                "transaction": said.provider_transaction,
                "code": said.provider_code,
            },
            now=now,
        )
        process(message.id, plugin, account, said, now)
    return attempt_view(PaymentAttempt.objects.get(pk=attempt_id))
