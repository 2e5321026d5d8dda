"""Forms of acts that involve others: another tenant, another authority, the applicant's word."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.inbox.forms import ActForm, words
from motcua.backoffice.inbox.office_page import KEPT, Keepsake, OfficePage, input_name
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
    """First which question, then its inputs as the citizen has them beside what stands there."""

    field_id = forms.ChoiceField(
        label=gettext_lazy("Câu trả lời cần sửa"),
        error_messages={"required": gettext_lazy("Hãy chọn câu trả lời.")},
    )
    reason = words(
        gettext_lazy("Vì sao cần sửa"), help_text=gettext_lazy("Người nộp đọc được nguyên văn.")
    )
    page: OfficePage | None = None
    old = ""

    def prepare(self) -> None:
        found = casework.mendable_fields_of(self.case.id, by=self.by)
        self.fields["field_id"].choices = [  # type: ignore[attr-defined]
            ("", _("– Chọn –")),
            *((each.id, _short(each.label, each.value)) for each in found),
        ]
        chosen = self.data.get("field_id", "") if self.is_bound else ""
        wanted = casework.mending_page(self.case.id, chosen, by=self.by) if chosen else None
        if wanted is not None:
            self._ask(wanted)
        else:
            del self.fields["reason"]

    def _ask(self, wanted: casework.MendingPage) -> None:
        is_shown = self.data.get("shown") == self.data.get("field_id")
        data = self.data if is_shown and isinstance(self.data, QueryDict) else None
        sealed = self.data.get(KEPT, "") if is_shown else ""
        self.keepsake = Keepsake(sealed, key=f"{self.case.id}:{wanted.key}", by=self.by)
        self.old = wanted.old
        self.page = OfficePage(
            wanted.form,
            wanted.page_id,
            wanted.key,
            by=self.by,
            existing=self.keepsake.answers or wanted.answers,
            data=data,
        )

    @property
    def shown(self) -> str:
        """The question whose inputs are on the page."""
        return str(self.data.get("field_id", "")) if self.page is not None else ""

    @property
    def stays(self) -> bool:
        return self.page is not None and (not self.page.is_posted or self.page.stays)

    @property
    def kept(self) -> str:
        """Rows added so far travel with the form."""
        if self.page is None:
            return ""
        self.keepsake.answers = dict(self.page.answers)
        return self.keepsake.sealed()

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        return [(input_name(each), each.message) for each in self.page.errors] if self.page else []

    def is_valid(self) -> bool:
        return super().is_valid() and not self.faults

    def typed(self) -> list[tuple[str, str]]:
        filled = self.page.rows() if self.page is not None else []
        return [*filled, *super().typed()]


def _short(label: str, value: str) -> str:
    return f"{label}: {', '.join(value.split(chr(10))) or '–'}"[:120]


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
