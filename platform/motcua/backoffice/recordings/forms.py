import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from formbuilder.api import CompiledField, CompiledForm
from motcua.kernel.i18n import pick

MAX_ANSWERS: Final = 500_000
PLAIN: Final = frozenset({"text", "number", "money", "date", "bool", "choice"})
LARGEST: Final = Decimal(10) ** 15


class RecordingForm(forms.Form):
    """A filing as an author writes it down, filled in with made-up answers.

    Questions with one plain answer have an input each, named ``a-<field id>``; the rest (groups,
    addresses, files) is JSON.
    """

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
        label=gettext_lazy("Câu trả lời còn lại (nhóm, địa chỉ, tệp)"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=MAX_ANSWERS,
        required=False,
        help_text=gettext_lazy("Dành cho người rành kỹ thuật; để nguyên cũng được."),
    )

    def __init__(
        self,
        *args: Any,
        compiled: CompiledForm | None,
        made_up: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        rest = dict(made_up or {})
        self.plain: dict[str, str] = {}
        """Field id to the kind of its answer."""
        for item in _plain_questions(compiled):
            self.plain[item.id] = item.type.kind
            self.fields[f"a-{item.id}"] = _input(item, rest.pop(item.id, None))
        if made_up is not None:
            self.initial["answers"] = json.dumps(rest, ensure_ascii=False, indent=1)

    @property
    def about(self) -> list[forms.BoundField]:
        """When, how and by whom it was filed."""
        return [self[name] for name in ("name", "today", "channel", "assurance")]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"a-{field_id}"] for field_id in self.plain]

    def clean_answers(self) -> dict[str, Any]:
        try:
            answers = json.loads(self.cleaned_data["answers"] or "{}")
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
        plain = {
            field_id: _answer(data.get(f"a-{field_id}", ""), kind)
            for field_id, kind in self.plain.items()
            if data.get(f"a-{field_id}", "") != ""
        }
        return {
            "answers": {**data["answers"], **plain},
            "profile": {"assurance": data["assurance"]},
            "today": data["today"].isoformat(),
            "channel": data["channel"],
        }


def _plain_questions(compiled: CompiledForm | None) -> Iterator[CompiledField]:
    """Questions outside groups with one plain answer that somebody gives."""
    for page in compiled.pages.values() if compiled else ():
        for item in page.fields:
            if item.type.kind in PLAIN and item.type.answers and item.field.calculate is None:
                yield item


def _input(item: CompiledField, value: Any) -> forms.Field:
    label = item.label(get_language() or "vi") or item.field.key
    known: Any = {"label": label, "required": False, "initial": value}
    if item.type.kind == "bool":
        known["initial"] = {True: "yes", False: "no"}.get(value, "")
        choices = [("", _("Không trả lời")), ("yes", _("Có")), ("no", _("Không"))]
        return forms.ChoiceField(choices=choices, **known)
    options = item.field.config.get("options")
    if item.type.kind == "choice" and isinstance(options, list):
        named = [(str(each.get("value", "")), pick(each.get("label", {}))) for each in options]
        return forms.ChoiceField(choices=[("", _("Không trả lời")), *named], **known)
    return forms.CharField(max_length=10_000, strip=False, **known)


def _answer(typed: str, kind: str) -> Any:
    """What is no number stays text: a recording may hold a wrong answer on purpose."""
    if kind == "bool":
        return typed == "yes"
    if kind not in ("number", "money"):
        return typed
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return typed
    if not number.is_finite() or abs(number) >= LARGEST:
        return typed
    return int(number) if number == number.to_integral_value() else float(number)
