"""One mail a day instead of one a notice: deliveries of one person that go together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.translation import ngettext

from motcua.notifications.models import Delivery, DeliveryStatus
from motcua.notifications.registry import Parcel

MOST: Final = 50
_RULE: Final = "\n\n– – –\n\n"


def claim_group(row: Delivery, *, now: datetime) -> list[Delivery]:
    """``row`` and what goes with it, locked. Who was sent together once stays together: the mail
    that a killed worker may have sent already is sent again as it was."""
    rows = (
        Delivery.objects.select_related("message")
        .select_for_update(skip_locked=True, of=("self",))
        .filter(message__applicant_id=row.message.applicant_id, channel=row.channel)
        .exclude(pk=row.pk)
        .order_by("id")
    )
    if row.group_id is not None:
        return sorted([row, *rows.filter(group_id=row.group_id)], key=lambda each: each.pk)
    others = rows.filter(
        in_digest=True, group_id=None, status=DeliveryStatus.WAITING, available_at__lte=now
    )
    group = [row, *(each for each in others[:MOST] if each.address == row.address)]
    for each in group:
        each.group_id = row.pk
    return sorted(group, key=lambda each: each.pk)


def parcel_of(rows: Sequence[Delivery], *, now: datetime) -> Parcel:
    """The parcel of one delivery, or of several as one."""
    first = rows[0]
    title, body = first.title, first.body
    if len(rows) > 1:
        with translation.override(first.message.language):
            title = ngettext(
                "%(count)d thông báo mới về hồ sơ của ông/bà",
                "%(count)d thông báo mới về hồ sơ của ông/bà",
                len(rows),
            ) % {"count": len(rows)}
        body = _RULE.join(f"{each.title}\n\n{each.body}" for each in rows)
    return Parcel(
        id=first.group_id or first.pk,
        address=first.address,
        title=title,
        body=body,
        link=first.link,
        language=first.message.language,
        at=now,
        event=first.message.event,
        subject=first.message.subject_ref,
        code=first.message.code,
        is_urgent=first.message.is_urgent,
    )
