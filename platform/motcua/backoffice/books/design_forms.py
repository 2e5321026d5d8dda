"""The texts and choices of a paper design as fields; what may stand in them is paperwork's."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.api import PaperKind
from motcua.casework.papers.design import (
    HEAD_SLOTS,
    KIND_SLOTS,
    NO_EMBLEM,
    PLACEHOLDERS,
    PLACES,
    SIGNABLE,
    SIGNED_BY,
    SLOTS,
    Design,
    Slot,
)
from motcua.casework.paperwork.api import DesignView, DesignWish
from motcua.catalogue.api import fill

KINDS: Final = [(kind, PaperKind(kind).label) for kind in KIND_SLOTS]
_ROOM: Final = 2_000
"""More than any text may have, so that over-long ones are judged with the others."""


class DesignForm(forms.Form):
    """``revision``: of the draft that was looked at."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    emblem = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    emblem_file = forms.FileField(
        label=gettext_lazy("Ảnh biểu trưng (PNG, JPEG, nhiều nhất 2 MB)"),
        required=False,
        help_text=gettext_lazy("In trên dòng tên cơ quan. Luật không đòi hỏi biểu trưng."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    no_emblem = forms.BooleanField(label=gettext_lazy("Không in biểu trưng"), required=False)
    signature_place = forms.ChoiceField(label=gettext_lazy("Chỗ đặt chữ ký"), required=False)
    signed_by = forms.ChoiceField(
        label=gettext_lazy("Cách ký các mẫu của một cửa"),
        required=False,
        help_text=gettext_lazy(
            "Không có chứng thư số thì giấy tự in ra để ký tay; việc của cán bộ không phải chờ."
        ),
    )
    signed_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Ký số những mẫu nào"),
        choices=[(kind, PaperKind(kind).label) for kind in SIGNABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, inherited: Design, of_unit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "mau-%s", **kwargs})
        self._inherited, self._of_unit = inherited, of_unit
        for slot in SLOTS.values():
            self.fields[slot.key] = _field_of(slot, inherited)
        as_before = _("Như toàn cơ quan") if of_unit else _("Như mặc định")
        for name, known in (("signature_place", PLACES), ("signed_by", SIGNED_BY)):
            field: Any = self.fields[name]
            usual = known[getattr(inherited, name)]
            field.choices = [("", f"{as_before}: {usual}"), *known.items()]

    def slots(self, chosen: tuple[Slot, ...]) -> list[dict[str, Any]]:
        """Each text with the placeholders its buttons offer."""
        return [
            {
                "field": self[slot.key],
                "names": [{"name": each, "label": PLACEHOLDERS[each]} for each in slot.names],
                "limit": slot.limit,
            }
            for slot in chosen
        ]

    @property
    def head(self) -> list[dict[str, Any]]:
        return self.slots(HEAD_SLOTS)

    @property
    def kinds(self) -> list[dict[str, Any]]:
        return [
            {"key": kind, "label": label, "slots": self.slots(KIND_SLOTS[kind])}
            for kind, label in KINDS
        ]

    def wish(self) -> DesignWish:
        data = self.cleaned_data
        kinds = tuple(data["signed_kinds"])
        return DesignWish(
            texts={key: data[key] for key in SLOTS},
            emblem=NO_EMBLEM if data["no_emblem"] and self._of_unit else self._emblem(),
            signature_place=data["signature_place"],
            signed_by=data["signed_by"],
            signed_kinds=None if set(kinds) == self._inherited.signed_kinds else kinds,
        )

    def _emblem(self) -> str:
        data = self.cleaned_data
        return "" if data["no_emblem"] or data["emblem"] == NO_EMBLEM else data["emblem"]

    def show_faults(self, faults: Mapping[str, str]) -> None:
        for key, words in faults.items():
            self.add_error(key if key in self.fields and key != "emblem" else None, words)


def initial_of(view: DesignView) -> dict[str, Any]:
    draft = view.draft
    kinds = draft.get("signed_kinds")
    return {
        **draft.get("texts", {}),
        "revision": view.revision,
        "emblem": draft.get("emblem", ""),
        "no_emblem": draft.get("emblem") == NO_EMBLEM,
        "signature_place": draft.get("signature_place", ""),
        "signed_by": draft.get("signed_by", ""),
        "signed_kinds": sorted(view.inherited.signed_kinds) if kinds is None else kinds,
    }


def _field_of(slot: Slot, inherited: Design) -> forms.CharField:
    usual = inherited.texts.get(slot.key) or slot.default
    named = {name: f"[{words}]" for name, words in PLACEHOLDERS.items()}
    shown = _("Để trống thì in: %(words)s") % {"words": fill(usual, named)} if usual else ""
    return forms.CharField(
        label=str(slot.label),
        help_text=" ".join(filter(None, (str(slot.hint), shown))),
        required=False,
        max_length=_ROOM,
        strip=False,
        widget=forms.Textarea(attrs={"rows": slot.lines}),
    )
