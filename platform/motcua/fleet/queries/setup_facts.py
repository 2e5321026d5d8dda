"""What a new agency has already done, found in its own data: nobody ticks anything off."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue.api import list_published
from motcua.identity.api import get_role, list_agencies, list_everybody
from motcua.kernel.models import AuditChain
from motcua.notifications.models import Delivery
from motcua.payments.api import list_gateways
from tenants.api import TenantView, current_tenant

# Who a dossier passes through, and who lets a service go live.
_NEEDED_ROLES: Final = ("receptionist", "specialist", "leader", "publisher")


@dataclass(frozen=True, slots=True)
class SetupStep:
    """``url_name``: the screen where it is done, if it has one. ``state`` says what was found."""

    key: str
    title: str
    why: str
    state: str
    is_done: bool
    is_needed: bool
    url_name: str


def setup_steps(*, now: datetime) -> list[SetupStep]:
    """All steps, in the order they are best taken. A dozen small queries."""
    tenant = current_tenant()
    return [
        _identity(tenant),
        _units(),
        _people(now),
        _calendar(),
        _payment(),
        _notices(),
        _services(),
        _testers(),
        _live(tenant),
    ]


def _identity(tenant: TenantView) -> SetupStep:
    chosen = bool(tenant.theme.get("chosen"))
    return SetupStep(
        "identity",
        _("Biểu trưng, màu, mã cơ quan và mẫu mã hồ sơ"),
        _("Người dân nhận ra cơ quan; mọi hồ sơ mang mã này."),
        _("Đã chọn") if chosen else _("Đang dùng màu và mẫu có sẵn"),
        is_done=chosen,
        is_needed=True,
        url_name="onboarding:identity",
    )


def _units() -> SetupStep:
    units = list_agencies()
    points = sum(each.is_reception_point for each in units)
    return SetupStep(
        "units",
        _("Đơn vị và nơi tiếp nhận"),
        _("Hồ sơ được chuyển đến đúng đơn vị."),
        _("%(units)d đơn vị, %(points)d nơi tiếp nhận") % {"units": len(units), "points": points},
        is_done=len(units) > 1 and points > 0,
        is_needed=True,
        url_name="onboarding:units",
    )


def _people(now: datetime) -> SetupStep:
    people = [each for each in list_everybody(now=now) if each.is_active]
    held = {role for each in people for role in each.roles}
    missing = [str(get_role(role).label) for role in _NEEDED_ROLES if role not in held]
    state = _("%(people)d người") % {"people": len(people)}
    if missing:
        state += "; " + _("còn thiếu: %(roles)s") % {"roles": ", ".join(missing)}
    return SetupStep(
        "people",
        _("Cán bộ và vai trò"),
        _("Ít nhất có người tiếp nhận, thụ lý, ký duyệt và duyệt công bố."),
        state,
        is_done=not missing,
        is_needed=True,
        url_name="onboarding:people",
    )


def _calendar() -> SetupStep:
    changed = _has_chain("calendar:")
    return SetupStep(
        "calendar",
        _("Lịch làm việc"),
        _("Ngày nghỉ và giờ làm việc quyết định ngày hẹn trả."),
        _("Đã chỉnh theo cơ quan") if changed else _("Đang theo lịch chung"),
        is_done=changed,
        is_needed=False,
        url_name="calendar:index",
    )


def _payment() -> SetupStep:
    gateways = list_gateways(is_online=True)
    return SetupStep(
        "payment",
        _("Tài khoản thu phí"),
        _("Để người dân nộp phí trực tuyến; thu tại quầy thì không cần."),
        ", ".join(each.title for each in gateways) or _("Chỉ thu tại quầy"),
        is_done=bool(gateways),
        is_needed=False,
        url_name="finance:accounts",
    )


def _notices() -> SetupStep:
    sent = Delivery.objects.filter(sent_at__isnull=False).exists()
    return SetupStep(
        "notices",
        _("Kênh thông báo"),
        _("Thư điện tử và hộp thư trên cổng có sẵn, gửi ngay khi hồ sơ đổi trạng thái."),
        _("Đã gửi thông báo đầu tiên") if sent else _("Chưa gửi thông báo nào"),
        is_done=sent,
        is_needed=False,
        url_name="",
    )


def _services() -> SetupStep:
    services = list_published(limit=1).total
    return SetupStep(
        "services",
        _("Dịch vụ đầu tiên"),
        _("Lấy từ thư viện, sửa cho đúng cơ quan rồi công bố."),
        _("%(count)d dịch vụ đang công bố") % {"count": services},
        is_done=services > 0,
        is_needed=True,
        url_name="library:index",
    )


def _testers() -> SetupStep:
    tried = _has_chain("case:")
    waiting = _("Chưa có hồ sơ nào; gửi địa chỉ của cổng cho người thử")
    return SetupStep(
        "testers",
        _("Mời người dùng thử"),
        _("Một hồ sơ thử đi trọn từ nộp đến trả kết quả."),
        _("Đã có hồ sơ") if tried else waiting,
        is_done=tried,
        is_needed=False,
        url_name="",
    )


def _live(tenant: TenantView) -> SetupStep:
    day = tenant.live_at
    return SetupStep(
        "live",
        _("Vận hành chính thức"),
        _("Cổng thôi báo “đang chạy thử” và được máy tìm kiếm đọc."),
        _("Từ %(day)s") % {"day": f"{timezone.localtime(day):%d/%m/%Y}"} if day else _("Chưa"),
        is_done=day is not None,
        is_needed=False,
        url_name="",
    )


def missing_for_live(steps: list[SetupStep]) -> list[str]:
    """Titles of what must be done before the day."""
    return [each.title for each in steps if each.is_needed and not each.is_done]


def _has_chain(prefix: str) -> bool:
    return AuditChain.objects.filter(subject__startswith=prefix).exists()
