"""Reminders by mail, early and once each: trials that end, invoices that fall due. Nothing here
touches a citizen: beyond the grace only what staff would begin anew waits (``is_held``)."""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.models import (
    BillingProfile,
    Invoice,
    InvoiceNotice,
    InvoiceState,
    Subscription,
    SubscriptionState,
)
from motcua.identity.api import list_staff
from motcua.kernel.money import Money
from tenants.api import TenantMissing, get_tenant, host_url, in_public, in_tenant

log = structlog.get_logger(__name__)
TRIAL_DAYS: Final = (14, 7, 1)
DUE_DAYS_BEFORE: Final = 7
_PAGE: Final = "/quan-tri/goi-dich-vu/"


@dataclass(frozen=True, slots=True)
class _Letter:
    tenant_id: UUID
    subject: str
    stage: str
    title: str
    body: str


def remind(*, now: datetime) -> int:
    """Everything that is due; how many reminders went out."""
    letters = [*_trials(now), *_invoices(now)]
    return sum(_send_once(letter, now=now) for letter in letters)


def mark_overdue(*, now: datetime) -> int:
    """Our own invoices that nobody paid in time; a provider says so itself for its own."""
    with in_public():
        late = Invoice.objects.filter(
            provider_id="", state=InvoiceState.OPEN, due_at__lt=now
        ).order_by("due_at")
        marked = 0
        for invoice in late:
            marked += Subscription.objects.filter(
                tenant_id=invoice.tenant_id,
                provider_id="",
                state=SubscriptionState.ACTIVE,
            ).update(state=SubscriptionState.PAST_DUE, past_due_at=invoice.due_at)
    return marked


def _trials(now: datetime) -> list[_Letter]:
    with in_public():
        rows = list(
            Subscription.objects.filter(
                state=SubscriptionState.TRIAL,
                method="",
                trial_ends_at__lte=now + timedelta(days=TRIAL_DAYS[0]),
            )
        )
    found = []
    for row in rows:
        left = (row.trial_ends_at or now) - now
        stage = next((day for day in reversed(TRIAL_DAYS) if left <= timedelta(days=day)), None)
        if stage is None:
            continue
        day = f"{timezone.localtime(row.trial_ends_at):%d/%m/%Y}"
        is_over = left <= timedelta(0)
        title = _("Thời gian dùng thử đã hết") if is_over else _("Dùng thử còn đến %s") % day
        body = _(
            "Thời gian dùng thử kết thúc ngày %(day)s. Sau ngày này, hồ sơ của người dân vẫn được "
            "nhận và giải quyết; dịch vụ mới và tài khoản mới phải chờ đến khi chọn gói."
        ) % {"day": day}
        key = "over" if is_over else f"{stage}"
        found.append(_Letter(row.tenant_id, f"trial:{day}", key, title, body))
    return found


def _invoices(now: datetime) -> list[_Letter]:
    with in_public():
        rows = list(
            Invoice.objects.filter(state=InvoiceState.OPEN, due__gt=0).order_by("issued_at")
        )
        held = {
            row.tenant_id for row in Subscription.objects.filter(state=SubscriptionState.PAST_DUE)
        }
    found = []
    for row in rows:
        stage = _stage(row, now=now, is_past_due=row.tenant_id in held)
        if stage:
            found.append(_invoice_letter(row, stage))
    return found


def _stage(row: Invoice, *, now: datetime, is_past_due: bool) -> str:
    """The furthest stage it has reached; empty while there is time."""
    if row.due_at is None:
        # A card that was declined: there is no due date, the failure is the news.
        return "failed" if is_past_due else ""
    grace = timedelta(days=settings.MOTCUA_BILLING_GRACE_DAYS)
    if row.due_at + grace <= now:
        return "held"
    if row.due_at <= now:
        return "due"
    return "soon" if row.due_at - timedelta(days=DUE_DAYS_BEFORE) <= now else ""


def _invoice_letter(row: Invoice, stage: str) -> _Letter:
    day = f"{timezone.localtime(row.due_at):%d/%m/%Y}" if row.due_at else ""
    titles = {
        "soon": _("Hóa đơn %s sắp đến hạn"),
        "due": _("Hóa đơn %s đã quá hạn"),
        "held": _("Hóa đơn %s quá hạn lâu: tạm dừng việc mở mới"),
        "failed": _("Hóa đơn %s chưa thu được qua thẻ"),
    }
    body = _(
        "Số tiền: %(amount)s. Hạn: %(day)s. Hồ sơ của người dân vẫn được nhận và giải quyết trong "
        "mọi trường hợp. Nếu quá hạn lâu, dịch vụ mới và tài khoản mới phải chờ."
    ) % {"amount": Money(row.due).display(), "day": day or "–"}
    return _Letter(
        row.tenant_id, f"invoice:{row.id}", stage, titles[stage] % (row.number or row.memo), body
    )


def _send_once(letter: _Letter, *, now: datetime) -> bool:
    """Marked when it is on its way: a mail server that is down is asked again."""
    with in_public():
        given = InvoiceNotice.objects.filter(
            tenant_id=letter.tenant_id, subject=letter.subject, stage=letter.stage
        )
        if given.exists():
            return False
    try:
        tenant = get_tenant(letter.tenant_id)
    except TenantMissing:
        return False
    body = f"{letter.body}\n\n{host_url(tenant.primary_host, _PAGE)}"
    sent = [_send(to, letter.title, body) for to in _recipients(letter.tenant_id)]
    if not any(sent):
        return False
    with in_public():
        _row, made = InvoiceNotice.objects.get_or_create(
            tenant_id=letter.tenant_id,
            subject=letter.subject,
            stage=letter.stage,
            defaults={"given_at": now},
        )
    return made


def _recipients(tenant_id: UUID) -> list[str]:
    """Whom the invoices go to, and the technicians."""
    with in_public():
        profile = BillingProfile.objects.filter(tenant_id=tenant_id).first()
    with in_tenant(get_tenant(tenant_id).schema_name):
        people = [each.email for each in list_staff(role="tech_admin") if each.email]
    return sorted({*people, *([profile.email] if profile else [])})


def _send(to: str, title: str, body: str) -> bool:
    letter = EmailMessage(
        subject=title,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(letter.send())
    except (smtplib.SMTPException, OSError) as error:
        log.warning("billing_letter_failed", error=type(error).__name__)
        return False
