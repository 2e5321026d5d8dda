"""Answers about a process as the designer in the browser receives them."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.identity.api import ROLES
from motcua.workflow.api import (
    APPLICANT,
    COMPETENT,
    RECEIVING,
    EndKey,
    OutcomeSpec,
    StepSpec,
    StepTable,
)
from motcua.workflow.simulation.api import (
    DoneStep,
    OpenStep,
    Played,
    Pool,
    StepInput,
    pool_of,
)

_END_NAMES: Final[Mapping[str, str | Promise]] = {
    EndKey.ISSUED: gettext_lazy("Đã có kết quả"),
    EndKey.REFUSED: gettext_lazy("Từ chối"),
    EndKey.STOPPED: gettext_lazy("Dừng xử lý"),
    EndKey.WITHDRAWN: gettext_lazy("Rút hồ sơ"),
}


def role_name(role: str) -> str:
    if role == APPLICANT:
        return _("Người nộp hồ sơ")
    if role.startswith("person:"):
        return _("Người được chỉ định")
    return str(ROLES[role].label) if role in ROLES else role


def agency_name(agency: str) -> str:
    if agency == RECEIVING:
        return _("nơi tiếp nhận")
    return _("cơ quan có thẩm quyền") if agency == COMPETENT else _("cơ quan được chỉ định")


def pool_name(pool: Pool) -> str:
    return f"{role_name(pool.role)}, {agency_name(pool.agency)}"


def pools_json(pools: list[Pool], table: StepTable, people: Mapping[str, int]) -> list[Any]:
    return [
        {
            "key": pool.key,
            "role": pool.role,
            "agency": pool.agency,
            "name": pool_name(pool),
            "steps": list(dict.fromkeys(table.step(step).author_id for step in pool.steps)),
            "people": people[pool.key],
        }
        for pool in pools
    ]


def inputs_json(table: StepTable, inputs: Mapping[str, StepInput]) -> list[dict[str, Any]]:
    """By the author's steps: a sub-process called twice is measured once."""
    found: dict[str, dict[str, Any]] = {}
    for step in table.steps:
        told = inputs[step.id]
        total = sum(told.shares.values()) or 1.0
        found.setdefault(
            step.author_id,
            {
                "id": step.author_id,
                "name": step.name,
                "kind": step.kind.value,
                "pool": pool_of(table, step),
                "handling_minutes": round(told.minutes),
                "allowed_minutes": step.working_minutes,
                "outcomes": [
                    {
                        "id": outcome.id,
                        "label": outcome.label,
                        "share": round(told.shares.get(outcome.id, 0.0) / total, 4),
                    }
                    for outcome in step.outcomes
                ],
            },
        )
    return list(found.values())


def played_json(played: Played, table: StepTable) -> dict[str, Any]:
    return {
        "at": played.at.isoformat(),
        "received_at": played.received_at.isoformat() if played.received_at else None,
        "due_at": played.due_at.isoformat() if played.due_at else None,
        "paused": played.is_paused,
        "ended": played.ended,
        "end_name": str(_END_NAMES[played.ended]) if played.ended else None,
        "national_state": played.national_state,
        "open": [_open_json(step, played, table) for step in played.open],
        "history": [_done_json(done) for done in played.history],
        "words": _words(played, table),
    }


def _open_json(step: OpenStep, played: Played, table: StepTable) -> dict[str, Any]:
    spec = step.spec
    silent = spec.outcome(spec.silent_outcome)
    return {
        "step": spec.id,
        "author_step": spec.author_id,
        "name": spec.name,
        "kind": spec.kind.value,
        "who": _who(spec, table),
        "where": "" if spec.role in ("", APPLICANT) else agency_name(spec.agency),
        "opened_at": step.opened_at.isoformat(),
        "due_at": step.due_at.isoformat() if step.due_at else None,
        "late": step.due_at is not None and played.at > step.due_at,
        "outcomes": [_outcome_json(outcome, table) for outcome in spec.outcomes],
        "timeout": {
            "outcome": silent.id,
            "label": silent.label,
            "at": step.due_at.isoformat() if step.due_at else None,
        }
        if silent
        else None,
    }


def _outcome_json(outcome: OutcomeSpec, table: StepTable) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "label": outcome.label,
        "requires_reason": outcome.requires_reason,
        "kind": outcome.kind,
        "condition": outcome.condition,
        "to_name": _to_name(outcome, table),
    }


def _to_name(outcome: OutcomeSpec, table: StepTable) -> str:
    if outcome.end_key is not None:
        return str(_END_NAMES.get(outcome.end_key, outcome.end_key))
    if outcome.join_of is not None:
        return _("Hết nhánh")
    target = table.by_id.get(outcome.to)
    return target.name if target else ""


def _done_json(done: DoneStep) -> dict[str, Any]:
    return {
        "step": done.spec.id,
        "name": done.spec.name,
        "outcome": done.outcome.id,
        "label": done.outcome.label,
        "opened_at": done.opened_at.isoformat(),
        "closed_at": done.closed_at.isoformat(),
        "due_at": done.due_at.isoformat() if done.due_at else None,
        "late": done.is_late,
        "by_timeout": done.by_timeout,
    }


def _who(spec: StepSpec, table: StepTable) -> str:
    earlier = table.by_id.get(spec.officer_of) if spec.officer_of else None
    if earlier is not None:
        return _("Người đã làm bước “%(step)s”") % {"step": earlier.name}
    return role_name(spec.role) if spec.role else _("Tự động")


def _words(played: Played, table: StepTable) -> list[str]:
    if played.ended:
        return [_("Hồ sơ kết thúc: %(end)s.") % {"end": _END_NAMES[played.ended]}]
    found = [
        _("Hồ sơ chờ ở bước “%(step)s” (%(who)s).")
        % {"step": step.spec.name, "who": _who(step.spec, table)}
        for step in played.open
    ]
    if played.is_paused:
        found.append(_("Thời gian của người nộp không tính vào thời hạn."))
    return found
