from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMoved, TransferInvalid
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import set_holder
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.identity.api import AgencyMissing, get_agency
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def transfer_case(
    *,
    case_id: UUID,
    agency_id: UUID,
    reason: str,
    by: Actor,
    now: datetime,
    legal_basis: str = "",
) -> CaseState:
    """Pass the dossier to the authority that is competent for it; the promised date stands.

    What was open at the old authority waits at the new one, for anybody with the role there.
    Raises ``TransferInvalid``, ``CaseMoved`` before reception and after the end.
    """
    by.require(Permission.APPROVE)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.received_at is None or case.finished_at is not None or case.is_group:
            raise CaseMoved(_("Chỉ chuyển được hồ sơ đang giải quyết."))
        place = _authority(agency_id)
        if agency_id == case.competent_agency_id:
            raise TransferInvalid(_("Hồ sơ đang ở cơ quan này rồi."), field="agency_id")
        before = case.competent_agency_id
        workflow.transfer_items(subject_id=case.pk, agency_id=agency_id, now=now)
        case.competent_agency_id = agency_id
        if agency_id not in case.agency_ids:
            case.agency_ids = [*case.agency_ids, agency_id]
        if case.holder_item_id is not None:
            set_holder(case, workflow.get_item(case.holder_item_id))
        key = f"transferred:{now.isoformat()}"
        tell_citizen(case, occasion="transferred", key=key, now=now, place=place, reason=words)
        facts = {
            "to": place,
            "from_agency": before,
            "reason": words,
            "legal_basis": legal_basis.strip(),
        }
        return close_act(case, action="case.transferred", by=by, now=now, data=facts)


def _authority(agency_id: UUID) -> str:
    try:
        return get_agency(agency_id).name
    except AgencyMissing:
        raise TransferInvalid(_("Không có cơ quan này."), field="agency_id") from None
