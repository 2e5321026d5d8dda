"""Twenty questions of ten kinds, the same ones as in ``world.service_document``."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

CHOICES = [(f"v{number}", f"Lựa chọn {number}") for number in range(1, 6)]
KINDS = (
    "text", "personal_number", "date", "choice", "phone", "email", "text",
    "choice", "choices", "number", "money", "yes_no", "date", "text",
    "long_text", "text", "choice", "number", "yes_no", "long_text",
)  # fmt: skip


def form_field(kind: str, label: str) -> forms.Field:
    match kind:
        case "personal_number":
            return forms.CharField(label=label, validators=[RegexValidator(r"^\d{12}$")])
        case "phone":
            return forms.CharField(label=label, validators=[RegexValidator(r"^0\d{9}$")])
        case "date":
            return forms.DateField(label=label, input_formats=["%d/%m/%Y"])
        case "choice":
            return forms.ChoiceField(label=label, choices=CHOICES, widget=forms.RadioSelect)
        case "choices":
            return forms.MultipleChoiceField(
                label=label, choices=CHOICES, widget=forms.CheckboxSelectMultiple
            )
        case "yes_no":
            return forms.ChoiceField(label=label, choices=[("yes", "Có"), ("no", "Không")])
        case "number":
            return forms.IntegerField(label=label, min_value=1, max_value=50)
        case "money":
            return forms.DecimalField(label=label, min_value=0, decimal_places=0)
        case "email":
            return forms.EmailField(label=label)
        case "long_text":
            return forms.CharField(label=label, widget=forms.Textarea, max_length=2000)
    return forms.CharField(label=label, max_length=200)


class PlainForm(forms.Form):
    """Declared once, as a programmer would write it down."""

    for _number, _kind in enumerate(KINDS, start=1):
        locals()[f"q{_number}"] = form_field(_kind, f"Câu hỏi {_number}")


def answers() -> dict[str, Any]:
    """Inputs as a browser would post them."""
    given = {
        "personal_number": "001190000123",
        "phone": "0912345678",
        "date": "17/05/1990",
        "choice": "v2",
        "choices": ["v1", "v3"],
        "yes_no": "yes",
        "number": "2",
        "money": "100000",
        "email": "mau@example.vn",
        "long_text": "Theo giấy tờ kèm theo. " * 6,
        "text": "Trần Thị Mẫu",
    }
    return {f"q{number}": given[kind] for number, kind in enumerate(KINDS, start=1)}
