"""Asking for a supplement: every answer, file and paper can be ticked, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, Literal

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.inbox import reasons
from motcua.backoffice.inbox.forms import FORM_ID, ActForm, words
from motcua.casework import api as casework
from motcua.casework.api import CaseView
from motcua.casework.counter.api import ReasonView, list_reasons
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.i18n import pick

Kind = Literal["field", "file", "component"]
_OTHER: Final = "other"
# Of the tenant's own reasons; with more, one looks for the word first.
MAX_PRESETS: Final = 40
_PRESET: Final = "p:"


@dataclass(frozen=True, slots=True)
class Askable:
    """One thing the citizen may be asked to mend. ``path``: where it stands among the answers."""

    kind: Kind
    target: str
    label: str
    path: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.target}"


@dataclass(frozen=True, slots=True)
class Line:
    """An askable thing with its three inputs."""

    item: Askable
    tick: BoundField
    code: BoundField
    why: BoundField

    @property
    def has_errors(self) -> bool:
        return bool(self.code.errors or self.why.errors)

    @property
    def is_ticked(self) -> bool:
        return bool(self.tick.value())


def askables(case: CaseView) -> list[Askable]:
    """Answers and files as shown, each question once; then papers nobody has supplied."""
    found: dict[str, Askable] = {}
    for page in case.pages:
        for row in page.rows:
            label = f"{row.group}: {row.label}" if row.group else row.label
            kind: Kind = "file" if row.files else "field"
            found.setdefault(row.field_id, Askable(kind, row.field_id, label, row.path))
    supplied = {file.component_id for file in case.files}
    document = get_frozen_service(case.version_id).document
    papers = [
        Askable("component", part.id, pick(part.name, "vi"))
        for part in document.components
        if part.id not in supplied
        and part.field_id not in found
        and part.field_id not in case.hidden_fields
    ]
    return [*found.values(), *papers]


def _is_preset(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_PRESET)


class SupplementForm(ActForm):
    """Inputs stand beside the answers, outside the form's element; ``form`` ties them to it."""

    message = words(
        gettext_lazy("Lời nhắn chung cho người nộp (không bắt buộc)"), required=False, rows=3
    )
    find = forms.CharField(
        label=gettext_lazy("Tìm trong lý do mẫu (gõ không dấu cũng được)"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Hạn bổ sung"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Ngày không đúng. Ví dụ: 15/06/2026.")},
    )

    def prepare(self) -> None:
        self.items = askables(self.case)
        self.presets = self._presets()
        for item in self.items:
            self._add_line(item)
        clock = get_frozen_service(self.case.version_id).document.clock
        self.fields["due_on"].help_text = _(
            "Hết ngày này. Để trống: %(days)d ngày làm việc theo quy định của thủ tục."
        ) % {"days": clock.supplement_working_days}

    def _presets(self) -> dict[str, ReasonView]:
        """The tenant's reasons that hold the words looked for, and those chosen already."""
        words = str(self.data.get("find", ""))
        chosen = {value[len(_PRESET) :] for value in self.data.values() if _is_preset(value)}
        everything = list_reasons()
        found = list_reasons(query=words, limit=MAX_PRESETS) if words else everything[:MAX_PRESETS]
        shown = {each.id for each in found}
        kept = [each for each in everything if str(each.id) in chosen and each.id not in shown]
        self.has_more_presets = len(everything) > MAX_PRESETS
        return {f"{_PRESET}{each.id}": each for each in [*found, *kept]}

    def lines(self) -> Iterator[Line]:
        for item in self.items:
            yield Line(
                item,
                self[f"chon-{item.name}"],
                self[f"ma-{item.name}"],
                self[f"ly-do-{item.name}"],
            )

    def lines_by_path(self) -> dict[str, Line]:
        return {line.item.path: line for line in self.lines() if line.item.path}

    def other_lines(self) -> list[Line]:
        return [line for line in self.lines() if not line.item.path]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "back" in self.data:
            # Only looking for a reason, or back from the second look: nothing is sent.
            return data
        ticked = [item for item in self.items if data.get(f"chon-{item.name}")]
        if not ticked:
            self.add_error(None, _("Hãy đánh dấu ít nhất một nội dung cần bổ sung."))
        for item in ticked:
            self._check_line(item, data)
        return data

    def clean_due_on(self) -> date | None:
        due: date | None = self.cleaned_data["due_on"]
        if due is not None and due <= timezone.localdate():
            raise forms.ValidationError(_("Hạn bổ sung phải từ ngày mai trở đi."))
        return due

    def wishes(self) -> list[casework.SupplementWish]:
        return [
            self._wish(item) for item in self.items if self.cleaned_data.get(f"chon-{item.name}")
        ]

    def _wish(self, item: Askable) -> casework.SupplementWish:
        """A preset says why and by which law; what is typed is added to it, or stands alone."""
        code = str(self.cleaned_data[f"ma-{item.name}"])
        told = self.cleaned_data[f"ly-do-{item.name}"].strip()
        preset = self.presets.get(code)
        if preset is not None:
            reason, code = " ".join(filter(None, [preset.in_full, told])), preset.reason_code
        else:
            reason = told or str(reasons.SUPPLEMENT_REASONS[code])
        return casework.SupplementWish(
            kind=item.kind, target=item.target, reason_code=code, reason=reason
        )

    def due_at(self) -> datetime | None:
        due: date | None = self.cleaned_data["due_on"]
        if due is None:
            return None
        return timezone.make_aware(datetime.combine(due, time(23, 59)))

    def typed(self) -> list[tuple[str, str]]:
        """Only what was ticked; the rest of the inputs say nothing."""
        shown = []
        for line in self.lines():
            if line.is_ticked:
                code = str(line.code.value() or "")
                preset = self.presets.get(code)
                chosen = preset.text if preset else reasons.SUPPLEMENT_LABELS.get(code, "")
                told = ": ".join(filter(None, [str(chosen), str(line.why.value() or "")]))
                shown.append((line.item.label, told))
        message = str(self["message"].value() or "")
        return [*shown, *([(str(self["message"].label), message)] if message else [])]

    def _add_line(self, item: Askable) -> None:
        tied = {"form": FORM_ID}
        self.fields[f"chon-{item.name}"] = forms.BooleanField(
            label=_("Cần bổ sung: %(name)s") % {"name": item.label},
            required=False,
            widget=forms.CheckboxInput(attrs=tied),
        )
        choices: list[Any] = [("", _("– Chọn lý do –"))]
        if self.presets:
            own = [(key, each.text) for key, each in self.presets.items()]
            choices.append((_("Lý do mẫu của cơ quan"), own))
        general = [(key, str(label)) for key, label in reasons.SUPPLEMENT_LABELS.items()]
        choices += [(_("Lý do chung"), general)] if self.presets else general
        self.fields[f"ma-{item.name}"] = forms.ChoiceField(
            label=_("Lý do"), required=False, choices=choices, widget=forms.Select(attrs=tied)
        )
        self.fields[f"ly-do-{item.name}"] = forms.CharField(
            label=_("Hướng dẫn cụ thể"),
            required=False,
            max_length=1_000,
            widget=forms.Textarea(attrs={**tied, "rows": 2}),
        )

    def _check_line(self, item: Askable, data: dict[str, Any]) -> None:
        code, told = data.get(f"ma-{item.name}"), (data.get(f"ly-do-{item.name}") or "").strip()
        if not code:
            self.add_error(
                f"ma-{item.name}", _("Hãy chọn lý do cho “%(name)s”.") % {"name": item.label}
            )
        elif code == _OTHER and not told:
            self.add_error(
                f"ly-do-{item.name}", _("Hãy ghi rõ lý do cho “%(name)s”.") % {"name": item.label}
            )
