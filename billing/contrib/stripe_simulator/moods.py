"""How the simulated Stripe feels; kept in its own table, so that all processes know."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from billing.contrib.stripe_simulator.models import SimObject

MOODS: Final = {
    "well": _("Bình thường"),
    "slow": _("Chậm 3 giây"),
    "down": _("Ngừng: không làm gì, báo 503"),
    "lost": _("Làm xong nhưng không trả lời"),
    "twice": _("Gửi mỗi thông báo hai lần"),
    "late": _("Giữ thông báo lại, gửi khi được bảo"),
    "reversed": _("Gửi thông báo ngược thứ tự"),
    "silent": _("Không gửi thông báo nào"),
}
SLOW_SECONDS: Final = 3.0
_ID: Final = "mood"


def mood() -> str:
    row = SimObject.objects.filter(id=_ID).first()
    return str(row.data["mood"]) if row else "well"


def set_mood(wanted: str) -> None:
    """Raises ``ValueError`` for a mood there is not."""
    if wanted not in MOODS:
        raise ValueError(wanted)
    data: Any = {"mood": wanted}
    SimObject.objects.update_or_create(id=_ID, defaults={"kind": "simulator.mood", "data": data})
