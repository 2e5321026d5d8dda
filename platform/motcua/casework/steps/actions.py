"""What automatic steps can do. Another app adds its own deed by registering an ``Action``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formbuilder.api import find_reference
from motcua.casework.models import Case
from motcua.casework.operations.recording import tell_citizen
from motcua.kernel.errors import Conflict
from motcua.kernel.registry import Registry
from motcua.workflow import api as workflow


class ActionFailed(Conflict):
    """It could not be done now; its message is what a person reads when tries are used up."""

    code = "action_failed"


@dataclass(frozen=True, slots=True)
class ActionCall:
    """``answers``: the citizen's, and what officers filled in. ``item_id`` is the same for every
    try of one step: what is told or sent under it is told once."""

    case: Case
    item_id: UUID
    step: workflow.StepSpec
    settings: Mapping[str, str]
    answers: Mapping[str, Any]
    now: datetime


@dataclass(frozen=True, slots=True)
class ActionResult:
    """``outcome`` empty: the usual way on. ``note`` is kept with the decision."""

    outcome: str = ""
    note: str = ""


class Action:
    """One deed. It may run again after a crash, so its effect must be the same twice.

    ``settings`` names what the author has to give, each with its words.
    """

    key: str
    label: str | Promise
    settings: Mapping[str, str | Promise] = {}

    def run(self, call: ActionCall) -> ActionResult:
        """Raises ``ActionFailed``, or anything: it is tried again, then shown to a person."""
        raise NotImplementedError


actions: Registry[Action] = Registry("action", Action)


class NoticeAction(Action):
    """Tells the citizen something, in the author's words."""

    key = "notice"
    label = gettext_lazy("Gửi thông báo cho người nộp")
    settings = {"text": gettext_lazy("Nội dung thông báo")}

    def run(self, call: ActionCall) -> ActionResult:
        text = call.settings.get("text", "").strip()
        if not text:
            raise ActionFailed(_("Bước này chưa có nội dung thông báo."))
        tell_citizen(
            call.case,
            occasion="step_news",
            key=f"step:{call.item_id}",
            now=call.now,
            step=call.step.name,
            text=text,
        )
        return ActionResult()


class ListCheckAction(Action):
    """Looks an answer up in a maintained list and goes on by what it finds."""

    key = "registry_check"
    label = gettext_lazy("Đối chiếu với danh mục")
    settings = {
        "list": gettext_lazy("Mã danh mục"),
        "field": gettext_lazy("Câu hỏi cần đối chiếu"),
        "found": gettext_lazy("Kết quả khi có trong danh mục"),
        "missing": gettext_lazy("Kết quả khi không có"),
    }

    def run(self, call: ActionCall) -> ActionResult:
        key = call.settings.get("list", "")
        known = find_reference(key)
        if known is None:
            raise ActionFailed(_("Không tìm thấy danh mục “%(key)s”.") % {"key": key})
        answer = call.answers.get(call.settings.get("field", ""))
        code = answer.get("code") if isinstance(answer, Mapping) else answer
        row = known.find(code)
        if row is not None and row.is_valid(call.now.date()):
            note = _("Có trong danh mục: %(row)s") % {"row": known.words_for(row.code, "vi")}
            return ActionResult(call.settings.get("found", ""), note)
        return ActionResult(call.settings.get("missing", ""), _("Không có trong danh mục."))


BUILT_IN: Final = (NoticeAction(), ListCheckAction())
