"""What is wrong with a table of steps, said so that the clerk who drew it can put it right.

Function 09 of the national list requires that a visual designer finds: a step without assignee,
a loop without exit, a branch that loses the result, an undefined deadline.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from .due_rules import RECEPTION_WORKING_MINUTES, explain_minutes
from .graph import can_end, longest_path_minutes, on_loop, reachable
from .inlining import InliningRefused, inline
from .lint_blocks import check_routing
from .lint_subs import check_subs
from .problems import StepProblem
from .steps import (
    AGENCY_PREFIX,
    APPLICANT,
    COMPETENT,
    END_KEYS,
    PERSON_PREFIX,
    RECEIVING,
    EndKey,
    OutcomeSpec,
    StepKind,
    StepSpec,
    StepTable,
)

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")


def lint_steps(table: StepTable) -> list[StepProblem]:
    """All problems, in the order of the table.

    Steps of sub-processes are checked where they are called; what is wrong with one of them is
    told once, under the author's own id of the step.
    """
    if not table.steps:
        return [StepProblem("", "no_steps", _("Quy trình chưa có bước nào."))]
    found = [*_duplicates(table), *check_subs(table)]
    try:
        flat = inline(table)
    except InliningRefused:
        return found
    for step in flat.steps:
        found += [*_step_itself(step), *_assignee(flat, step), *_outcomes(flat, step)]
    found += [*check_routing(flat), *_shape(flat), *_times(flat)]
    authors = {step.id: step.author_id for step in flat.steps}
    told = (replace(one, step_id=authors.get(one.step_id, one.step_id)) for one in found)
    return list(dict.fromkeys(told))


def _duplicates(table: StepTable) -> Iterator[StepProblem]:
    inner = [step for sub in table.subs for step in sub.steps]
    for step_id, count in Counter(step.id for step in (*table.steps, *inner)).items():
        if count > 1:
            yield StepProblem(
                step_id,
                "duplicate_step",
                _("Mã bước “%(id)s” được dùng cho nhiều bước; mỗi bước cần một mã riêng.")
                % {"id": step_id},
            )


def _step_itself(step: StepSpec) -> Iterator[StepProblem]:
    name = {"step": step.name or step.id}
    if not _ID.fullmatch(step.id):
        yield StepProblem(
            step.id,
            "bad_id",
            _("Mã của bước “%(step)s” chỉ được gồm chữ không dấu, số, gạch nối, gạch dưới.") % name,
        )
    if not step.name.strip():
        yield StepProblem(step.id, "no_name", _("Bước “%(step)s” chưa có tên.") % name)
    if _needs_time(step) and (not step.working_minutes or step.working_minutes < 0):
        yield StepProblem(
            step.id, "no_deadline", _("Bước “%(step)s” chưa có thời hạn xử lý.") % name
        )
    if not 1 <= step.national_state <= 10:
        yield StepProblem(
            step.id,
            "bad_state",
            _("Bước “%(step)s” chưa gắn với một trong mười trạng thái hồ sơ quốc gia.") % name,
        )


def _needs_time(step: StepSpec) -> bool:
    """What shows the way takes none, what goes on by itself as long as it takes."""
    if step.kind is StepKind.WAIT_DATE:
        return not step.until
    return not step.kind.is_routing and step.kind is not StepKind.AUTOMATIC


def _assignee(table: StepTable, step: StepSpec) -> Iterator[StepProblem]:
    name = {"step": step.name or step.id}
    if step.kind.is_routing or step.kind is StepKind.WAIT_DATE:
        return
    if step.kind is StepKind.AUTOMATIC and not step.action:
        message = _("Bước tự động “%(step)s” chưa chọn việc phải làm.")
        yield StepProblem(step.id, "no_action", message % name)
    if not step.role.strip() and step.tenant_slug is None:
        yield StepProblem(
            step.id, "no_assignee", _("Bước “%(step)s” chưa có người thực hiện.") % name
        )
    elif step.officer_of is not None:
        yield from _same_officer(table, step)
    elif not _person_is_valid(step):
        message = _("Bước “%(step)s” giao cho một người không xác định được.")
        yield StepProblem(step.id, "no_assignee", message % name)
    if step.role != APPLICANT and not _agency_is_valid(step):
        yield StepProblem(
            step.id,
            "no_agency",
            _("Bước “%(step)s” chưa chọn cơ quan thực hiện.") % name,
        )


def _same_officer(table: StepTable, step: StepSpec) -> Iterator[StepProblem]:
    earlier = table.by_id.get(step.officer_of or "")
    if earlier is None or earlier.role == APPLICANT or earlier.officer_of is not None:
        yield StepProblem(
            step.id,
            "no_assignee",
            _(
                "Bước “%(step)s” giao cho cán bộ đã làm một bước khác, "
                "nhưng bước đó không có hoặc không do cán bộ làm."
            )
            % {"step": step.name or step.id},
        )


def _person_is_valid(step: StepSpec) -> bool:
    try:
        return step.person_id is not None or not step.role.startswith(PERSON_PREFIX)
    except ValueError:
        return False


def _agency_is_valid(step: StepSpec) -> bool:
    if step.tenant_slug is not None:
        return step.kind is StepKind.CONSULT and bool(step.tenant_slug)
    if not step.agency.startswith(AGENCY_PREFIX):
        return step.agency in (RECEIVING, COMPETENT)
    try:
        return step.agency_id is not None
    except ValueError:
        return False


def _outcomes(table: StepTable, step: StepSpec) -> Iterator[StepProblem]:
    name = {"step": step.name or step.id}
    if not step.outcomes:
        yield StepProblem(
            step.id,
            "loses_result",
            _("Bước “%(step)s” không có cách kết thúc nào, hồ sơ sẽ dừng lại ở đó.") % name,
        )
    ids = Counter(outcome.id for outcome in step.outcomes)
    if any(count > 1 for count in ids.values()):
        yield StepProblem(
            step.id,
            "duplicate_outcome",
            _("Bước “%(step)s” có hai kết quả trùng mã.") % name,
        )
    if step.timeout_outcome and step.timeout_outcome not in ids:
        yield StepProblem(
            step.id,
            "bad_timeout",
            _("Bước “%(step)s” tự chuyển khi hết hạn theo một kết quả không có.") % name,
        )
    for outcome in step.outcomes:
        yield from _one_outcome(table, step, outcome)


def _one_outcome(table: StepTable, step: StepSpec, outcome: OutcomeSpec) -> Iterator[StepProblem]:
    words = {"step": step.name or step.id, "outcome": outcome.label or outcome.id}
    if not _ID.fullmatch(outcome.id) or not outcome.label.strip():
        yield StepProblem(
            step.id,
            "bad_outcome",
            _("Một kết quả của bước “%(step)s” thiếu mã hoặc thiếu tên.") % words,
        )
    if outcome.end_key is not None and outcome.end_key not in END_KEYS:
        yield StepProblem(
            step.id,
            "loses_result",
            _(
                "Kết quả “%(outcome)s” của bước “%(step)s” kết thúc hồ sơ mà không trả kết quả, "
                "không từ chối và không dừng."
            )
            % words,
        )
    elif outcome.end_key is None and not _leads_on(table, outcome):
        yield StepProblem(
            step.id,
            "dangling",
            _("Kết quả “%(outcome)s” của bước “%(step)s” chưa dẫn tới bước nào.") % words,
        )
    if outcome.end_key in (EndKey.REFUSED, EndKey.STOPPED) and not outcome.requires_reason:
        yield StepProblem(
            step.id,
            "no_reason",
            _("Kết quả “%(outcome)s” của bước “%(step)s” nên bắt buộc nêu lý do.") % words,
            "warning",
        )


def _leads_on(table: StepTable, outcome: OutcomeSpec) -> bool:
    block = table.by_id.get(outcome.join_of or "")
    return outcome.to in table.by_id or (block is not None and block.kind is StepKind.PARALLEL)


def _shape(table: StepTable) -> Iterator[StepProblem]:
    reached, trapped = reachable(table), on_loop(table) - can_end(table)
    for step in table.steps:
        name = {"step": step.name or step.id}
        if step.id not in reached:
            yield StepProblem(
                step.id,
                "unreachable",
                _("Không có kết quả nào dẫn tới bước “%(step)s”.") % name,
            )
        elif step.id in trapped:
            yield StepProblem(
                step.id,
                "endless_loop",
                _("Từ bước “%(step)s” hồ sơ quay vòng mãi, không có lối ra.") % name,
            )
    ends = {o.end_key for step, o in table.arrows() if step.id in reached}
    if EndKey.ISSUED not in ends:
        yield StepProblem(
            "", "no_result", _("Quy trình không có đường nào đi tới việc trả kết quả.")
        )


def _times(table: StepTable) -> Iterator[StepProblem]:
    for step in table.steps:
        minutes = step.working_minutes or 0
        if step.kind is StepKind.RECEPTION and minutes > RECEPTION_WORKING_MINUTES:
            yield StepProblem(
                step.id,
                "reception_too_long",
                _("Bước “%(step)s” dài hơn 8 giờ làm việc, là hạn tiếp nhận hồ sơ trực tuyến.")
                % {"step": step.name or step.id},
            )
    yield from _reminders(table)
    counted = {step.id: step.working_minutes or 0 for step in table.steps if _is_charged(step)}
    total = longest_path_minutes(table, counted)
    if table.total_minutes is not None and total > table.total_minutes:
        yield StepProblem(
            "",
            "over_total",
            _("Tổng thời gian các bước là %(sum)s, vượt thời hạn giải quyết %(total)s.")
            % {
                "sum": explain_minutes(total),
                "total": explain_minutes(table.total_minutes),
            },
        )


def _reminders(table: StepTable) -> Iterator[StepProblem]:
    for step in table.steps:
        longest = max((each.minutes_before for each in step.reminders), default=0)
        if step.working_minutes and longest >= step.working_minutes:
            yield StepProblem(
                step.id,
                "reminder_too_early",
                _("Bước “%(step)s” nhắc việc trước khi việc bắt đầu; lời nhắc này sẽ không gửi.")
                % {"step": step.name or step.id},
                "warning",
            )


def _is_charged(step: StepSpec) -> bool:
    """Time before valid reception and the citizen's own time are outside the statutory term."""
    return (
        not step.kind.is_waiting
        and not step.kind.is_routing
        and step.kind is not StepKind.RECEPTION
    )
