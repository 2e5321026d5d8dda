"""Whatever happens to notices on the way, the end is that of one ordered delivery."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.payments import api as payments
from motcua.payments.models import PaymentAttempt, PaymentOrder, ProviderMessage, Receipt
from tests.factories import payments as make

pytestmark = pytest.mark.django_db

CODES = st.sampled_from(["00", "24", "51", "07"])
# What each of two attempts is really told, in order.
STORIES = st.tuples(st.lists(CODES, max_size=3), st.lists(CODES, max_size=2))
# Forgeries and strays thrown in between.
STRAYS = st.lists(
    st.sampled_from(["altered", "other secret", "amount", "merchant", "foreign"]), max_size=4
)


class _Undo(Exception):
    pass


def messages_of(story, attempts):
    return [
        make.notice(attempt.reference, code=code)
        for attempt, codes in zip(attempts, story, strict=True)
        for code in codes
    ]


def stray(kind, reference):
    if kind == "altered":
        failed = make.notice(reference, code="24")
        return {**failed, "vnp_ResponseCode": "00", "vnp_TransactionStatus": "00"}
    if kind == "other secret":
        return make.notice(reference, secret="another")
    if kind == "amount":
        return make.notice(reference, amount=1)
    if kind == "merchant":
        return make.notice(reference, merchant="OTHER001")
    return make.notice("REFERENCE-OF-ANOTHER-TENANT")


def final_state(order, deliveries, now):
    """Deliver, look, undo."""
    state = None
    try:
        with transaction.atomic():
            for hours, message in deliveries:
                later = now + timedelta(hours=hours)
                payments.handle_ipn(gateway=make.VNPAY, params=message, now=later)
            attempts = PaymentAttempt.objects.filter(order_id=order.id)
            row = PaymentOrder.objects.get(pk=order.id)
            state = {
                "order": row.status,
                "is_settled": (row.paid_at is not None, row.paid_by_attempt_id is not None),
                "attempts": sorted((each.reference, each.status) for each in attempts),
                "refunds": attempts.filter(refund_due_at__isnull=False).count(),
                "receipts": Receipt.objects.filter(order_id=order.id).count(),
                "unprocessed": ProviderMessage.objects.filter(processed_at=None).count(),
            }
            raise _Undo
    except _Undo:
        return state


@given(data=st.data(), story=STORIES, strays=STRAYS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_doubled_shuffled_forged_and_late_notices_end_as_the_ordered_ones(
    vnpay, now, data, story, strays
):
    with transaction.atomic():
        order = make.open_order(now, subject="case:property")
        attempts = [make.begin(order, now), make.begin(order, now)]
        ordered = messages_of(story, attempts)
        expected = final_state(order, [(0, message) for message in ordered], now)

        doubled = ordered * data.draw(st.integers(1, 3))
        doubled += [stray(kind, attempts[0].reference) for kind in strays]
        shuffled = data.draw(st.permutations(doubled))
        hours = [data.draw(st.integers(0, 72)) for _ in shuffled]
        deliveries = list(zip(hours, shuffled, strict=True))
        assert final_state(order, deliveries, now) == expected
        transaction.set_rollback(True)
