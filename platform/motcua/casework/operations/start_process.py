"""Starting the process of a dossier, once, whoever asks first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMoved
from motcua.casework.events import CaseOpened, CaseTouched
from motcua.casework.models import Case
from motcua.casework.operations.dossiers import link_files
from motcua.casework.operations.groups import open_children
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.prepaid import note_earlier_payment
from motcua.casework.operations.routing import set_holder
from motcua.casework.steps.freezing import process_of
from motcua.kernel import events
from motcua.workflow import api as workflow


def start_process_later(event: CaseOpened, at: datetime) -> None:
    """Consumer ``casework.start_process``; repeating it changes nothing."""
    start_process(case_id=event.case_id, now=at)


def start_process(*, case_id: UUID, now: datetime) -> None:
    with transaction.atomic():
        case = lock_case(case_id)
        if case.is_group:
            link_files(case, now=now)
            open_children(case, now=now)
        elif case.finished_at is None:
            ensure_process(case, now=now)
            note_earlier_payment(case)
            link_files(case, now=now)
            case.save()
            events.publish(CaseTouched(case_id=case.pk), at=now)


def ensure_process(case: Case, *, now: datetime) -> None:
    """Start the process if nobody has; the case is locked, so exactly one start happens."""
    if case.is_group:
        raise CaseMoved(_("Hồ sơ liên thông được giải quyết ở từng hồ sơ thành phần."))
    if case.process_instance_id is not None:
        return
    process_version_id = process_of(case.version_id, now=now)
    progress = workflow.start_process(
        process_version_id=process_version_id,
        subject_id=case.pk,
        now=now,
        agency_ids=_agencies(case),
        applicant_id=case.applicant_id,
    )
    case.process_version_id = process_version_id
    case.process_instance_id = progress.instance_id
    if progress.opened:
        set_holder(case, progress.opened[0])


def _agencies(case: Case) -> dict[str, UUID]:
    named = {
        workflow.RECEIVING: case.receiving_agency_id,
        workflow.COMPETENT: case.competent_agency_id,
    }
    return {key: value for key, value in named.items() if value is not None}
