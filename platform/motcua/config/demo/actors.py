"""The demonstration's people as actors, found the way a request finds them."""

from datetime import datetime

from motcua.identity.models import Account
from motcua.identity.staff.queries.actor import staff_actor
from motcua.kernel.actors import Actor

ROLE_OF_STEP = {
    "receptionist": "tiepnhan",
    "specialist": "chuyenvien",
    "division_head": "truongphong",
    "leader": "lanhdao",
    "clerk_office": "vanthu",
    "cashier": "thuphi",
    "returner": "traketqua",
}


def staff(username: str, now: datetime) -> Actor:
    return staff_actor(Account.objects.get(username=username), now=now)
