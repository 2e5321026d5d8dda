"""Forms of steps that ask their officer to fill in a page and to attach files."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.backoffice.inbox.forms import ActForm, pin_field, words
from motcua.backoffice.inbox.office_page import (
    KEPT,
    Keepsake,
    OfficePage,
    forged_words,
    input_name,
    keep_attached,
)
from motcua.casework import api as casework
from motcua.casework.api import OutcomeView
from motcua.kernel.errors import DomainError

ATTACHED: Final = "attached"
DROPPED: Final = "attached-remove"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(SeveralFiles, self).clean(one, initial) for one in given]


class EntryForm(ActForm):
    """Also asks what the author of the step wants filled in and attached.

    Whatever else is wrong, nothing typed or attached is lost: files are stored when they come and
    travel with the form.
    """

    instructions = ""
    page: OfficePage | None = None
    wants_files = False

    def prepare(self) -> None:
        item_id = self.case.row.holder.item_id
        self.keepsake = Keepsake("", key="", by=self.by)
        if item_id is None:
            return
        wanted = casework.step_entry(item_id, language=get_language() or "vi")
        self.instructions = wanted.instructions
        posted = self.data if isinstance(self.data, QueryDict) and self.is_bound else None
        sealed = posted.get(KEPT, "") if posted is not None else ""
        self.keepsake = Keepsake(sealed, key=f"{item_id}:{wanted.key}", by=self.by)
        if wanted.form is not None and wanted.page is not None:
            self.page = OfficePage(
                wanted.form,
                wanted.page.id,
                wanted.key,
                by=self.by,
                existing=self.keepsake.answers,
                data=posted,
                given=self.files if self.is_bound else None,
            )
        if wanted.files_required:
            self.wants_files = True
            given = SeveralFiles(label=gettext_lazy("Tệp kèm theo"), required=False)
            self.fields = {ATTACHED: given, **self.fields}
        if wanted.note_required:
            self.fields["note"].required = True
            self.fields["note"].label = _("Ý kiến xử lý")

    def is_multipart(self) -> bool:
        return self.page is not None or super().is_multipart()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.keepsake.is_forged:
            self.add_error(None, forged_words())
        self._keep_attached(data)
        return data

    def is_valid(self) -> bool:
        return super().is_valid() and not self.faults

    def _keep_attached(self, data: Mapping[str, Any]) -> None:
        dropped = set(self.data.getlist(DROPPED)) if isinstance(self.data, QueryDict) else set()
        before = [each for each in self.keepsake.attached if each["file_id"] not in dropped]
        try:
            self.keepsake.attached = keep_attached(data.get(ATTACHED) or (), before, by=self.by)
        except DomainError as error:
            self.add_error(ATTACHED, error.message)

    @property
    def stays(self) -> bool:
        return self.page is not None and self.page.stays

    @property
    def kept(self) -> str:
        """The seal of what the next look starts from."""
        if self.page is not None and self.is_bound:
            self.keepsake.answers = dict(self.page.answers)
        return self.keepsake.sealed()

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        """Where on the page, and what: for the list on top."""
        return [(input_name(each), each.message) for each in self.page.errors] if self.page else []

    @property
    def kept_files(self) -> Sequence[Mapping[str, Any]]:
        return self.keepsake.attached

    def entry(self) -> casework.Entry:
        page = self.page
        if page is None:
            return casework.Entry(attached=self.kept_files)
        return casework.Entry(page.posted, page.uploads, self.kept_files, page.existing)

    def carried(self) -> list[tuple[str, str]]:
        return [(KEPT, kept)] if (kept := self.kept) else []

    def typed(self) -> list[tuple[str, str]]:
        filled = self.page.rows() if self.page is not None and self.is_bound else []
        files = [(_("Tệp kèm theo"), str(each["name"])) for each in self.kept_files]
        return [*filled, *files, *super().typed()]

    def explains(self, error: DomainError) -> bool:
        """What ``casework`` found on the page, should it see more than was seen here."""
        if not isinstance(error, casework.EntryInvalid):
            return False
        faults: list[dict[str, str]] = list(error.details.get("faults") or ())  # type: ignore[call-overload]
        for fault in faults:
            self.add_error(None, fault["message"])
        return bool(faults)


class ReceiveForm(EntryForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Chuyển hồ sơ tới"), required=False, widget=forms.RadioSelect
    )
    note = words(gettext_lazy("Ghi chú nội bộ (không bắt buộc)"), required=False, rows=2)

    def prepare(self) -> None:
        """Asked only when the process leaves reception by several ways."""
        super().prepare()
        ways = [each for each in self.case.outcomes if each.meaning == "forward"]
        if len(ways) < 2:
            del self.fields["outcome"]
            return
        field = self.fields["outcome"]
        field.choices = [(each.id, each.label) for each in ways]  # type: ignore[attr-defined]
        field.initial = ways[0].id


class DecideForm(EntryForm):
    """Submitted by one of several buttons, each an outcome of the step."""

    outcome = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    note = words(
        gettext_lazy("Ý kiến, lý do"),
        required=False,
        help_text=gettext_lazy("Bắt buộc khi trả lại, từ chối hoặc dừng."),
    )
    pin = pin_field()

    def prepare(self) -> None:
        """The PIN is asked for where a decision may be a signature."""
        super().prepare()
        may_sign = self.case.row.holder.step_kind in ("approve", "review", "draft", "issue")
        if not may_sign or not casework.pin_needed(self.by, now=timezone.now()):
            del self.fields["pin"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = self.chosen(data.get("outcome", ""))
        if chosen is None:
            self.add_error(None, _("Hãy bấm một trong các nút kết quả."))
        elif chosen.requires_reason and not (data.get("note") or "").strip():
            self.add_error("note", _("Hãy nêu lý do chọn “%(name)s”.") % {"name": chosen.label})
        return data

    def chosen(self, outcome_id: str) -> OutcomeView | None:
        return next((each for each in self.offered if each.id == outcome_id), None)

    @property
    def offered(self) -> list[OutcomeView]:
        """A supplement and a hand-over have forms of their own."""
        shown = [each for each in self.case.outcomes if each.meaning != "supplement"]
        if self.case.row.holder.step_kind == "return":
            shown = [each for each in shown if each.meaning != "forward"]
        return shown
