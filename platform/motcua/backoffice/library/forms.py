import json
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.designer.forms import suggest_slug
from motcua.catalogue import api as catalogue

MAX_FILE: Final = 2_200_000


class SaveForm(forms.Form):
    """A part of a draft, to be kept under a name."""

    part_id = forms.ChoiceField(label=gettext_lazy("Phần cần cất"), required=False)
    name = forms.CharField(label=gettext_lazy("Tên trong thư viện"), max_length=200)
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("Dùng khi nào, khác mẫu khác ở chỗ nào."),
    )

    def __init__(self, *args: Any, document: catalogue.ServiceDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = catalogue.part_names(document)
        part: Any = self.fields["part_id"]
        part.choices = [
            ("", _("Cả dịch vụ")),
            *((page.id, _("Trang: %s") % names[page.id]) for page in document.form.pages),
            *((each.id, _("Câu hỏi: %s") % names[each.id]) for each in document.form.walk()),
        ]


class TakeForm(forms.Form):
    """Where a question or a page goes."""

    service = forms.ChoiceField(label=gettext_lazy("Đưa vào dịch vụ"))

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]
        service.choices = services


class NewServiceForm(forms.Form):
    """A new service made from a whole one."""

    name = forms.CharField(label=gettext_lazy("Tên dịch vụ công"), max_length=500)
    code = forms.RegexField(
        label=gettext_lazy("Mã thủ tục"),
        regex=r"^[0-9]\.[0-9]{6}(\.[0-9A-Z]{2,3}){0,5}$",
        required=False,
        error_messages={"invalid": gettext_lazy("Mã thủ tục có dạng 1.001193.")},
    )
    slug = forms.RegexField(
        label=gettext_lazy("Địa chỉ trang"),
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=100,
        required=False,
        help_text=gettext_lazy("Để trống thì lấy theo tên."),
        error_messages={
            "invalid": gettext_lazy("Chỉ dùng chữ thường không dấu, số và dấu gạch nối.")
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["slug"] = cleaned.get("slug") or suggest_slug(cleaned.get("name", ""))
        return cleaned


class TakeInForm(forms.Form):
    """An entry another agency downloaded from its library."""

    file = forms.FileField(label=gettext_lazy("Tệp tải từ thư viện của cơ quan khác"))
    name = forms.CharField(
        label=gettext_lazy("Tên trong thư viện"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Để trống thì giữ tên cũ."),
    )

    def clean_file(self) -> dict[str, Any]:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE:
            raise forms.ValidationError(_("Tệp lớn hơn 2 MB."))
        try:
            data = json.loads(upload.read())
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("Không phải tệp của thư viện.")) from None
        if not isinstance(data, dict) or not isinstance(data.get("content"), dict):
            raise forms.ValidationError(_("Không phải tệp của thư viện."))
        return data
