"""The conditions of the list, kept in the address: bookmarked, saved by name, gone back to."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.inbox.lists import Tab
from motcua.casework.api import CaseFilter, NationalState, Sort
from motcua.catalogue.api import list_published
from motcua.identity.api import list_staff
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick

_MOST_SERVICES: Final = 100
_MOST_PEOPLE: Final = 200
_SECONDS: Final = 300
_KEPT: Final = ("muc", "tim", "dich_vu", "trang_thai", "nguoi", "tre", "sap")
SORTS: Final[dict[str, Sort]] = {"han": "deadline", "moi": "newest", "cu": "oldest"}


class FilterForm(forms.Form):
    tim = forms.CharField(
        label=gettext_lazy("Tìm mã hồ sơ hoặc họ tên (không cần dấu)"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "size": 28}),
    )
    dich_vu = forms.ChoiceField(label=gettext_lazy("Dịch vụ"), required=False)
    trang_thai = forms.ChoiceField(label=gettext_lazy("Trạng thái"), required=False)
    nguoi = forms.ChoiceField(label=gettext_lazy("Người đang giữ"), required=False)
    sap = forms.ChoiceField(
        label=gettext_lazy("Sắp xếp"),
        required=False,
        choices=[
            ("", gettext_lazy("Theo mục")),
            ("han", gettext_lazy("Còn ít thời gian trước")),
            ("moi", gettext_lazy("Mới nộp trước")),
            ("cu", gettext_lazy("Nộp lâu trước")),
        ],
    )
    tre = forms.BooleanField(label=gettext_lazy("Chỉ hồ sơ trễ hạn"), required=False)

    def __init__(self, *args: Any, tab: Tab, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "loc-%s", **kwargs})
        states = tab.states or tuple(NationalState)
        self._choices("dich_vu", _("Mọi dịch vụ"), _services())
        self._choices("trang_thai", _("Mọi trạng thái"), [(str(s.value), s.label) for s in states])
        if tab.bucket == "unit":
            self._choices("nguoi", _("Mọi người"), _colleagues(by))
        else:
            del self.fields["nguoi"]

    def wanted(self) -> CaseFilter:
        """A condition that makes no sense is left out rather than refused."""
        self.is_valid()
        data = self.cleaned_data
        state = data.get("trang_thai")
        return CaseFilter(
            states=(NationalState(int(state)),) if state else (),
            text=data.get("tim", ""),
            service_id=_uuid(data.get("dich_vu")),
            assignee_id=_uuid(data.get("nguoi")),
            late_only=bool(data.get("tre")),
        )

    def sort(self) -> Sort | None:
        return SORTS.get(self.cleaned_data.get("sap", ""))

    def _choices(self, name: str, all_label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", all_label), *choices]  # type: ignore[attr-defined]


def kept_query(query: QueryDict) -> str:
    """What of an address is worth keeping under a name: conditions, not the page looked at."""
    kept = QueryDict(mutable=True)
    for name in _KEPT:
        if value := query.get(name, "").replace("\x00", "")[:200]:
            kept[name] = value
    return kept.urlencode()


def _services() -> list[tuple[str, str]]:
    """Kept for five minutes: the list of services is the same for everybody and changes rarely."""

    def read() -> list[tuple[str, str]]:
        services = list_published("", _MOST_SERVICES).items
        return [(str(card.id), pick(card.name, "vi")) for card in services]

    found: list[tuple[str, str]] = cache.get_or_set("office-services", read, _SECONDS) or []
    return found


def _colleagues(by: Actor) -> list[tuple[str, str]]:
    def read() -> list[tuple[str, str]]:
        people = list_staff(limit=_MOST_PEOPLE)
        return [
            (str(each.id), each.full_name)
            for each in people
            if {place.agency_id for place in each.assignments} & {None, *by.agency_ids}
        ]

    found: list[tuple[str, str]] = cache.get_or_set(f"office-people:{by.id}", read, _SECONDS) or []
    return found


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
