"""The staff's home page: what waits for the person who signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from motcua.backoffice.inbox import lists
from motcua.casework import api as casework
from motcua.casework.api import NationalState
from motcua.identity.api import ROLES, actor_from_request
from motcua.kernel.actors import Actor
from motcua.workflow.api import tenant_calendar
from tenants.api import current_tenant

SOON_MINUTES: Final = 8 * 60
_CHART_WIDTH: Final = 300
_CHART_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Counter:
    """``count`` as it is shown. ``tone`` is told in words, too: colour alone says nothing."""

    label: str
    count: str
    url: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    width: int
    url: str


class OfficePanel(Component):
    """Counters and a chart for whoever reads dossiers; a greeting for everybody."""

    template_name = "backoffice/inbox/home_panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        request: HttpRequest = parent_context["request"]
        by = actor_from_request(request)
        reads = by.may(casework.Permission.READ)
        return {
            "by": by,
            "tenant_name": current_tenant().name,
            "role_names": [str(ROLES[key].label) for key in sorted(by.roles) if key in ROLES],
            "counters": counters(by) if reads else [],
            "bars": bars(by) if reads else [],
            "chart_width": _CHART_WIDTH,
            "idle_minutes": settings.MOTCUA_STAFF_IDLE_SECONDS // 60,
            "reads": reads,
        }


def counters(by: Actor) -> list[Counter]:
    now = timezone.now()
    tabs = lists.tabs_for(by)
    counts = lists.count_tabs(tabs, by=by, now=now)
    # Lists without a word of their own here are shown once there is something in them.
    shown = [
        Counter(
            _label(tab),
            lists.number(counts[tab.key]),
            _tab_url(tab.key),
            _TONES.get(tab.key, "") if counts[tab.key] else "",
        )
        for tab in tabs
        if counts.get(tab.key) or (tab.key in counts and tab.key in _LABELS)
    ]
    if by.may("reporting.read"):
        late = _numbers(by).open_late
        label, url = _("Trễ hạn toàn đơn vị"), reverse("office:late")
        shown.append(Counter(label, str(late), url, "late" if late else ""))
    return shown


def _numbers(by: Actor) -> casework.CaseNumbers:
    """Counted over everything the actor may read, so kept for a minute."""

    def count() -> casework.CaseNumbers:
        return casework.count_cases(by=by, now=timezone.now(), soon=_soon())

    places = sorted(map(str, by.agency_ids))
    key = sha256(repr((by.may(casework.Permission.READ_ALL), str(by.id), places)).encode())
    found = cache.get_or_set(f"office-numbers:{key.hexdigest()}", count, _CHART_SECONDS)
    return found or count()


def _label(tab: lists.Tab) -> str:
    return _LABELS[tab.key]() if tab.key in _LABELS else str(tab.label)


def bars(by: Actor) -> list[Bar]:
    """Dossiers by state, widest bar for the largest number; empty states are left out."""
    numbers = _numbers(by).by_state
    present = [(state, count) for state, count in numbers.items() if count]
    most = max((count for _state, count in present), default=1)
    return [
        Bar(
            label=state.label,
            count=count,
            width=max(2, round(count * _CHART_WIDTH / most)),
            url=_state_url(state),
        )
        for state, count in present
    ]


def _soon() -> Any:
    return tenant_calendar().add_working_minutes(timezone.now(), SOON_MINUTES)


def _tab_url(key: str) -> str:
    return f"{reverse('office:inbox')}?muc={key}"


def _state_url(state: NationalState) -> str:
    return f"{_tab_url('tat-ca')}&trang_thai={state.value}"


_LABELS: Final = {
    "tiep-nhan": lambda: _("Mới, cần tiếp nhận"),
    "don-vi": lambda: _("Chưa ai nhận"),
    "cua-toi": lambda: _("Việc của tôi"),
    "sap-den-han": lambda: _("Sắp đến hạn"),
    "qua-han": lambda: _("Quá hạn"),
    "cho-cong-dan": lambda: _("Chờ công dân"),
    "theo-doi": lambda: _("Đang theo dõi"),
}
_TONES: Final = {"sap-den-han": "soon", "qua-han": "late"}
