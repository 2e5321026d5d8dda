"""Writing to a citizen that their account is going to be deleted, is not, or is gone: by mail, or
where there is none by text message.

What could not be sent is tried again by the sweep; a crash between sending and noting it sends
the same words twice.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid5

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from motcua.identity.citizens.models import AccountClosure, Untold
from motcua.identity.text_senders import send_text
from motcua.kernel.log_lines import failure_of
from tenants.urls import platform_url

log = structlog.get_logger(__name__)
# Then nobody will be told: an address of somebody who is gone is not kept for longer.
_GIVE_UP: Final = timedelta(days=3)
_AT_ONCE: Final = 50


def tell_waiting(*, now: datetime) -> int:
    """Returns how many were told."""
    return sum(_tell_next(pk, now) for pk in _waiting())


def _waiting() -> list[Any]:
    rows = AccountClosure.objects.exclude(untold=Untold.NOTHING).order_by("untold_at")
    return list(rows.values_list("pk", flat=True)[:_AT_ONCE])


def _tell_next(pk: Any, now: datetime) -> bool:
    with transaction.atomic():
        row = (
            AccountClosure.objects.select_for_update(skip_locked=True)
            .exclude(untold=Untold.NOTHING)
            .filter(pk=pk)
            .first()
        )
        if row is None:
            return False
        told = _send(row, now)
        if not told and row.untold_at and now - row.untold_at < _GIVE_UP:
            return False
        row.untold = Untold.NOTHING
        if row.cancelled_at or row.finished_at:
            row.contact = None
        row.save(update_fields=["untold", "contact"])
        return told


def _send(row: AccountClosure, now: datetime) -> bool:
    contact: dict[str, str] = row.contact or {}
    context = {
        "name": contact.get("name", ""),
        "due_at": row.due_at,
        "link": platform_url("/dang-nhap/"),
    }
    try:
        with translation.override(contact.get("lang") or settings.LANGUAGE_CODE):
            subject = render_to_string(f"account/email/closure_{row.untold}_subject.txt", context)
            body = render_to_string(f"account/email/closure_{row.untold}_message.txt", context)
        if contact.get("email"):
            mail = EmailMessage(
                subject=" ".join(subject.split()),
                body=body,
                from_email=settings.DEFAULT_FROM_EMAIL,
                to=[contact["email"]],
                headers={
                    # The same when it is sent again: a mailbox can tell.
                    "Message-ID": f"<{row.untold}.{row.pk}@{settings.MOTCUA_PLATFORM_HOST}>",
                    "Auto-Submitted": "auto-generated",
                },
            )
            mail.send()
        elif contact.get("phone"):
            send_text(
                # The same when it is sent again, as the mail's.
                message_id=uuid5(row.pk, row.untold),
                number=contact["phone"],
                text=f"{' '.join(subject.split())}. {context['link']}",
                now=now,
            )
    except Exception as error:  # noqa: BLE001 -- whatever a mail server may say; tried again
        log.warning("closure_not_told", untold=row.untold, error=failure_of(error))
        return False
    return True
