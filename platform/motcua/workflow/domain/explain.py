"""The process read back in plain sentences, so that its author can check what was drawn."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .due_rules import explain_minutes
from .steps import (
    APPLICANT,
    COMPETENT,
    END_KEYS,
    HOLDER,
    PERSON_PREFIX,
    RECEIVING,
    EndKey,
    OutcomeSpec,
    StepKind,
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

_DOES = gettext_lazy("Bước %(number)s, %(step)s: %(who)s%(where)s làm trong %(time)s.")
_WAITS_FOR_TIME = gettext_lazy("Bước %(number)s, %(step)s: chờ %(time)s.")
_SENTENCES = {
    StepKind.CHOICE: gettext_lazy(
        "Bước %(number)s, %(step)s: tự rẽ nhánh theo thông tin của hồ sơ."
    ),
    StepKind.PARALLEL: gettext_lazy("Bước %(number)s, %(step)s: làm cùng lúc nhiều nhánh."),
    StepKind.SUB_PROCESS: gettext_lazy("Bước %(number)s, %(step)s: thực hiện quy trình con."),
    StepKind.AUTOMATIC: gettext_lazy(
        "Bước %(number)s, %(step)s: hệ thống tự làm; nếu không được thì giao "
        "%(who)s%(where)s xử lý."
    ),
    StepKind.WAIT_DATE: gettext_lazy("Bước %(number)s, %(step)s: chờ tới ngày ghi trong hồ sơ."),
    StepKind.CONSULT: gettext_lazy(
        "Bước %(number)s, %(step)s: %(who)s%(where)s cho ý kiến trong %(time)s."
    ),
}


def explain_steps(table: StepTable, *, role_names: Mapping[str, str] | None = None) -> list[str]:
    """One paragraph per step, those of sub-processes after the table.

    ``role_names`` overrides the built-in names of roles, and names agencies and tenants.
    """
    words = role_names or {}
    told = [_paragraph(table, step, words) for step in table.steps]
    for sub in table.subs:
        inner = StepTable(steps=sub.steps)
        title = _("Quy trình con “%(name)s”.") % {"name": sub.name or sub.id}
        told += [f"{title} {_paragraph(inner, step, words)}" for step in inner.steps]
    return told


def _paragraph(table: StepTable, step: StepSpec, words: Mapping[str, str]) -> str:
    numbers = {each.id: number for number, each in enumerate(table.steps, start=1)}
    return " ".join(
        [
            _opening(table, step, numbers, words),
            *_branches(table, step, numbers),
            *(_way(table, step, outcome, numbers) for outcome in step.outcomes),
            *_timeout(step),
            *_reminders(step, words),
        ]
    )


def _opening(
    table: StepTable,
    step: StepSpec,
    numbers: Mapping[str, int],
    role_names: Mapping[str, str],
) -> str:
    minutes = step.working_minutes
    facts = {
        "number": numbers[step.id],
        "step": step.name,
        "who": _who(table, step, role_names),
        "where": _where(step, role_names),
        "time": explain_minutes(minutes) if minutes else _("thời gian chưa định"),
        "sub": step.sub,
    }
    return _sentence(step) % facts


def _sentence(step: StepSpec) -> str:
    if step.kind is StepKind.WAIT_DATE and not step.until:
        return str(_WAITS_FOR_TIME)
    return str(_SENTENCES.get(step.kind, _DOES))


def _branches(table: StepTable, step: StepSpec, numbers: Mapping[str, int]) -> list[str]:
    names = [
        _("bước %(number)s, %(step)s") % {"number": numbers[each], "step": table.step(each).name}
        for each in step.branches
        if each in table.by_id
    ]
    return [_("Các nhánh bắt đầu từ: %(names)s.") % {"names": "; ".join(names)}] if names else []


def _who(table: StepTable, step: StepSpec, role_names: Mapping[str, str]) -> str:
    if step.officer_of is not None:
        earlier = table.by_id.get(step.officer_of)
        return _("Người đã làm bước “%(step)s”") % {
            "step": earlier.name if earlier else step.officer_of
        }
    if step.role.startswith(PERSON_PREFIX):
        return role_names.get(step.role) or _("Người được chỉ định")
    if not step.role:
        return "" if step.tenant_slug else _("(chưa có người làm)")
    return role_names.get(step.role) or str(_ROLES.get(step.role, step.role))


def _where(step: StepSpec, names: Mapping[str, str]) -> str:
    if step.role == APPLICANT:
        return ""
    if step.agency == RECEIVING:
        return _(" của nơi tiếp nhận")
    if step.agency == COMPETENT:
        return _(" của cơ quan có thẩm quyền")
    if step.tenant_slug is not None:
        name = names.get(step.agency, step.tenant_slug)
        return _("cơ quan ngoài hệ thống “%(name)s”") % {"name": name}
    if step.agency in names:
        return _(" của %(agency)s") % {"agency": names[step.agency]}
    return _(" của cơ quan được chỉ định")


def _way(table: StepTable, step: StepSpec, outcome: OutcomeSpec, numbers: Mapping[str, int]) -> str:
    words = {
        "outcome": outcome.label,
        "target": _target(table, step, outcome, numbers),
        "reason": _(" (phải nêu lý do)") if outcome.requires_reason else "",
        "condition": outcome.condition,
    }
    if step.kind is StepKind.PARALLEL:
        return _("Khi mọi nhánh xong thì %(target)s.") % words
    if step.kind is StepKind.CHOICE and outcome.condition:
        return _("Nếu %(condition)s thì “%(outcome)s”: %(target)s.") % words
    if step.kind is StepKind.CHOICE:
        return _("Trường hợp còn lại, “%(outcome)s”: %(target)s.") % words
    if len(step.outcomes) == 1:
        return _("Xong thì %(target)s%(reason)s.") % words
    return _("Nếu “%(outcome)s” thì %(target)s%(reason)s.") % words


def _target(
    table: StepTable, step: StepSpec, outcome: OutcomeSpec, numbers: Mapping[str, int]
) -> str:
    if outcome.end_key is not None:
        known = outcome.end_key in END_KEYS
        return str(_ENDS[EndKey(outcome.end_key)]) if known else _("kết thúc không rõ kết quả")
    if outcome.join_of is not None:
        return _("nhánh này xong, chờ các nhánh khác")
    if outcome.leaves_by is not None:
        return _("rời quy trình con")
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


def _reminders(step: StepSpec, names: Mapping[str, str]) -> list[str]:
    told = [
        _("Nhắc %(who)s trước hạn %(time)s.")
        % {"who": _told(each.to, names), "time": explain_minutes(each.minutes_before)}
        for each in step.reminders
    ]
    if step.escalation is None:
        return told
    who = _told(step.escalation.to, names)
    if not step.escalation.minutes_after:
        return [*told, _("Quá hạn thì báo %(who)s.") % {"who": who}]
    time = explain_minutes(step.escalation.minutes_after)
    return [*told, _("Quá hạn %(time)s thì báo %(who)s.") % {"who": who, "time": time}]


def _told(to: str, names: Mapping[str, str]) -> str:
    if to == HOLDER:
        return _("người đang giữ việc")
    return names.get(to) or str(_ROLES.get(to, to))
