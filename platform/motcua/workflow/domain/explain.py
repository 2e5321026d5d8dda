"""The process read back in plain sentences, so that its author can check what was drawn."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .due_rules import explain_minutes
from .steps import (
    APPLICANT,
    COMPETENT,
    END_KEYS,
    RECEIVING,
    EndKey,
    OutcomeSpec,
    StepSpec,
    StepTable,
)

_ROLES = {
    "receptionist": gettext_lazy("Cán bộ tiếp nhận"),
    "specialist": gettext_lazy("Chuyên viên thụ lý"),
    "division_head": gettext_lazy("Lãnh đạo phòng"),
    "leader": gettext_lazy("Lãnh đạo cơ quan"),
    "clerk_office": gettext_lazy("Văn thư"),
    "cashier": gettext_lazy("Cán bộ thu phí"),
    "returner": gettext_lazy("Cán bộ trả kết quả"),
    APPLICANT: gettext_lazy("Người nộp hồ sơ"),
}

_ENDS = {
    EndKey.ISSUED: gettext_lazy("kết thúc, đã có kết quả"),
    EndKey.REFUSED: gettext_lazy("kết thúc, từ chối hồ sơ"),
    EndKey.STOPPED: gettext_lazy("kết thúc, dừng xử lý"),
    EndKey.WITHDRAWN: gettext_lazy("kết thúc, người nộp rút hồ sơ"),
}


def explain_steps(table: StepTable, *, role_names: Mapping[str, str] | None = None) -> list[str]:
    """One paragraph per step. ``role_names`` overrides the built-in names of roles."""
    numbers = {step.id: number for number, step in enumerate(table.steps, start=1)}
    return [
        " ".join(
            [
                _opening(table, step, numbers, role_names or {}),
                *(_branch(table, step, outcome, numbers) for outcome in step.outcomes),
                *_timeout(step),
            ]
        )
        for step in table.steps
    ]


def _opening(
    table: StepTable,
    step: StepSpec,
    numbers: Mapping[str, int],
    role_names: Mapping[str, str],
) -> str:
    minutes = step.working_minutes
    return _("Bước %(number)s, %(step)s: %(who)s%(where)s làm trong %(time)s.") % {
        "number": numbers[step.id],
        "step": step.name,
        "who": _who(table, step, role_names),
        "where": _where(step),
        "time": explain_minutes(minutes) if minutes else _("thời gian chưa định"),
    }


def _who(table: StepTable, step: StepSpec, role_names: Mapping[str, str]) -> str:
    if step.officer_of is not None:
        earlier = table.by_id.get(step.officer_of)
        return _("Người đã làm bước “%(step)s”") % {
            "step": earlier.name if earlier else step.officer_of
        }
    if not step.role:
        return _("(chưa có người làm)")
    return role_names.get(step.role) or str(_ROLES.get(step.role, step.role))


def _where(step: StepSpec) -> str:
    if step.role == APPLICANT:
        return ""
    if step.agency == RECEIVING:
        return _(" của nơi tiếp nhận")
    if step.agency == COMPETENT:
        return _(" của cơ quan có thẩm quyền")
    return _(" của cơ quan được chỉ định")


def _branch(
    table: StepTable, step: StepSpec, outcome: OutcomeSpec, numbers: Mapping[str, int]
) -> str:
    words = {
        "outcome": outcome.label,
        "target": _target(table, step, outcome, numbers),
        "reason": _(" (phải nêu lý do)") if outcome.requires_reason else "",
    }
    if len(step.outcomes) == 1:
        return _("Xong thì %(target)s%(reason)s.") % words
    return _("Nếu “%(outcome)s” thì %(target)s%(reason)s.") % words


def _target(
    table: StepTable, step: StepSpec, outcome: OutcomeSpec, numbers: Mapping[str, int]
) -> str:
    if outcome.end_key is not None:
        known = outcome.end_key in END_KEYS
        return str(_ENDS[EndKey(outcome.end_key)]) if known else _("kết thúc không rõ kết quả")
    if outcome.to not in table.by_id:
        return _("không đi tới đâu")
    words = {"number": numbers[outcome.to], "step": table.step(outcome.to).name}
    if numbers[outcome.to] <= numbers[step.id]:
        return _("quay lại bước %(number)s, %(step)s") % words
    return _("chuyển sang bước %(number)s, %(step)s") % words


def _timeout(step: StepSpec) -> list[str]:
    outcome = step.outcome(step.timeout_outcome) if step.timeout_outcome else None
    if outcome is None:
        return []
    return [
        _("Hết hạn mà không có trả lời thì coi như “%(outcome)s”.") % {"outcome": outcome.label}
    ]
