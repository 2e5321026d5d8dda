"""The screens of support: an agency's settings, and how its work stands in numbers."""

import re
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.api import NationalState
from motcua.casework.domain.codes import format_code
from motcua.casework.models import Case
from motcua.catalogue.api import list_published
from motcua.fleet.domain.support_screens import SupportField, SupportScreen, SupportTable
from motcua.fleet.errors import DeedRefused
from motcua.fleet.models import SupportScope
from motcua.fleet.operations.mend_queues import dead_entries, failed_deliveries, waiting_work
from motcua.fleet.queries.setup_facts import setup_steps
from motcua.identity.api import ROLES, list_agencies, list_everybody
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.notifications.api import channels, list_templates, reset_template
from motcua.payments.api import list_gateways
from tenants.api import change_profile, check_name, current_tenant

_COLOUR: Final = re.compile(r"^#[0-9a-f]{6}$")
_CONFIGURE: Final = frozenset({"tenant.configure"})


def _checklist(_by: Actor, now: datetime) -> list[SupportTable]:
    rows = tuple(
        (each.title, each.state, _("Xong") if each.is_done else _("Chưa xong"))
        for each in setup_steps(now=now)
    )
    columns = (_("Việc"), _("Hiện có"), _("Tình trạng"))
    return [SupportTable(_("Danh sách bắt đầu"), columns, rows)]


def _identity(_by: Actor, _now: datetime) -> list[SupportTable]:
    return [
        SupportTable(
            _("Nhận diện"),
            (_("Mục"), _("Giá trị")),
            tuple((each.label, each.value) for each in _identity_fields()),
        )
    ]


def _identity_fields() -> list[SupportField]:
    tenant = current_tenant()
    theme = tenant.theme
    return [
        SupportField("short_name", _("Tên gọi ngắn"), tenant.short_name),
        SupportField("brand", _("Màu chính"), theme.get("brand", "#a3151d"), "#0b5d3b"),
        SupportField("accent", _("Màu đường dẫn"), theme.get("accent", "#0b5cad"), "#0b5cad"),
        SupportField("dossier_pattern", _("Mẫu mã hồ sơ"), tenant.dossier_pattern),
    ]


def _change_identity(values: dict[str, str], by: Actor, now: datetime) -> None:
    by.require("tenant.configure")
    tenant = current_tenant()
    colours = {name: values.get(name, "").strip().lower() for name in ("brand", "accent")}
    if not all(map(_COLOUR.match, colours.values())):
        raise DeedRefused(_("Màu viết như #0b5d3b."), field="brand")
    pattern = values.get("dossier_pattern", "").strip()[:80]
    format_code(pattern=pattern, agency="H36", day=date(2026, 6, 15), number=1)
    name = check_name(values.get("short_name", "")[:80], field="short_name")
    change_profile(
        tenant_id=tenant.id,
        short_name=name,
        agency_code=tenant.agency_code,
        dossier_pattern=pattern,
        theme={**tenant.theme, **colours},
    )
    audit.record(
        action="tenant.profile_changed",
        subject=f"tenant:{tenant.id}",
        by=by,
        at=now,
        data={"short_name": name, "dossier_pattern": pattern, **colours},
    )


def _units(_by: Actor, _now: datetime) -> list[SupportTable]:
    rows = tuple(
        (each.code, each.name, _("Có") if each.is_reception_point else "–")
        for each in list_agencies()
    )
    return [SupportTable(_("Đơn vị"), (_("Mã"), _("Tên"), _("Tiếp nhận")), rows)]


def _roles(_by: Actor, now: datetime) -> list[SupportTable]:
    """How many hold each role; who they are is not for support."""
    people = [each for each in list_everybody(now=now) if each.is_active]
    held = [role for each in people for role in each.roles]
    rows = tuple((str(role.label), str(held.count(role.key))) for role in ROLES.values())
    title = _("%(count)d tài khoản đang hoạt động") % {"count": len(people)}
    return [SupportTable(title, (_("Vai trò"), _("Số người")), rows)]


def _payments(_by: Actor, _now: datetime) -> list[SupportTable]:
    rows = tuple(
        (each.title, _("Trực tuyến") if each.is_online else _("Tại quầy"))
        for each in list_gateways()
    )
    return [SupportTable(_("Cách thu đang bật"), (_("Cách thu"), _("Nơi")), rows)]


def _notices(_by: Actor, now: datetime) -> list[SupportTable]:
    own = tuple(
        (each.event, each.channel or _("mọi kênh"), each.subject)
        for each in list_templates()
        if each.is_own
    )
    failed = tuple(
        (each.channel, each.reason, str(each.count)) for each in failed_deliveries(now=now)
    )
    return [
        SupportTable(
            _("Kênh"), (_("Kênh"),), tuple((key,) for key in sorted(each.key for each in channels))
        ),
        SupportTable(_("Mẫu do cơ quan tự viết"), (_("Thông báo"), _("Kênh"), _("Tiêu đề")), own),
        SupportTable(
            _("Gửi không được trong bảy ngày"), (_("Kênh"), _("Lý do"), _("Số lượng")), failed
        ),
    ]


def _notice_fields() -> list[SupportField]:
    return [
        SupportField("event", _("Đặt lại mẫu của thông báo"), "", _("Mã ở bảng trên")),
        SupportField("channel", _("Kênh"), "", _("Để trống: mẫu chung cho mọi kênh")),
    ]


def _reset_notice(values: dict[str, str], by: Actor, now: datetime) -> None:
    event, channel = values.get("event", "").strip(), values.get("channel", "").strip()
    if not any(
        each.is_own and (each.event, each.channel) == (event, channel) for each in list_templates()
    ):
        raise DeedRefused(_("Không có mẫu riêng như vậy."), field="event")
    reset_template(event=event, language="vi", by=by, now=now, channel=channel)


def _services(_by: Actor, _now: datetime) -> list[SupportTable]:
    rows = tuple(
        (each.code, pick(each.name, "vi"), each.level, str(each.version_id))
        for each in list_published(limit=500).items
    )
    columns = (_("Mã thủ tục"), _("Tên"), _("Mức"), _("Phiên bản"))
    return [SupportTable(_("Dịch vụ đang công bố"), columns, rows)]


def _work(_by: Actor, now: datetime) -> list[SupportTable]:
    """Numbers of dossiers by state, and of those whose time is over. No dossier is named."""
    counted = dict(Case.objects.values_list("national_state").annotate(Count("id")))
    states = tuple((state.label, str(counted.get(int(state), 0))) for state in NationalState)
    late = Case.objects.filter(deadline_at__lt=now).count()
    waiting = tuple(
        (each.consumer, str(each.count), f"{timezone.localtime(each.oldest_at):%H:%M %d/%m/%Y}")
        for each in waiting_work()
    )
    dead = tuple(
        (each.consumer, each.reason, f"{timezone.localtime(each.given_up_at):%H:%M %d/%m/%Y}")
        for each in dead_entries()
    )
    title = _("Hồ sơ theo trạng thái; quá hạn: %(late)d") % {"late": late}
    return [
        SupportTable(title, (_("Trạng thái"), _("Số hồ sơ")), states),
        SupportTable(_("Việc đang chờ"), (_("Việc"), _("Số lượng"), _("Cũ nhất")), waiting),
        SupportTable(_("Việc đã thôi thử"), (_("Việc"), _("Lý do"), _("Lúc")), dead),
    ]


def _screen(key: str, label: Any, show: Any, **more: Any) -> SupportScreen:
    return SupportScreen(key, label, more.pop("scope", SupportScope.SETTINGS), show, **more)


SCREENS: Final = (
    _screen("bat_dau", gettext_lazy("Danh sách bắt đầu"), _checklist),
    _screen(
        "nhan_dien",
        gettext_lazy("Tên, màu, mẫu mã hồ sơ"),
        _identity,
        permissions=_CONFIGURE,
        fields=_identity_fields,
        change=_change_identity,
    ),
    _screen("don_vi", gettext_lazy("Đơn vị"), _units),
    _screen("vai_tro", gettext_lazy("Vai trò"), _roles),
    _screen("thu_phi", gettext_lazy("Cách thu"), _payments),
    _screen(
        "thong_bao",
        gettext_lazy("Thông báo"),
        _notices,
        permissions=_CONFIGURE,
        fields=_notice_fields,
        change=_reset_notice,
    ),
    _screen(
        "dich_vu",
        gettext_lazy("Dịch vụ"),
        _services,
        scope=SupportScope.SCREENS,
        permissions=frozenset({"catalogue.read"}),
    ),
    _screen("cong_viec", gettext_lazy("Công việc"), _work, scope=SupportScope.SCREENS),
)
