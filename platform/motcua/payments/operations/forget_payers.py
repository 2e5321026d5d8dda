"""Whose fee it was. Amounts, numbers and days of payments stay: they are the authority's books."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Q

from motcua.kernel.schemas import current_schema
from motcua.payments.models import (
    PaymentOrder,
    ProviderMessage,
    Receipt,
    Refund,
    StatementLine,
)

# Accounting vouchers are kept for ten years (Accounting Law 88/2015/QH13, Decree 174/2016).
VOUCHER_YEARS: Final = 10


def forget_payers(*, subjects: Sequence[str]) -> int:
    """Blank the payer of all orders of these subjects; returns how many orders there are.

    A subject's further orders are ``<subject>:2`` and so on. Their receipts keep the payer until
    ``forget_old_payers``.
    """
    wanted = Q(subject__in=subjects)
    for subject in subjects:
        wanted |= Q(subject__startswith=f"{subject}:")
    orders = PaymentOrder.objects.filter(wanted)
    ProviderMessage.objects.filter(attempt__order__in=orders).update(content={})
    StatementLine.objects.filter(attempt__order__in=orders).update(memo="", payer="")
    Refund.objects.filter(order__in=orders).update(note="")
    return orders.update(payer_name="")


def forget_old_payers(*, now: datetime) -> int:
    """Receipts of forgotten orders lose their payer when the books need it no longer."""
    before = now.replace(year=now.year - VOUCHER_YEARS, day=min(now.day, 28))
    due = Receipt.objects.filter(issued_at__lt=before, order__payer_name="").exclude(payer_name="")
    ids = list(due.values_list("pk", flat=True)[:1000])
    if ids:
        with connection.cursor() as cursor:
            cursor.execute("SELECT public.motcua_forget_payers(%s, %s)", [current_schema(), ids])
    return len(ids)
