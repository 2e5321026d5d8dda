"""Groups of procedures (liên thông): one submission, a parent dossier, a child for each member."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from formbuilder.api import Context, compile_condition, evaluate
from motcua.casework.domain.groups import state_of_group
from motcua.casework.domain.states import NationalState
from motcua.casework.events import ChildMoved
from motcua.casework.models import Case, DueChange, DueChangeKind
from motcua.casework.operations.code import give_code
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.catalogue.api import (
    FrozenService,
    GroupMember,
    ServiceGone,
    ServiceMissing,
    get_frozen_service,
    get_service_by_slug,
)
from motcua.kernel.actors import SYSTEM
from motcua.submissions import api as submissions

_S = NationalState
_ENDED: Final = frozenset({_S.DONE, _S.STOPPED, _S.WITHDRAWN, _S.NOT_RECEIVED})


def open_children(parent: Case, *, now: datetime) -> None:
    """Once, when the parent's start is worked on; the parent is locked by the caller."""
    if parent.finished_at is not None or parent.children.exists():
        return
    submission = submissions.get_submission(parent.submission_id, by=SYSTEM)
    service = get_frozen_service(parent.version_id)
    opened, missing = [], []
    for member in _taking_part(service, submission, now):
        try:
            version_id = get_service_by_slug(member.service_slug).version.id
        except (ServiceMissing, ServiceGone):
            missing.append(member.service_slug)
            continue
        opened.append(_open_child(parent, version_id, now=now))
    facts = {"codes": opened, "missing": missing}
    close_act(parent, action="case.children_opened", by=SYSTEM, now=now, data=facts)


def follow_children_later(event: ChildMoved, at: datetime) -> None:
    """Consumer ``casework.follow_children``: looks at how the children stand now."""
    with transaction.atomic():
        parent = lock_case(event.parent_id)
        children = list(parent.children.only("national_state", "due_at"))
        states = [each.state for each in children]
        dues = [each.due_at for each in children if each.due_at is not None]
        if dues:
            _receive(parent, max(dues), now=at)
        target = state_of_group(states, received=parent.received_at is not None)
        if target is parent.state:
            parent.save()
            return
        _move(parent, target, now=at)
        if target in _ENDED:
            tell_citizen(parent, occasion="group_closed", key=f"group:{at.isoformat()}", now=at)
            close_act(parent, action="case.group_closed", by=SYSTEM, now=at)
        else:
            parent.save()


def _taking_part(
    service: FrozenService, submission: submissions.SubmissionView, now: datetime
) -> list[GroupMember]:
    form = service.compiled_form
    profile = dict(submission.applicant)
    world = Context(today=timezone.localtime(now).date(), profile=profile)
    shown = evaluate(form, submission.answers, world)
    return [
        member
        for member in service.document.execution.group
        if member.when is None or compile_condition(form, member.when).holds(shown)
    ]


def _open_child(parent: Case, version_id: UUID, *, now: datetime) -> str:
    submission_id = submissions.derive_submission(
        from_id=parent.submission_id, version_id=version_id, now=now
    )
    child = Case.objects.get(submission_id=submission_id)
    child.parent = parent
    child.save(update_fields=["parent"])
    return child.reference


def _receive(parent: Case, due: datetime, *, now: datetime) -> None:
    """The parent is received with its first child, and promised for when the last one is."""
    if parent.received_at is None:
        _record_due(parent, due, DueChangeKind.SET, now=now)
        parent.original_due_at = parent.due_at = due
        parent.received_at = now
        give_code(parent, now=now)
        move_state(parent, _S.RECEIVED, by=SYSTEM, now=now)
    elif parent.due_at is not None and due != parent.due_at:
        _record_due(parent, due, DueChangeKind.RECOUNT, now=now)
        parent.due_at = due
    parent.deadline_at = None if parent.finished_at else parent.due_at


def _record_due(parent: Case, due: datetime, kind: DueChangeKind, *, now: datetime) -> None:
    DueChange.objects.create(
        case=parent,
        kind=kind,
        reason=_("Theo thời hạn của các hồ sơ thành phần"),
        before_due_at=parent.due_at,
        after_due_at=due,
        by=SYSTEM.reference,
        by_name=SYSTEM.name,
        at=now,
    )


def _move(parent: Case, target: NationalState, *, now: datetime) -> None:
    """A parent whose result was handed over stays so, even if another child is reopened."""
    reason = _("Theo các hồ sơ thành phần")
    if parent.state is _S.RETURNED:
        return
    if target is _S.RETURNED and parent.state is not _S.DONE:
        move_state(parent, _S.DONE, by=SYSTEM, now=now, reason=reason)
    reopening = parent.state.is_final and target is _S.PROCESSING
    move_state(parent, target, by=SYSTEM, now=now, reason=reason, reopening=reopening)
