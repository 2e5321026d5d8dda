"""Where the simulated Stripe keeps its objects, and what time it is there."""

import time
from datetime import UTC, datetime
from typing import Any

from billing.contrib.stripe_simulator.models import SimObject
from billing.contrib.stripe_simulator.wire import API_VERSION, missing
from motcua.kernel.ids import new_id


def make_id(prefix: str) -> str:
    """Later ids sort after earlier ones."""
    return f"{prefix}_{new_id().hex}"


def put(kind: str, data: dict[str, Any], *, customer: str = "") -> dict[str, Any]:
    SimObject.objects.update_or_create(
        id=data["id"], defaults={"kind": kind, "customer": customer, "data": data}
    )
    return data


def take(kind: str, wanted: str, *, lock: bool = False) -> dict[str, Any]:
    """Raises ``StripeFault`` where Stripe says ``resource_missing``."""
    rows = SimObject.objects.select_for_update() if lock else SimObject.objects.all()
    row = rows.filter(kind=kind, id=wanted).first()
    if row is None:
        raise missing(kind, wanted)
    return dict(row.data)


def every(kind: str, *, customer: str = "") -> list[dict[str, Any]]:
    """Newest first."""
    rows = SimObject.objects.filter(kind=kind)
    if customer:
        rows = rows.filter(customer=customer)
    return [dict(row.data) for row in rows.order_by("-id")]


def drop(kind: str, wanted: str) -> None:
    SimObject.objects.filter(kind=kind, id=wanted).delete()


def now_for(customer: str) -> int:
    """Seconds by the test clock the customer hangs on, else by the real one."""
    row = SimObject.objects.filter(kind="customer", id=customer).first()
    clock = row.data.get("test_clock") if row else None
    return int(take("test_helpers.test_clock", clock)["frozen_time"]) if clock else int(time.time())


def tell(kind: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An event; it is sent once the transaction is through."""
    from billing.contrib.stripe_simulator import sending

    data = {name: value for name, value in data.items() if not name.startswith("_")}
    customer = data.get("customer") or (data["id"] if data.get("object") == "customer" else "")
    event = put(
        "event",
        {
            "id": make_id("evt"),
            "object": "event",
            "account": None,
            "api_version": API_VERSION,
            "created": now_for(customer) if customer else int(time.time()),
            "data": {"object": data, **more},
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
        },
        customer=customer or "",
    )
    sending.send_soon(event["id"])
    return event


def month_after(moment: int, months: int = 1) -> int:
    """The same day and time some months later, the last day of a shorter month at most."""
    start = datetime.fromtimestamp(moment, UTC)
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for day in range(start.day, 27, -1):
        try:
            return int(start.replace(year=year, month=month, day=day).timestamp())
        except ValueError:
            continue
    return int(start.replace(year=year, month=month).timestamp())
