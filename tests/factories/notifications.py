"""Recipients and channels for tests."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import requests
from django.test import Client
from requests.adapters import BaseAdapter

from motcua.kernel import http
from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id
from motcua.notifications import api as notifications
from motcua.notifications.contrib.simulator.accounts import account_arguments
from motcua.notifications.contrib.simulator.devices import make_device
from tenants.api import in_public


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


class ToTestClient(BaseAdapter):
    """The network between our hosts and the simulators: what is sent arrives at the test client."""

    def send(self, request: Any, **_options: Any) -> requests.Response:
        parts = urlsplit(request.url)
        headers = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in request.headers.items()
            if name.lower() not in ("content-type", "content-length", "host")
        }
        body = request.body or b""
        with in_public():
            answer = Client(SERVER_NAME=parts.hostname).generic(
                request.method,
                f"{parts.path}?{parts.query}" if parts.query else parts.path,
                body.encode() if isinstance(body, str) else body,
                content_type=request.headers.get("Content-Type", ""),
                **headers,
            )
        made = requests.Response()
        made.status_code, made._content = answer.status_code, answer.content
        return made

    def close(self) -> None: ...


def simulated(monkeypatch: Any, settings: Any, var: Any) -> None:
    """The simulated providers, reached by way of their real addresses; their ledger in ``var``."""

    def session() -> requests.Session:
        made = requests.Session()
        for scheme in ("http://", "https://"):
            made.mount(scheme, ToTestClient())
        return made

    settings.VAR = var
    monkeypatch.setattr(http, "session", session)


def set_up(*names: str, now: datetime, provider: str = "generic") -> None:
    """Accounts of the current tenant with the simulated providers."""
    for name in names:
        given = account_arguments(name, provider=provider)
        notifications.save_channel(**given, by=SYSTEM, now=now)


def browser(applicant_id: UUID, now: datetime, name: str = "may-a") -> None:
    notifications.subscribe(
        applicant_id=applicant_id, **make_device(name), device="Firefox", now=now
    )
