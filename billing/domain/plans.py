"""Plans and what they allow. Numbers are limits a month for flows, standing sums for stocks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.kernel.errors import NotFound

TRIAL_DAYS: Final = 60
EARLY_PERCENT: Final = 80
GIBIBYTE: Final = 1024**3


class PlanMissing(NotFound):
    code = "plan_missing"


class Meter(StrEnum):
    """Services, staff and storage stand; dossiers and messages are a month's."""

    SERVICES = "services"
    STAFF = "staff"
    STORAGE = "storage"
    DOSSIERS = "dossiers"
    MESSAGES = "messages"


MONTHLY: Final = frozenset({Meter.DOSSIERS, Meter.MESSAGES})
# Beyond these nothing new is begun by staff. Dossiers and messages are a citizen's: they are
# counted and announced, never refused; storage neither, for it holds what citizens send.
HARD: Final = frozenset({Meter.SERVICES, Meter.STAFF})
METER_NAMES: Final[dict[Meter, str | Promise]] = {
    Meter.SERVICES: _("Dịch vụ đang công bố"),
    Meter.STAFF: _("Tài khoản cán bộ"),
    Meter.STORAGE: _("Dung lượng tệp"),
    Meter.DOSSIERS: _("Hồ sơ trong tháng"),
    Meter.MESSAGES: _("Tin nhắn, thư trong tháng"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """``limits``: a meter that is missing has none."""

    key: str
    name: str | Promise
    about: str | Promise
    limits: dict[Meter, int]
    is_offered: bool = True


PLANS: Final[dict[str, Plan]] = {
    plan.key: plan
    for plan in (
        Plan(
            "trial",
            _("Dùng thử"),
            _("60 ngày, đủ mọi chức năng, có giới hạn nhỏ. Không cần thanh toán."),
            {
                Meter.SERVICES: 20,
                Meter.STAFF: 30,
                Meter.STORAGE: 2 * GIBIBYTE,
                Meter.DOSSIERS: 500,
                Meter.MESSAGES: 2_000,
            },
        ),
        Plan(
            "commune",
            _("Cấp xã"),
            _("Một xã, phường, đặc khu và các bộ phận trực thuộc."),
            {
                Meter.SERVICES: 400,
                Meter.STAFF: 60,
                Meter.STORAGE: 100 * GIBIBYTE,
                Meter.DOSSIERS: 3_000,
                Meter.MESSAGES: 15_000,
            },
        ),
        Plan(
            "province",
            _("Cấp tỉnh, bộ"),
            _("Cả tỉnh hoặc bộ, mọi đơn vị bên trong."),
            {
                Meter.SERVICES: 3_000,
                Meter.STAFF: 5_000,
                Meter.STORAGE: 5_000 * GIBIBYTE,
                Meter.DOSSIERS: 200_000,
                Meter.MESSAGES: 1_000_000,
            },
        ),
        # For who was there before plans were, and for agreements that set all limits by hand.
        Plan("agreed", _("Theo thỏa thuận"), _("Không giới hạn trừ điều đã thỏa thuận."), {},
             is_offered=False),
    )
}  # fmt: skip


def get_plan(key: str) -> Plan:
    try:
        return PLANS[key]
    except KeyError:
        raise PlanMissing(str(_("Không có gói này.")), field="plan") from None


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of one limit is used; ``limit`` ``None``: as much as one likes. ``is_held``: the
    plan is over or unpaid for long, so that nothing new is begun by staff."""

    meter: Meter
    used: int
    limit: int | None
    is_held: bool = False

    @property
    def percent(self) -> int:
        if self.limit is None:
            return 0
        return self.used * 100 // self.limit if self.limit else 100

    @property
    def is_early(self) -> bool:
        return EARLY_PERCENT <= self.percent < 100

    @property
    def is_reached(self) -> bool:
        return self.percent >= 100

    @property
    def is_refusing(self) -> bool:
        return (self.is_reached or self.is_held) and self.meter in HARD
