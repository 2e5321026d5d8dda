"""Telling a person something, once, by the ways the office and the person chose."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.notifications.domain.texts import clean_value
from motcua.notifications.domain.views import Recipient
from motcua.notifications.models import Message
from motcua.notifications.operations.render import path_of
from motcua.notifications.operations.wake import wake_sender
from motcua.notifications.operations.write_deliveries import write_deliveries
from motcua.notifications.queries.words import LANGUAGES, notice_of


def notify(
    *,
    recipient: Recipient,
    template: str,
    context: Mapping[str, object],
    subject: str,
    dedupe_key: str,
    now: datetime,
) -> UUID:
    """Write the notice and what is to be sent, in the caller's transaction; a worker sends it.

    ``template`` is the notice's key, ``subject`` what it is about (``case:<id>``). Calling again
    with the same ``dedupe_key`` returns the same message and sends nothing. ``context["link"]``
    is a path on the tenant's portal. Raises ``UnknownNotice``, ``LinkRefused``.
    """
    notice = notice_of(template)
    path = path_of(context.get("link"))
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            dedupe_key=dedupe_key[:200],
            defaults={
                "event": notice.key,
                "subject_ref": subject[:80],
                "applicant_id": recipient.applicant_id,
                "staff_id": recipient.staff_id,
                "language": recipient.lang if recipient.lang in LANGUAGES else "vi",
                "code": clean_value(context.get("code", ""))[:80],
                "created_at": now,
            },
        )
        if is_new:
            write_deliveries(
                message, notice, recipient=recipient, context=context, path=path, now=now
            )
            transaction.on_commit(wake_sender)
    return message.id
