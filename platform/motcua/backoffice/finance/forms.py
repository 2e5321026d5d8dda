from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.payments import api as payments

_LONGEST: Final = 366
_REASON: Final = {"required": gettext_lazy("Hãy ghi lý do.")}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StatementForm(forms.Form):
    use_required_attribute = False
    gateway = forms.ChoiceField(label=gettext_lazy("Tệp của"))
    file = forms.FileField(
        label=gettext_lazy("Tệp sao kê hoặc đối soát"),
        help_text=gettext_lazy("CSV, XLSX, MT940 hoặc CAMT.053, tối đa 10 MB."),
        error_messages={"required": gettext_lazy("Hãy chọn tệp.")},
    )
    first_day = forms.DateField(
        label=gettext_lazy("Từ ngày (bỏ trống: theo tệp)"), required=False, widget=_day()
    )
    last_day = forms.DateField(label=gettext_lazy("Đến ngày"), required=False, widget=_day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "sk-%s", **kwargs})
        field: Any = self.fields["gateway"]
        field.choices = [
            (each.key, each.title) for each in payments.list_gateways() if each.method != "cash"
        ]


class LineForm(forms.Form):
    use_required_attribute = False
    order = forms.CharField(
        label=gettext_lazy("Mã khoản thu (TT-…)"), max_length=30, required=False
    )
    note = forms.CharField(label=gettext_lazy("Ghi rõ"), max_length=500, error_messages=_REASON)


class RefundForm(forms.Form):
    use_required_attribute = False
    note = forms.CharField(
        label=gettext_lazy("Số chứng từ, hoặc lý do không hoàn"),
        max_length=500,
        error_messages=_REASON,
    )


class AskRefundForm(forms.Form):
    use_required_attribute = False
    amount = forms.IntegerField(
        label=gettext_lazy("Số tiền hoàn (bỏ trống: tất cả)"), required=False, min_value=1
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, error_messages=_REASON)


class ReceiptForm(forms.Form):
    use_required_attribute = False
    payer_name = forms.CharField(label=gettext_lazy("Người nộp"), max_length=200, required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, error_messages=_REASON)


class ReportForm(forms.Form):
    """Asked with GET, so that a report has an address."""

    use_required_attribute = False
    first_day = forms.DateField(label=gettext_lazy("Từ ngày"), widget=_day())
    last_day = forms.DateField(label=gettext_lazy("Đến hết ngày"), widget=_day())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if isinstance(first, date) and isinstance(last, date):
            if last < first:
                self.add_error("last_day", _("Ngày cuối phải từ ngày đầu trở đi."))
            elif (last - first).days > _LONGEST:
                self.add_error("last_day", _("Mỗi lần xem nhiều nhất một năm."))
        return data


class ReceiptBookForm(forms.Form):
    use_required_attribute = False
    form_number = forms.CharField(label=gettext_lazy("Mẫu số"), max_length=20, required=False)
    serial = forms.CharField(label=gettext_lazy("Ký hiệu"), max_length=20, required=False)
    unit_name = forms.CharField(label=gettext_lazy("Đơn vị thu"), max_length=200, required=False)
    tax_code = forms.RegexField(
        r"^\d{10}(-\d{3})?$|^\d{12}$",
        label=gettext_lazy("Mã số thuế"),
        required=False,
        error_messages={"invalid": gettext_lazy("Mã số thuế có 10, 12 hoặc 10-3 chữ số.")},
    )
