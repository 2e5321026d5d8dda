"""The inbox on the tenant's own site: the record of what a person was told."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy

from motcua.notifications.domain.views import Recipient
from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import InboxEntry
from motcua.notifications.registry import Channel, Parcel

_OWNERS: Final = {"applicant": "applicant_id", "staff": "staff_id"}


class InboxChannel(Channel):
    key = "channel.inbox"
    stays_inside = True
    title = gettext_lazy("Hộp thư trên cổng")

    def address_of(self, recipient: Recipient) -> str:
        if recipient.applicant_id:
            return f"applicant:{recipient.applicant_id}"
        return f"staff:{recipient.staff_id}" if recipient.staff_id else ""

    def send(self, parcel: Parcel) -> str:
        """Putting the same delivery in again finds it there."""
        kind, _colon, owner = parcel.address.partition(":")
        try:
            owner_id = UUID(owner)
            column = _OWNERS[kind]
        except (ValueError, KeyError) as error:
            raise DeliveryError("not an inbox", permanent=True) from error
        entry, _is_new = InboxEntry.objects.get_or_create(
            delivery_id=parcel.id,
            defaults={
                column: owner_id,
                "title": parcel.title,
                "body": parcel.body,
                "link": parcel.link,
                "created_at": parcel.at,
            },
        )
        return str(entry.id)
