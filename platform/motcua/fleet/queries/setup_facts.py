"""What a new agency has already done, found in its own data: nobody ticks anything off."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.api import list_published
from motcua.identity.api import list_agencies, list_everybody
from motcua.kernel.models import AuditChain
from motcua.payments.api import list_gateways
from tenants.api import current_tenant

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


def setup_steps(*, now: Any) -> list[SetupStep]:
    """All steps, in the order they are best taken. A dozen small queries."""
    tenant = current_tenant()
    units = list_agencies()
    people = [each for each in list_everybody(now=now) if each.is_active]
    points = sum(each.is_reception_point for each in units)
    roles = {role for each in people for role in each.roles}
    missing = [role for role in _NEEDED_ROLES if role not in roles]
    services = list_published(limit=1).total
    gateways = list_gateways(is_online=True)
    chosen = bool(tenant.theme.get("chosen"))
    return [
        SetupStep(
            "identity", _("Biểu trưng, màu, mã cơ quan và mẫu mã hồ sơ"),
            _("Người dân nhận ra cơ quan; mọi hồ sơ mang mã này."),
            _("Đã chọn") if chosen else _("Đang dùng màu và mẫu có sẵn"),
            chosen, True, "onboarding:identity",
        ),
        SetupStep(
            "units", _("Đơn vị và nơi tiếp nhận"),
            _("Hồ sơ được chuyển đến đúng đơn vị."),
            _("%(units)d đơn vị, %(points)d nơi tiếp nhận")
            % {"units": len(units), "points": points},
            len(units) > 1 and points > 0, True, "onboarding:units",
        ),
        SetupStep(
            "people", _("Cán bộ và vai trò"),
            _("Ít nhất có người tiếp nhận, thụ lý, ký duyệt và duyệt công bố."),
            _("%(people)d người") % {"people": len(people)}
            + (_(", còn thiếu %(count)d vai trò") % {"count": len(missing)} if missing else ""),
            not missing, True, "onboarding:people",
        ),
        SetupStep(
            "calendar", _("Lịch làm việc"),
            _("Ngày nghỉ và giờ làm việc quyết định ngày hẹn trả."),
            _("Đã chỉnh theo cơ quan") if _has_chain("calendar:") else _("Đang theo lịch chung"),
            _has_chain("calendar:"), False, "calendar:index",
        ),
        SetupStep(
            "payment", _("Tài khoản thu phí"),
            _("Để người dân nộp phí trực tuyến; thu tại quầy thì không cần."),
            ", ".join(each.title for each in gateways) or _("Chỉ thu tại quầy"),
            bool(gateways), False, "finance:accounts",
        ),
        SetupStep(
            "services", _("Dịch vụ đầu tiên"),
            _("Lấy từ thư viện, sửa cho đúng cơ quan rồi công bố."),
            _("%(count)d dịch vụ đang công bố") % {"count": services},
            services > 0, True, "library:index",
        ),
        SetupStep(
            "testers", _("Mời người dùng thử"),
            _("Một hồ sơ thử đi trọn từ nộp đến trả kết quả."),
            _("Đã có hồ sơ") if _has_chain("case:") else
            _("Chưa có hồ sơ nào; gửi địa chỉ của cổng cho người thử"),
            _has_chain("case:"), False, "",
        ),
        SetupStep(
            "live", _("Vận hành chính thức"),
            _("Cổng thôi báo “đang chạy thử” và được máy tìm kiếm đọc."),
            _("Từ %(day)s") % {"day": f"{tenant.live_at:%d/%m/%Y}"} if tenant.live_at
            else _("Chưa"),
            tenant.live_at is not None, False, "",
        ),
    ]  # fmt: skip


def missing_for_live(steps: list[SetupStep]) -> list[str]:
    """Titles of what must be done before the day."""
    return [each.title for each in steps if each.is_needed and not each.is_done]


def _has_chain(prefix: str) -> bool:
    return AuditChain.objects.filter(subject__startswith=prefix).exists()
