from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import api as catalogue

LIST, TABLE = "list", "table"


class ReferenceForm(forms.Form):
    """Words about a list; the rows come from a file."""

    title_vi = forms.CharField(label=_("Tên"), max_length=300)
    title_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=300, required=False)
    note = forms.CharField(
        label=_("Ghi chú nội bộ"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nguồn của danh mục, ai giữ, văn bản nào ban hành."),
    )

    @property
    def title(self) -> dict[str, str]:
        found = {"vi": self.cleaned_data["title_vi"], "en": self.cleaned_data["title_en"]}
        return {language: words for language, words in found.items() if words}


class NewReferenceForm(ReferenceForm):
    key = forms.RegexField(
        label=_("Khóa"),
        regex=r"^[a-z][a-z0-9_-]{0,59}$",
        max_length=60,
        help_text=_("Biểu mẫu gọi danh mục bằng khóa này; không đổi được về sau. Ví dụ phong-ban."),
        error_messages={
            "invalid": _("Khóa chỉ gồm chữ thường không dấu, số, gạch nối và bắt đầu bằng chữ.")
        },
    )
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[
            (LIST, _("Danh mục để chọn (mã, tên, ngày hiệu lực)")),
            (TABLE, _("Bảng tra cứu (thêm các cột số liệu để tự điền)")),
        ],
        initial=LIST,
        widget=forms.RadioSelect,
    )

    field_order = ("title_vi", "title_en", "key", "kind", "note")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp CSV hoặc XLSX"),
        help_text=_(
            "Dòng đầu là tên cột: mã, tên; nếu có: tên tiếng Anh, từ ngày, đến ngày. "
            "Tối đa 5 MB và 20.000 dòng."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > catalogue.MAX_REFERENCE_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB."))
        return given


class AcceptForm(forms.Form):
    note = forms.CharField(label=_("Ghi chú cho bản này"), max_length=2_000, required=False)
