"""An applicant's own say: channels, language, one mail a day, browsers, and mended addresses."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import http
from motcua.kernel.crypto import blind_index
from motcua.kernel.errors import DomainError
from motcua.notifications.domain.rules import INBOX, Wishes
from motcua.notifications.errors import SubscriptionInvalid
from motcua.notifications.models import Contact, PushSubscription
from motcua.notifications.queries.words import LANGUAGES
from motcua.notifications.registry import channels

MOST_BROWSERS = 10
AUTH_BYTES = 16
_PURPOSE = "notifications.push_endpoint"


def save_wishes(*, applicant_id: UUID, wishes: Wishes, now: datetime) -> None:
    """What is unknown among them is dropped; the inbox cannot be switched off."""
    known = {each.key for each in channels if each.is_for_people} - {INBOX}
    Contact.objects.update_or_create(
        pk=applicant_id,
        defaults={
            "language": wishes.language if wishes.language in LANGUAGES else "",
            "is_digest": wishes.is_digest,
            "turned_off": sorted(wishes.turned_off & known),
            "updated_at": now,
        },
    )


def clear_fault(*, applicant_id: UUID, channel: str, now: datetime) -> None:
    """The address was mended, or works again: it is tried at the next notice."""
    with transaction.atomic():
        row = Contact.objects.select_for_update().filter(pk=applicant_id).first()
        if row is not None and channel in row.faults:
            row.faults = {key: each for key, each in row.faults.items() if key != channel}
            row.updated_at = now
            row.save(update_fields=["faults", "updated_at"])


def subscribe(
    *, applicant_id: UUID, endpoint: str, p256dh: str, auth: str, device: str, now: datetime
) -> None:
    """A browser agreed to web push. The same browser again, or another person's on a shared
    machine, replaces what was there. Raises ``SubscriptionInvalid``."""
    from motcua.notifications.contrib.webpush.channel import seal
    from motcua.notifications.contrib.webpush.vapid import decoded

    keys = {"endpoint": endpoint, "p256dh": p256dh, "auth": auth}
    if len(endpoint) > 1000 or not _leads_out(endpoint):
        raise SubscriptionInvalid(_("Trình duyệt gửi địa chỉ không dùng được."), field="endpoint")
    try:
        if len(decoded(auth)) != AUTH_BYTES:
            raise ValueError("auth")
        seal(b"{}", keys)
    except Exception as error:
        # Whatever a library says of a point that is on no curve: it is none.
        raise SubscriptionInvalid(_("Trình duyệt gửi khóa không dùng được."), field="keys") from (
            error
        )
    with transaction.atomic():
        PushSubscription.objects.update_or_create(
            endpoint_index=blind_index(endpoint, purpose=_PURPOSE),
            defaults={
                "applicant_id": applicant_id,
                "keys": keys,
                "device": device.strip()[:120],
                "created_at": now,
            },
        )
        mine = PushSubscription.objects.filter(applicant_id=applicant_id).order_by("-created_at")
        old = list(mine.values_list("pk", flat=True)[MOST_BROWSERS:])
        PushSubscription.objects.filter(pk__in=old).delete()


def unsubscribe(
    *, applicant_id: UUID, subscription_id: UUID | None = None, endpoint: str = ""
) -> int:
    """One of the person's own browsers, by its row or by its address; returns how many."""
    mine = PushSubscription.objects.filter(applicant_id=applicant_id)
    if subscription_id is not None:
        return mine.filter(pk=subscription_id).delete()[0]
    return mine.filter(endpoint_index=blind_index(endpoint, purpose=_PURPOSE)).delete()[0]


def forget_contact(*, applicant_id: UUID) -> None:
    """Nothing is kept of who is not known here any more."""
    Contact.objects.filter(pk=applicant_id).delete()
    PushSubscription.objects.filter(applicant_id=applicant_id).delete()


def _leads_out(endpoint: str) -> bool:
    parts = urlsplit(endpoint)
    try:
        return bool(parts.hostname) and bool(
            http.checked_address(parts.hostname or "", scheme=parts.scheme)
        )
    except (DomainError, ValueError):
        return False
