import json
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_ANSWERS: Final = 500_000


class RecordingForm(forms.Form):
    """A filing as an author writes it down; answers are JSON, filled in with made-up ones."""

    name = forms.CharField(
        label=gettext_lazy("Tên bản ghi"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Xin 3 bản, tài khoản mức 2, được miễn phí"),
    )
    today = forms.DateField(
        label=gettext_lazy("Nộp vào ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Tuổi, thời hạn và mức miễn giảm được tính theo ngày này."),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Cách nộp"),
        choices=[
            ("online", gettext_lazy("Trực tuyến")),
            ("counter", gettext_lazy("Tại bộ phận một cửa")),
            ("post", gettext_lazy("Qua bưu chính")),
        ],
    )
    assurance = forms.TypedChoiceField(
        label=gettext_lazy("Mức định danh của người nộp"),
        coerce=int,
        choices=[
            (0, gettext_lazy("Chưa định danh")),
            (1, gettext_lazy("Tự đăng ký")),
            (2, gettext_lazy("Đã xác minh (mức 2)")),
        ],
        initial=1,
    )
    answers = forms.CharField(
        label=gettext_lazy("Câu trả lời"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        max_length=MAX_ANSWERS,
        help_text=gettext_lazy(
            "Đã điền sẵn dữ liệu bịa. Sửa phần sau dấu hai chấm của câu cần thử. Đừng dùng dữ liệu "
            "của người thật."
        ),
    )

    def clean_answers(self) -> dict[str, Any]:
        try:
            answers = json.loads(self.cleaned_data["answers"])
        except (ValueError, RecursionError):
            raise forms.ValidationError(
                _("Chỗ này phải là JSON đúng: kiểm tra lại dấu ngoặc, dấu phẩy.")
            ) from None
        if not isinstance(answers, dict):
            raise forms.ValidationError(_("Chỗ này phải là một danh sách câu hỏi và câu trả lời."))
        return answers

    def filing(self) -> dict[str, Any]:
        """What ``record_filing`` takes."""
        data = self.cleaned_data
        return {
            "answers": data["answers"],
            "profile": {"assurance": data["assurance"]},
            "today": data["today"].isoformat(),
            "channel": data["channel"],
        }
