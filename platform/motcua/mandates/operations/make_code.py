from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.crypto import blind_index
from motcua.kernel.limits import check_limit
from motcua.mandates.domain.codes import make_code
from motcua.mandates.domain.views import NewCode
from motcua.mandates.errors import ScopeInvalid
from motcua.mandates.models import EndedBy, HelperConsent
from motcua.mandates.queries.consents import PURPOSE
from tenants.api import in_public, list_active

CODE_LASTS: Final = timedelta(minutes=15)
_PER_HOUR: Final = 10


@dataclass(frozen=True, slots=True)
class Scope:
    """What the citizen allows; empty is anything. ``draft_id`` and ``service_slug`` are of
    ``tenant_id``. ``helper_email``: of the one person who may use the code."""

    tenant_id: UUID | None = None
    service_slug: str = ""
    draft_id: UUID | None = None
    helper_email: str = ""


def make_helper_code(
    *, subject: UUID, name: str, scope: Scope, by: Actor, now: datetime, is_walk_in: bool = False
) -> NewCode:
    """A code for the citizen to give to whom they trust; one made before and not used is void.

    Nobody is told whether ``helper_email`` has an account. Raises ``ScopeInvalid``,
    ``LimitReached``.
    """
    _check(scope)
    with in_public():
        check_limit(
            name="helper_code_made",
            subject=str(subject),
            allowed=_PER_HOUR,
            per=timedelta(hours=1),
            now=now,
        )
        code = make_code()
        with transaction.atomic():
            waiting = HelperConsent.objects.filter(subject=subject, used_at=None, ended_at=None)
            waiting.update(ended_at=now, ended_by=EndedBy.REPLACED, code_hash="")
            row = HelperConsent.objects.create(
                subject=subject,
                is_walk_in=is_walk_in,
                facts={"citizen": name, "wanted": scope.helper_email.strip().lower()},
                code_hash=blind_index(code, purpose=PURPOSE),
                code_until=now + CODE_LASTS,
                tenant_id=scope.tenant_id,
                service_slug=scope.service_slug,
                draft_id=scope.draft_id,
                created_at=now,
            )
            audit.record(
                action="help.code_made",
                subject=f"citizen:{subject}",
                by=by,
                at=now,
                data={"consent": str(row.pk), "service": scope.service_slug},
            )
    return NewCode(row.pk, code, row.code_until)


def _check(scope: Scope) -> None:
    known = {each.id for each in list_active()}
    if scope.tenant_id is not None and scope.tenant_id not in known:
        raise ScopeInvalid(_("Hãy chọn cơ quan trong danh sách."), field="tenant")
    if scope.tenant_id is None and (scope.service_slug or scope.draft_id):
        raise ScopeInvalid(_("Hãy chọn cơ quan trong danh sách."), field="tenant")
    email = scope.helper_email.strip()
    if len(email) > 254 or (email and ("@" not in email or " " in email)):
        raise ScopeInvalid(_("Địa chỉ thư điện tử không đúng."), field="helper_email")
