"""What is kept no longer: dossiers whose period has passed since they were finished.

The period is the service's own (``privacy.retention_years`` of the version the dossier was filed
under; Law 91/2025/QH15: no longer than needed, the archives law prevails). Erasing reaches the
answers, files, papers, notices, drafts, search words and the history; what remains is a row
without a person and a proof.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from motcua.casework.counter.operations.erase import erase_counter
from motcua.casework.events import CaseTouched, DossierErased
from motcua.casework.exchange.erasing import erase_requests
from motcua.casework.models import (
    Case,
    CaseErasure,
    CaseHold,
    CaseLetter,
    CaseNote,
    CaseShare,
    CaseWatch,
    SupplementItem,
    SupplementRequest,
)
from motcua.casework.operations.loading import lock_case
from motcua.casework.paperwork.api import forget_signings
from motcua.casework.queries.access import work_files
from motcua.catalogue.api import get_frozen_service
from motcua.files import api as files
from motcua.identity.api import erase_applicant
from motcua.kernel import audit, events
from motcua.kernel.actors import SYSTEM
from motcua.kernel.log_lines import failure_of
from motcua.kernel.schemas import current_schema
from motcua.notifications import api as notifications
from motcua.payments import api as payments
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

log = structlog.get_logger(__name__)
BATCH: Final = 200
CHAIN: Final = audit.ERASURES


def erase_due(*, now: datetime, limit: int = BATCH) -> int:
    """Erase up to ``limit`` dossiers whose period is over; returns how many.

    One that cannot be erased (a defect) keeps none of the others; it is tried again tomorrow.
    """
    done = 0
    for case_id in _due(now, limit):
        try:
            done += erase_case(case_id=case_id, now=now)
        except Exception as error:  # noqa: BLE001 -- logged, tried again
            log.error("case_not_erased", case=str(case_id), error=failure_of(error))
    done += erase_requests(now=now)
    payments.forget_old_payers(now=now)
    if done:
        log.info("cases_erased", count=done)
    return done


def erase_case(*, case_id: UUID, now: datetime) -> bool:
    """Erase one dossier if its time is over and nothing holds it; else change nothing."""
    with transaction.atomic():
        case = lock_case(case_id)
        years = retention_years(case.version_id)
        if not _may_erase(case, years, now):
            return False
        sent = submissions.list_revisions(case.first_submission_id)
        _write_proof(case, [each.id for each in sent], years=years, now=now)
        _erase_around(case, [each.id for each in sent])
        with connection.cursor() as cursor:
            cursor.execute("SELECT public.motcua_erase_case(%s, %s)", [current_schema(), case.pk])
        _blank(case, now)
        events.publish(CaseTouched(case_id=case.pk), at=now)
        events.publish(DossierErased(case_id=case.pk), at=now)
        _forget_applicant(case.applicant_id)
        _forget_applicant(case.owner_id)
    return True


def retention_years(version_id: UUID) -> int:
    """0: kept without end. Nobody decided: ``MOTCUA_RETENTION_YEARS``, as shipped without end,
    for records are not destroyed because a box was left empty."""
    years = get_frozen_service(version_id).document.privacy.retention_years
    return int(settings.MOTCUA_RETENTION_YEARS) if years is None else years


def _due(now: datetime, limit: int) -> Iterator[UUID]:
    finished = Case.objects.filter(finished_at__isnull=False, erasure=None).exclude(
        holds__in=CaseHold.objects.filter(released_at=None)
    )
    found = 0
    for version_id in finished.values_list("version_id", flat=True).distinct():
        years = retention_years(version_id)
        if not years or found >= limit:
            continue
        over = finished.filter(version_id=version_id, finished_at__lt=_before(now, years))
        for case_id in over.order_by("finished_at").values_list("pk", flat=True)[: limit - found]:
            found += 1
            yield case_id


def _may_erase(case: Case, years: int, now: datetime) -> bool:
    is_over = bool(years and case.finished_at and case.finished_at < _before(now, years))
    is_held = CaseHold.objects.filter(case=case, released_at=None).exists()
    return is_over and not is_held and not CaseErasure.objects.filter(pk=case.pk).exists()


def _before(now: datetime, years: int) -> datetime:
    """The same day ``years`` ago; 29 February counts as the 28th."""
    day = 28 if (now.month, now.day) == (2, 29) else now.day
    return now.replace(year=now.year - years, day=day)


def _write_proof(case: Case, sent: list[UUID], *, years: int, now: datetime) -> None:
    finished_at = case.finished_at or now
    chain = audit.verify_chain(case.audit_subject)
    proof: dict[str, Any] = {
        "submissions": [
            {"id": str(each), "sha256": submissions.get_receipt(each).sha256} for each in sent
        ],
        "papers": list(case.papers.order_by("created_at").values("kind", "number", "sha256")),
        "audit": {
            "length": chain.length,
            "intact": chain.intact,
            "head": audit.head_of(case.audit_subject),
        },
    }
    CaseErasure.objects.create(
        case=case,
        reference=case.reference,
        code=case.code or "",
        procedure_code=case.procedure_code,
        version_id=case.version_id,
        national_state=case.national_state,
        submitted_at=case.submitted_at,
        finished_at=finished_at,
        retention_years=years,
        proof=proof,
        erased_at=now,
    )
    audit.record(
        action="case.erased",
        subject=CHAIN,
        by=SYSTEM,
        at=now,
        data={
            "case": str(case.pk),
            "code": case.code or case.reference,
            "years": years,
            "erased": [case.audit_subject, f"case-reads:{case.pk}"],
        },
    )


def _erase_around(case: Case, sent: list[UUID]) -> None:
    """Everything other apps hold of the dossier, and what here may simply be deleted."""
    subjects = [
        f"case:{case.pk}",
        work_files(case.pk),
        f"result-draft:{case.pk}",
        *(f"submission:{each}" for each in sent),
    ]
    erase_counter(case.pk)
    SupplementItem.objects.filter(request__case=case).delete()
    SupplementRequest.objects.filter(case=case).delete()
    for talk in (CaseNote, CaseLetter, CaseShare, CaseWatch):
        talk.objects.filter(case=case).delete()
    case.holdings.all().delete()
    case.consults.all().delete()
    case.mendings.all().delete()
    case.result_drafts.all().delete()
    forget_signings(case.pk)
    case.papers.update(data={}, file_id=None, file_name="")
    drafts = submissions.erase_drafts(submission_ids=sent)
    files.erase_owned([*subjects, *(f"draft:{each}" for each in drafts)])
    notifications.erase_notices(subjects=subjects)
    payments.forget_payers(subjects=[*subjects, *(f"draft:{each}" for each in drafts)])
    workflow.erase_processes(case.pk)


def _forget_applicant(applicant_id: UUID | None) -> None:
    """Who has nothing left here is not known here any more; the platform's account stays."""
    named = Q(applicant_id=applicant_id) | Q(owner_id=applicant_id)
    if applicant_id is None or Case.objects.filter(named).exists():
        return
    if not submissions.has_drafts(applicant_id):
        notifications.forget_contact(applicant_id=applicant_id)
        erase_applicant(applicant_id)


def _blank(case: Case, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(
        applicant_id=None,
        owner_id=None,
        owner_index="",
        owner_name="",
        submitter_name="",
        receiver_name="",
        parties={},
        search_text="",
        shared_with=[],
        process_instance_id=None,
        process_version_id=None,
        holder_assignee_id=None,
        holder_assignee_name="",
        updated_at=now,
    )
