from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.api import Attachment, RequestView
from motcua.identity.api import ROLES, list_agencies

_MOST_WORDS = 4_000


class AnswerForm(forms.Form):
    """One of the answers the asking authority offers, what to say, and files."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=gettext_lazy("Trả lời"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một câu trả lời.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Ý kiến"),
        required=False,
        max_length=_MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Cơ quan gửi yêu cầu đọc được nguyên văn."),
    )
    first = forms.FileField(label=gettext_lazy("Văn bản kèm theo"), required=False)
    second = forms.FileField(label=gettext_lazy("Văn bản khác"), required=False)

    def __init__(self, *args: Any, request_view: RequestView, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "tra-loi-%s", **kwargs})
        self.shown = request_view
        choices = [(each["id"], each["label"]) for each in request_view.outcomes]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wanted = {each["id"]: each for each in self.shown.outcomes}.get(data.get("outcome", ""))
        if wanted and wanted["requires_reason"] and not (data.get("note") or "").strip():
            self.add_error("note", _("Hãy nêu lý do chọn “%(name)s”.") % {"name": wanted["label"]})
        return data

    def attachments(self) -> list[Attachment]:
        given = (self.cleaned_data.get("first"), self.cleaned_data.get("second"))
        return [Attachment(each.name, each.file) for each in given if each]


class DeskForm(forms.Form):
    use_required_attribute = False
    role = forms.ChoiceField(label=gettext_lazy("Vai trò trả lời"))
    agency = forms.ChoiceField(label=gettext_lazy("Tại đơn vị"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "noi-%s", **kwargs})
        roles = [
            (role.key, str(role.label))
            for role in ROLES.values()
            if "casework.read" in role.permissions
        ]
        places = [(str(each.id), each.name) for each in list_agencies()]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi đơn vị")),
            *places,
        ]
