"""What the database and the mail sink hold; run by ``tests.functional.inside``.

``settle`` first lets the time pass for which a dead worker's claims on mails are respected.
"""

import json
from collections import Counter
from datetime import timedelta
from typing import Any

SLUGS = ("lam-dong", "bqp")


def main(*, settle: bool) -> dict[str, Any]:
    from tenants.api import find_tenant, in_tenant

    found = {}
    for slug in SLUGS:
        with in_tenant(find_tenant(slug=slug).schema_name):
            if settle:
                _send_what_was_left()
            found[slug] = _account()
    return found


def _send_what_was_left() -> None:
    from django.utils import timezone

    from motcua.kernel import outbox
    from motcua.notifications.operations.send_waiting import LEASE, send_waiting

    later = timezone.now() + LEASE + timedelta(hours=1)
    outbox.drain(now=later)
    while send_waiting(now=later):
        pass


def _account() -> dict[str, Any]:
    from motcua.casework.models import Case
    from motcua.kernel.audit import verify_all
    from motcua.kernel.models import IdempotencyKey, OutboxEntry
    from motcua.notifications.models import Message
    from motcua.submissions.models import Submission
    from motcua.workflow.models import ProcessInstance, WorkItem

    cases = dict(Case.objects.values_list("first_submission_id", "pk"))
    waiting = OutboxEntry.objects.filter(done_at=None)
    return {
        "submissions": {
            str(draft): [str(pk), reference]
            for draft, pk, reference in Submission.objects.values_list(
                "draft_id", "pk", "reference"
            )
        },
        "cases": {str(submission): str(case) for submission, case in cases.items()},
        "case_count": Case.objects.count(),
        "submission_count": Submission.objects.count(),
        "keys": IdempotencyKey.objects.filter(scope__startswith="submit:").count(),
        "outbox_waiting": waiting.filter(given_up_at=None).count(),
        "outbox_given_up": OutboxEntry.objects.exclude(given_up_at=None).count(),
        "outbox_doubled": _doubled(OutboxEntry),
        "processes": _per_case(ProcessInstance.objects.values_list("subject_id", flat=True)),
        "open_work": _per_case(
            WorkItem.objects.filter(status__in=["open", "claimed"]).values_list(
                "subject_id", flat=True
            )
        ),
        "messages": Message.objects.count(),
        "mails": _mails(),
        "audit_intact": all(report.intact for report in verify_all()),
    }


def _doubled(model: Any) -> int:
    """Entries beyond the first for one consumer and one event."""
    rows = model.objects.values_list("consumer", "payload")
    counted = Counter((consumer, json.dumps(payload, sort_keys=True)) for consumer, payload in rows)
    return sum(number - 1 for number in counted.values())


def _per_case(subjects: Any) -> dict[str, int]:
    return dict(Counter(str(subject) for subject in subjects))


def _mails() -> list[dict[str, Any]]:
    """Every mail that should have left, and how often it came to the sink."""
    import hashlib

    from motcua.notifications.contrib.email import mailbox
    from motcua.notifications.models import Delivery
    from tenants.api import current_tenant

    found = []
    host = current_tenant().primary_host
    for delivery in Delivery.objects.filter(channel="channel.email"):
        message_id = f"<{delivery.pk}@{host}>"
        name = hashlib.sha256(message_id.encode()).hexdigest()[:40]
        count = mailbox.folder() / f"{name}.count"
        found.append(
            {
                "id": message_id,
                "status": delivery.status,
                "attempts": delivery.attempt_count,
                "file": (mailbox.folder() / f"{name}.eml").exists(),
                "arrivals": count.stat().st_size if count.exists() else 0,
            }
        )
    return found
