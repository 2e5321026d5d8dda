"""Forms of acts that involve others: another tenant, another authority, the applicant's word."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.inbox.forms import ActForm, words
from motcua.casework import api as casework
from motcua.casework.api import ConsultView, RequestClosed
from motcua.identity.api import list_agencies


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


class TransferForm(ActForm):
    agency_id = forms.ChoiceField(
        label=gettext_lazy("Chuyển tới cơ quan"),
        error_messages={"required": gettext_lazy("Hãy chọn cơ quan.")},
    )
    reason = words(gettext_lazy("Lý do"), help_text=gettext_lazy("Người nộp đọc được nguyên văn."))
    legal_basis = forms.CharField(
        label=gettext_lazy("Căn cứ pháp lý"), required=False, max_length=300
    )

    def prepare(self) -> None:
        places = [(str(each.id), each.name) for each in list_agencies()]
        self.fields["agency_id"].choices = [  # type: ignore[attr-defined]
            ("", _("– Chọn –")),
            *places,
        ]


class ReopenForm(ActForm):
    step_id = forms.ChoiceField(
        label=gettext_lazy("Làm lại từ bước"),
        error_messages={"required": gettext_lazy("Hãy chọn bước.")},
    )
    reason = words(gettext_lazy("Lý do"), help_text=gettext_lazy("Người nộp đọc được nguyên văn."))

    def prepare(self) -> None:
        steps = casework.reopening_steps_of(self.case.id, by=self.by)
        self.fields["step_id"].choices = [  # type: ignore[attr-defined]
            ("", _("– Chọn –")),
            *steps,
        ]


class MendForm(ActForm):
    field_id = forms.ChoiceField(
        label=gettext_lazy("Câu trả lời cần sửa"),
        error_messages={"required": gettext_lazy("Hãy chọn câu trả lời.")},
    )
    value = forms.CharField(
        label=gettext_lazy("Giá trị đúng"),
        max_length=2_000,
        help_text=gettext_lazy("Ngày ghi dạng 15/06/2026; câu chọn ghi đúng tên lựa chọn."),
        error_messages={"required": gettext_lazy("Hãy ghi giá trị đúng.")},
    )
    reason = words(
        gettext_lazy("Vì sao cần sửa"), help_text=gettext_lazy("Người nộp đọc được nguyên văn.")
    )

    def prepare(self) -> None:
        found = casework.mendable_fields_of(self.case.id, by=self.by)
        named = [(each.id, f"{each.label}: {each.value or '–'}"[:120]) for each in found]
        self.fields["field_id"].choices = [  # type: ignore[attr-defined]
            ("", _("– Chọn –")),
            *named,
        ]


class RefundForm(ActForm):
    paid_back = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Đã hoàn trả phí cho người nộp")),
            ("no", gettext_lazy("Không hoàn trả")),
        ],
        error_messages={"required": gettext_lazy("Hãy chọn một kết quả.")},
    )
    reason = words(
        gettext_lazy("Ghi rõ"),
        help_text=gettext_lazy("Số chứng từ hoàn trả, hoặc căn cứ không hoàn trả."),
    )
