"""The dossier's own number, given when it is received."""

from datetime import datetime

from django.utils import timezone

from motcua.casework.domain.codes import format_code
from motcua.casework.models import Case
from motcua.identity.api import AgencyMissing, get_agency
from motcua.kernel.counters import next_number
from tenants.api import current_tenant


def give_code(case: Case, *, now: datetime) -> None:
    """The counter's row stays locked until commit, so the number comes as late as possible."""
    tenant = current_tenant()
    agency = _agency_code(case, tenant.agency_code)
    day = timezone.localtime(now).date()
    case.code = format_code(
        pattern=tenant.dossier_pattern,
        agency=agency,
        day=day,
        number=next_number(scope=f"dossier:{agency}", day=day),
    )
    case.search_text = f"{case.search_text} {case.code.casefold()}"


def _agency_code(case: Case, tenant_code: str) -> str:
    """The receiving unit's own identifier when it belongs to the tenant's (QĐ 20/2020)."""
    if case.receiving_agency_id is None:
        return tenant_code
    try:
        code = get_agency(case.receiving_agency_id).code
    except AgencyMissing:
        return tenant_code
    return code if code.startswith(f"{tenant_code}.") else tenant_code
