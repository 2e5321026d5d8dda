import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.text import fold

_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
USUAL, EMPTY, COPY = "usual", "empty", "copy"


def suggest_slug(name: str) -> str:
    """``Đăng ký khai sinh`` becomes ``dang-ky-khai-sinh``."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-")[:100].strip("-")


class NewServiceForm(forms.Form):
    """Name and code as in the announced procedure; the rest can be put right later."""

    name = forms.CharField(
        label=gettext_lazy("Tên dịch vụ công"),
        max_length=500,
        help_text=gettext_lazy("Ghi đúng tên trong quyết định công bố thủ tục hành chính."),
    )
    code = forms.RegexField(
        label=gettext_lazy("Mã thủ tục"),
        regex=r"^[0-9]\.[0-9]{6}(\.[0-9A-Z]{2,3}){0,5}$",
        required=False,
        help_text=gettext_lazy("Ví dụ 1.001193. Chưa có thì để trống, điền sau."),
        error_messages={
            "invalid": gettext_lazy("Mã thủ tục có dạng 1.001193 hoặc 1.001193.000.00.00.H36.")
        },
    )
    slug = forms.RegexField(
        label=gettext_lazy("Địa chỉ trang"),
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=100,
        required=False,
        help_text=gettext_lazy(
            "Phần cuối của địa chỉ trên cổng, chữ không dấu. Để trống thì lấy theo tên."
        ),
        error_messages={
            "invalid": gettext_lazy("Chỉ dùng chữ thường không dấu, số và dấu gạch nối.")
        },
    )
    start = forms.ChoiceField(
        label=gettext_lazy("Bắt đầu từ"),
        choices=[
            (USUAL, gettext_lazy("Mẫu thông dụng: trang người nộp và quy trình sáu bước có sẵn")),
            (COPY, gettext_lazy("Bản sao của một dịch vụ đã có")),
            (EMPTY, gettext_lazy("Trang trắng")),
        ],
        initial=USUAL,
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label=gettext_lazy("Dịch vụ để sao chép"), required=False)

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source: Any = self.fields["source"]
        source.choices = [("", _("Chọn một dịch vụ")), *sources]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["slug"] = cleaned.get("slug") or suggest_slug(cleaned.get("name", ""))
        if not cleaned["slug"] and "name" in cleaned and "slug" not in self.errors:
            self.add_error("slug", _("Hãy ghi địa chỉ trang bằng chữ không dấu."))
        if cleaned.get("start") == COPY and not cleaned.get("source"):
            self.add_error("source", _("Hãy chọn dịch vụ để sao chép."))
        return cleaned


class DecisionForm(forms.Form):
    """What a reviewer writes; a reason is a must for sending back only."""

    note = forms.CharField(
        label=gettext_lazy("Ý kiến của người duyệt"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bắt buộc khi trả lại: ghi rõ cần sửa gì."),
    )
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Giờ công bố (chỉ dùng khi hẹn giờ)"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Bản nháp bị khóa đến giờ này, rồi tự công bố."),
        error_messages={"invalid": gettext_lazy("Hãy chọn ngày và giờ.")},
    )
