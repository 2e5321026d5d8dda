"""Forms of acts that involve others: another tenant, another authority, the applicant's word."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.inbox.forms import ActForm, words
from motcua.casework.api import ConsultView, RequestClosed


class SettleForm(ActForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả phối hợp"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn kết quả.")},
    )
    note = words(
        gettext_lazy("Căn cứ, lý do"), help_text=gettext_lazy("Ví dụ: số và ngày của văn bản giấy.")
    )

    def prepare(self) -> None:
        choices = [(each["id"], each["label"]) for each in self.consult().outcomes]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def consult(self) -> ConsultView:
        """The oldest that is still waited for."""
        for each in self.case.consults:
            if each.is_open:
                return each
        raise RequestClosed(_("Không còn yêu cầu phối hợp nào đang chờ."))
