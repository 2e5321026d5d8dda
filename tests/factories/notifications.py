"""Recipients and channels for tests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.kernel.ids import new_id
from motcua.notifications import api as notifications


def recipient(**changes: Any) -> notifications.Recipient:
    given = {"applicant_id": new_id(), "email": "nguoi.dan@example.vn", "name": "Nguyễn Văn A"}
    return notifications.Recipient(**(given | changes))


def notify(to: notifications.Recipient, now: datetime, **changes: Any) -> UUID:
    given: dict[str, Any] = {
        "template": "received",
        "context": {
            "code": "H36-260615-0001",
            "service": "Trích lục hộ tịch",
            "due": "17/06/2026",
            "link": "/ho-so/1/",
        },
        "subject": "case:1",
        "dedupe_key": f"received:{new_id()}",
    }
    return notifications.notify(recipient=to, now=now, **(given | changes))


class FlakyChannel(notifications.Channel):
    """Raises what it is told to, else keeps what it was given."""

    key = "channel.flaky"
    title = "flaky"

    def __init__(self, *failures: BaseException | None) -> None:
        self.failures = list(failures)
        self.sent: list[notifications.Parcel] = []

    def address_of(self, recipient: notifications.Recipient) -> str:
        return recipient.phone

    def send(self, parcel: notifications.Parcel) -> str:
        failure = self.failures.pop(0) if self.failures else None
        if isinstance(failure, notifications.DeliveryError):
            raise failure
        self.sent.append(parcel)
        if failure is not None:
            raise failure
        return f"sent-{parcel.id}"
