"""A published version gets its frozen process, and a broken process is never published."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.models import VersionProcess
from motcua.casework.steps.checks import check_facts
from motcua.casework.steps.documents import step_table_of
from motcua.casework.steps.shown import missing_targets
from motcua.catalogue.api import (
    Problem,
    PublishCheck,
    ServiceDocument,
    ServicePublished,
    get_frozen_service,
)
from motcua.workflow import api as workflow
from tenants.api import current_tenant

# Never changes once written, so it is kept for the life of the process, per schema.
_known: dict[tuple[str, UUID], UUID] = {}
_MAX_KNOWN = 5_000


class ProcessCheck(PublishCheck):
    """Function 09 of the national list: no assignee, endless loop, lost result, no deadline."""

    key = "casework.process"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        if not document.process.steps:
            return
        for found in workflow.lint_steps(step_table_of(document)):
            path = f"process/{found.step_id}" if found.step_id else "process"
            yield Problem(path, found.code, found.message, found.severity)
        yield from check_facts(document)
        for step_id, target in missing_targets(document):
            message = _("Bước này cho xem “%(target)s”, mục không còn trong biểu mẫu.")
            words = message % {"target": target}
            yield Problem(f"process/{step_id}", "shown_missing", words)


def freeze_published(event: ServicePublished, at: datetime) -> None:
    """In the transaction that publishes. Raises ``ProcessInvalid``, which takes it back.

    A group has no process of its own.
    """
    if get_frozen_service(event.version_id).document.execution.group:
        return
    _freeze(event.version_id, at)


def process_of(version_id: UUID, *, now: datetime) -> UUID:
    """The process version of a service version.

    One that was published another way than by the event (a restored or imported one) gets its
    process here. Raises ``ProcessInvalid``.
    """
    key = (current_tenant().schema_name, version_id)
    if key not in _known:
        if len(_known) >= _MAX_KNOWN:
            _known.clear()
        row = VersionProcess.objects.filter(pk=version_id).first()
        _known[key] = row.process_version_id if row else _freeze(version_id, now)
    return _known[key]


def _freeze(version_id: UUID, now: datetime) -> UUID:
    service = get_frozen_service(version_id)
    process_id = workflow.freeze_process(
        key=service.slug, table=step_table_of(service.document), now=now
    )
    row, _created = VersionProcess.objects.get_or_create(
        version_id=service.id, defaults={"process_version_id": process_id, "created_at": now}
    )
    return row.process_version_id
