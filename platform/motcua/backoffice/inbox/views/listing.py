"""The inbox: tabs, search, filters, one row a dossier."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox import lists
from motcua.backoffice.inbox.lists import Tab
from motcua.backoffice.inbox.paging import pager
from motcua.backoffice.inbox.shell import header, page_number, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseFilter, CaseRow, NationalState
from motcua.catalogue.api import list_published
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick

_MOST_SERVICES = 100


@dataclass(frozen=True, slots=True)
class Line:
    row: CaseRow
    service: str
    may_take: bool


class FilterForm(forms.Form):
    """Kept in the address, so that a list can be bookmarked and gone back to."""

    tim = forms.CharField(
        label=gettext_lazy("Tìm mã hồ sơ hoặc họ tên"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "size": 28}),
    )
    dich_vu = forms.ChoiceField(label=gettext_lazy("Dịch vụ"), required=False)
    trang_thai = forms.ChoiceField(label=gettext_lazy("Trạng thái"), required=False)
    tre = forms.BooleanField(label=gettext_lazy("Chỉ hồ sơ trễ hạn"), required=False)

    def __init__(self, *args: Any, tab: Tab, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "loc-%s", **kwargs})
        services = list_published("", _MOST_SERVICES).items
        named = [(str(card.id), pick(card.name, "vi")) for card in services]
        states = tab.states or tuple(NationalState)
        self._choices("dich_vu", _("Mọi dịch vụ"), named)
        self._choices("trang_thai", _("Mọi trạng thái"), [(str(s.value), s.label) for s in states])

    def wanted(self) -> CaseFilter:
        """A condition that makes no sense is left out rather than refused."""
        self.is_valid()
        data = self.cleaned_data
        state = data.get("trang_thai")
        service = data.get("dich_vu")
        return CaseFilter(
            states=(NationalState(int(state)),) if state else (),
            text=data.get("tim", ""),
            service_id=UUID(service) if service else None,
            late_only=bool(data.get("tre")),
        )

    def _choices(self, name: str, all_label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", all_label), *choices]  # type: ignore[attr-defined]


@staff_screen
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    by.require(casework.Permission.READ)
    tabs = lists.tabs_for(by)
    asked = lists.TABS.get(request.GET.get("muc", ""))
    tab = asked if asked in tabs else lists.first_tab(by)
    form = FilterForm(request.GET, tab=tab)
    wanted, page = form.wanted(), page_number(request)
    found = lists.read(tab, wanted, by=by, now=now, page=page)
    counts = lists.count_tabs(tabs, by=by, now=now)
    context = {
        **header(_("Một cửa")),
        "tab": tab,
        "tabs": [(each, counts.get(each.key)) for each in tabs if each == tab or not each.is_side],
        "form": form,
        "is_filtered": wanted != CaseFilter(),
        "lines": [line_of(row, by) for row in found.items],
        "found": found,
        "pager": pager(request, found.total, page),
        "here": request.get_full_path(),
    }
    return render(request, "backoffice/inbox/list.html", context)


def line_of(row: CaseRow, by: Actor) -> Line:
    return Line(row, pick(dict(row.service_name), "vi"), lists.may_take(row, by))
