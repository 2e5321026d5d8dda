from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import supplement_outcome
from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMoved, DueInvalid, SupplementInvalid, SupplementOpen
from motcua.casework.models import Case, PaperKind, SupplementItem, SupplementRequest
from motcua.casework.operations.clock import calendar_of, pause_clock
from motcua.casework.operations.loading import check_holds, held_item, lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.papers import order_paper
from motcua.casework.operations.recording import close_act, record_decision, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow
from motcua.casework.operations.start_process import ensure_process
from motcua.casework.papers.moments import hour_and_day
from motcua.casework.permissions import Permission
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

MAX_ITEMS: Final = 200
REASON_CODES: Final = ("missing", "wrong", "unreadable", "expired", "inconsistent", "other")


@dataclass(frozen=True, slots=True)
class SupplementWish:
    """One thing to add or mend. ``target``: a field id (``field``, ``file``) or component id."""

    kind: Literal["field", "file", "component"]
    target: str
    reason: str
    reason_code: str = "other"


@dataclass(frozen=True, slots=True)
class SupplementAsked:
    """``counts_overdue``: the second request of a dossier makes it late (QĐ 766)."""

    request_id: UUID
    sequence: int
    counts_overdue: bool
    due_at: datetime
    case: CaseState


def ask_supplement(
    *,
    case_id: UUID,
    items: Sequence[SupplementWish],
    by: Actor,
    now: datetime,
    message: str = "",
    due_at: datetime | None = None,
) -> SupplementAsked:
    """One request that lists everything missing, each with its reason; form 02; state 5.

    The clock stands still (or, by the service's rule, is counted anew afterwards). Without
    ``due_at`` the citizen has the service's number of working days. Raises
    ``SupplementInvalid``, ``SupplementOpen``, ``DueInvalid``, ``TransitionRefused``.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        by.require(Permission.RECEIVE if case.received_at is None else Permission.APPRAISE)
        if SupplementRequest.objects.filter(case=case, closed_at=None).exists():
            raise SupplementOpen(_("Hồ sơ này đang chờ người nộp bổ sung."))
        ensure_process(case, now=now)
        held = held_item(case, by=by)
        check_holds(case, by=by, item=held)
        request = _write(case, items, message=message, due_at=due_at, by=by, now=now)
        _hand_to_citizen(case, held, request, by=by, now=now)
        order_paper(case, PaperKind.SUPPLEMENT, by=by, now=now, supplement_id=request.pk)
        key = f"supplement_requested:{request.sequence}"
        tell_citizen(
            case,
            occasion="supplement_requested",
            key=key,
            now=now,
            due=hour_and_day(request.due_at),
        )
        state = close_act(
            case,
            action="case.supplement_asked",
            by=by,
            now=now,
            data={"request": request.pk, "sequence": request.sequence, "items": len(items)},
        )
        return SupplementAsked(
            request.pk, request.sequence, request.counts_overdue, request.due_at, state
        )


def _write(
    case: Case,
    wishes: Sequence[SupplementWish],
    *,
    message: str,
    due_at: datetime | None,
    by: Actor,
    now: datetime,
) -> SupplementRequest:
    labels = _check(case, wishes)
    case.supplement_count += 1
    request = SupplementRequest.objects.create(
        case=case,
        sequence=case.supplement_count,
        message=message.strip(),
        before_reception=case.received_at is None,
        state_before=case.national_state,
        asked_at=now,
        asked_by=by.reference,
        asked_by_name=by.name[:200],
        due_at=_due(case, due_at, now=now),
        correction_id=_open_correction(case, wishes, by=by, now=now),
    )
    SupplementItem.objects.bulk_create(
        SupplementItem(
            request=request,
            position=position,
            kind=wish.kind,
            target=wish.target,
            label=label,
            reason_code=wish.reason_code,
            reason=wish.reason.strip(),
        )
        for position, (wish, label) in enumerate(zip(wishes, labels, strict=True), start=1)
    )
    return request


def _check(case: Case, wishes: Sequence[SupplementWish]) -> list[str]:
    """Labels of what is asked for. Raises ``SupplementInvalid`` naming the faulty line."""
    if not wishes or len(wishes) > MAX_ITEMS:
        raise SupplementInvalid(_("Hãy chọn ít nhất một nội dung cần bổ sung."), field="items")
    known = _labels(case)
    labels = []
    for index, wish in enumerate(wishes):
        label = known.get((_family(wish.kind), wish.target))
        if label is None or wish.reason_code not in REASON_CODES:
            raise SupplementInvalid(
                _("Nội dung cần bổ sung không có trong hồ sơ."), field=f"items.{index}.target"
            )
        if not wish.reason.strip():
            raise SupplementInvalid(
                _("Hãy nêu lý do cần bổ sung “%(name)s”.") % {"name": label},
                field=f"items.{index}.reason",
            )
        labels.append(label)
    return labels


def _labels(case: Case) -> dict[tuple[str, str], str]:
    service = get_frozen_service(case.version_id)
    fields = {
        ("field", field.id): field.label("vi")[:400]
        for field in service.compiled_form.fields.values()
    }
    components = {
        ("component", part.id): pick(part.name, "vi")[:400] for part in service.document.components
    }
    return fields | components


def _family(kind: str) -> str:
    return "component" if kind == "component" else "field"


def _due(case: Case, wanted: datetime | None, *, now: datetime) -> datetime:
    if wanted is not None:
        if wanted <= now:
            raise DueInvalid(_("Hạn bổ sung phải ở tương lai."), field="due_at")
        day = timezone.localtime(wanted).date()
        if not calendar_of(case).is_working_day(day):
            raise DueInvalid(_("Hạn bổ sung phải là ngày làm việc."), field="due_at")
        return wanted
    days = get_frozen_service(case.version_id).document.clock.supplement_working_days
    return calendar_of(case).add_working_days(now, days)


def _open_correction(
    case: Case, wishes: Sequence[SupplementWish], *, by: Actor, now: datetime
) -> UUID | None:
    """Only what is asked for may be changed; a component opens the question that takes it.

    ``None`` when all of it is brought to the counter.
    """
    document = get_frozen_service(case.version_id).document
    taking = {part.id: part.field_id for part in document.components}
    wanted = [taking.get(wish.target) or wish.target for wish in wishes]
    known = get_frozen_service(case.version_id).compiled_form.fields
    field_ids = list(dict.fromkeys(each for each in wanted if each in known))
    if not field_ids:
        return None
    return submissions.open_correction(
        submission_id=case.submission_id, field_ids=field_ids, by=by, now=now
    ).id


def _hand_to_citizen(
    case: Case,
    held: workflow.WorkItemView,
    request: SupplementRequest,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """By the author's way to the citizen where one is drawn, else by stopping the step's clock."""
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    reason = _("Yêu cầu bổ sung hồ sơ lần %(number)d") % {"number": request.sequence}
    table = workflow.get_step_table(case.process_version_id)
    outcome = supplement_outcome(table.step(held.step_id), table)
    pause_clock(case, by=by, now=now, reason=reason)
    if outcome is None:
        workflow.pause_items(subject_id=case.pk, reason=reason, by=by, now=now)
        move_state(case, NationalState.SUPPLEMENT, by=by, now=now, reason=reason)
        return
    progress = workflow.complete_item(
        item_id=held.id, outcome=outcome.id, by=by, now=now, note=reason
    )
    record_decision(case, held, outcome=outcome, note=reason, by=by, now=now)
    follow(case, progress, by=by, now=now, reason=reason)
