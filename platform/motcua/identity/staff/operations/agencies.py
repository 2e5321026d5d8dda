from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.identity.staff.models import Agency, AgencyKind
from motcua.identity.staff.queries.agencies import AgencyMissing, AgencyView, view_of
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Conflict, Invalid


class AgencyCodeTaken(Conflict):
    code = "agency_code_taken"


class AgencyKindUnknown(Invalid):
    code = "agency_kind_unknown"


def create_agency(
    *,
    code: str,
    name: str,
    kind: str,
    parent_code: str | None = None,
    phone: str = "",
    address: str = "",
    commune_code: str = "",
    is_reception_point: bool = False,
    by: Actor = SYSTEM,
    now: datetime | None = None,
) -> AgencyView:
    """Raises ``AgencyCodeTaken``, ``AgencyKindUnknown`` or, for the parent, ``AgencyMissing``."""
    if kind not in AgencyKind.values:
        raise AgencyKindUnknown(_("Loại đơn vị không đúng."), field="kind")
    with transaction.atomic():
        row = Agency(
            code=code,
            name=name,
            kind=kind,
            parent=agency_by_code(parent_code) if parent_code else None,
            phone=phone,
            address=address,
            commune_code=commune_code,
            is_reception_point=is_reception_point,
        )
        _insert(row)
        audit.record(
            action="identity.agency_created",
            subject=f"agency:{row.id}",
            by=by,
            at=now or timezone.now(),
            data={"code": code, "name": name, "kind": kind},
        )
    return view_of(row)


def agency_by_code(code: str) -> Agency:
    row = Agency.objects.filter(code=code).first()
    if row is None:
        raise AgencyMissing(_("Không có đơn vị này."), field="agency", agency_code=code)
    return row


def _insert(row: Agency) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AgencyCodeTaken(_("Mã đơn vị này đã có."), field="code") from error
