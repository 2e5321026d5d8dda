"""Steps that go on by themselves: told of, tried again with growing pauses, then shown to a person.

What a step does is the business of the app above; here is only when, how often, and to whom it
falls when it cannot be done.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.kernel.events import publish
from motcua.workflow.domain.steps import APPLICANT, StepKind
from motcua.workflow.errors import WorkItemTaken
from motcua.workflow.events import ActionDue
from motcua.workflow.models import WorkItem
from motcua.workflow.operations.access import check_may_work
from motcua.workflow.operations.locking import lock_item
from motcua.workflow.operations.timers import retry_later
from motcua.workflow.queries.definitions import get_step
from motcua.workflow.queries.views import WorkItemView, view_item

PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
)
"""Between one try and the next; after the last of them a person gets the step."""
_MAX_REASON: Final = 2_000


def ask_for_actions(items: Iterable[WorkItem], *, now: datetime) -> None:
    for item in items:
        if item.kind == StepKind.AUTOMATIC:
            publish(_due(item), at=now)


def note_failure(*, item_id: UUID, attempt: int, reason: str, now: datetime) -> WorkItemView:
    """The try number ``attempt`` (from 0) failed. Repeating the same report changes nothing.

    Once tries are used up the item gets its role, so that inboxes show it, and keeps the reason.
    Raises ``WorkItemTaken`` when it was done meanwhile.
    """
    with transaction.atomic():
        instance, item = lock_item(item_id)
        if item.attempts != attempt or item.role:
            return view_item(item)
        item.attempts = attempt + 1
        item.failure = reason[:_MAX_REASON]
        if attempt < len(PAUSES):
            retry_later(item, number=item.attempts, now=now, delay=PAUSES[attempt])
        else:
            step = get_step(instance.version_id, item.step_id)
            item.role = step.role if step.role != APPLICANT else ""
        item.save(update_fields=["attempts", "failure", "role"])
        return view_item(item)


def retry_action(*, item_id: UUID, by: Actor, now: datetime) -> WorkItemView:
    """A person asks for another try. Raises ``WorkItemTaken``, ``WorkItemNotYours``."""
    with transaction.atomic():
        _instance, item = lock_item(item_id)
        if item.kind != StepKind.AUTOMATIC or not item.role:
            raise WorkItemTaken(_("Bước tự động này đang được hệ thống thực hiện."))
        check_may_work(item, by)
        item.attempts, item.failure, item.role = 0, "", ""
        item.assignee_id, item.claimed_at, item.status = None, None, "open"
        item.save(
            update_fields=["attempts", "failure", "role", "assignee_id", "claimed_at", "status"]
        )
        item.timers.filter(kind="retry").delete()
        publish(_due(item), at=now)
        return view_item(item)


def ask_again(item: WorkItem, *, now: datetime) -> None:
    """The pause after a failed try is over."""
    publish(_due(item), at=now)


def _due(item: WorkItem) -> ActionDue:
    return ActionDue(
        subject_id=item.subject_id,
        item_id=item.id,
        step_id=item.step_id,
        attempt=item.attempts,
    )
