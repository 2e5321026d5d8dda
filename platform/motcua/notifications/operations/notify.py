"""Telling a person something, once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.views import Recipient
from motcua.notifications.models import Delivery, Message
from motcua.notifications.operations.render import fill_words, path_of, values_of
from motcua.notifications.operations.wake import wake_sender
from motcua.notifications.queries.words import LANGUAGES, notice_of, words_of
from motcua.notifications.registry import channels


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
    language = recipient.lang if recipient.lang in LANGUAGES else "vi"
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            dedupe_key=dedupe_key[:200],
            defaults={
                "event": notice.key,
                "subject_ref": subject[:80],
                "applicant_id": recipient.applicant_id,
                "staff_id": recipient.staff_id,
                "language": language,
                "created_at": now,
            },
        )
        if is_new:
            _write_deliveries(
                message, notice, recipient=recipient, context=context, path=path, now=now
            )
            transaction.on_commit(wake_sender)
    return message.id


def _write_deliveries(
    message: Message,
    notice: Notice,
    *,
    recipient: Recipient,
    context: Mapping[str, object],
    path: str,
    now: datetime,
) -> None:
    addresses = {each.key: each.address_of(recipient) for each in channels}
    reachable = [key for key, address in addresses.items() if address]
    if not reachable:
        return
    values = values_of(notice, {"name": recipient.name, **context}, path=path)
    words = words_of(notice, language=message.language, channels=reachable)
    rendered = {key: channels.get(key).render(fill_words(words[key], values)) for key in reachable}
    Delivery.objects.bulk_create(
        Delivery(
            message=message,
            channel=key,
            address=addresses[key],
            title=rendered[key].subject,
            body=rendered[key].body,
            link=path,
            available_at=now,
        )
        for key in reachable
    )
