"""A practice area: the same units, people and services, none of the dossiers; reset at will."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue import api as catalogue
from motcua.fleet.errors import DeedRefused
from motcua.fleet.operations.found_tenant import publish_documents
from motcua.fleet.operations.jobs import JobKind, JobView, Progress
from motcua.identity import api as identity
from motcua.identity.models import Account
from tenants.api import (
    TenantView,
    create_tenant,
    delete_tenant,
    get_tenant,
    in_tenant,
    list_tenants,
)

_SUFFIX: Final = "-dien-tap"
_MOST_SERVICES: Final = 30


@dataclass(frozen=True, slots=True)
class _Person:
    username: str
    full_name: str
    password_hash: str
    title: str
    agency_code: str | None
    roles: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What of a tenant is practised with."""

    units: list[identity.AgencyView]
    people: list[_Person]
    documents: list[catalogue.ServiceDocument]


def find_practice(tenant_id: UUID) -> TenantView | None:
    return next(
        (each for each in list_tenants() if each.practice_of == tenant_id and not each.is_training),
        None,
    )


def reset_practice(*, tenant_id: UUID, now: Any, progress: Progress) -> TenantView:
    """Make the tenant's practice area anew; what was practised there is gone.

    People sign in with the passwords they have now. No mail address is copied, so that nothing
    that is practised reaches anybody.
    """
    tenant = get_tenant(tenant_id)
    if tenant.practice_of is not None:
        raise DeedRefused(_("Khu diễn tập không có khu diễn tập của riêng nó."))
    progress.say(_("Đang đọc đơn vị, cán bộ và dịch vụ"), 10)
    with in_tenant(tenant.schema_name):
        setting = _read(now)
    old = find_practice(tenant_id)
    if old is not None:
        delete_tenant(tenant_id=old.id)

    def furnish(_made: TenantView) -> None:
        progress.say(_("Đang dựng khu diễn tập"), 50)
        _furnish(setting, now)

    return create_tenant(
        slug=tenant.slug[: 40 - len(_SUFFIX)].strip("-") + _SUFFIX,
        name=tenant.name,
        short_name=tenant.short_name,
        kind=tenant.kind,
        agency_code=tenant.agency_code,
        theme=tenant.theme,
        language=tenant.language,
        timezone=tenant.timezone,
        is_trial=True,
        practice_of=tenant.id,
        furnish=furnish,
    )


def _read(now: Any) -> _Setting:
    units = identity.list_agencies()
    codes = {each.id: each.code for each in units}
    hashes = dict(Account.objects.filter(is_active=True).values_list("username", "password"))
    people = [
        _Person(
            username=each.username,
            full_name=each.full_name,
            password_hash=hashes[each.username],
            title=each.title,
            agency_code=codes.get(each.agency_id) if each.agency_id else None,
            roles=tuple(
                (role.role, codes.get(role.agency_id) if role.agency_id else None)
                for role in each.assignments
            ),
        )
        for each in identity.list_everybody(now=now)
        if each.is_active
    ]
    cards = catalogue.list_published(limit=_MOST_SERVICES).items
    documents = [catalogue.get_service_by_slug(card.slug).version.document for card in cards]
    return _Setting(units, people, documents)


def _furnish(setting: _Setting, now: Any) -> None:
    ids = {each.id: each.code for each in setting.units}
    waiting = list(setting.units)
    while waiting:
        named = {each.id for each in waiting}
        for unit in [each for each in waiting if each.parent_id not in named]:
            identity.create_agency(
                code=unit.code,
                name=unit.name,
                kind=unit.kind,
                parent_code=ids.get(unit.parent_id) if unit.parent_id else None,
                is_reception_point=unit.is_reception_point,
                now=now,
            )
            waiting.remove(unit)
    made = [
        identity.create_staff(
            username=person.username,
            full_name=person.full_name,
            password_hash=person.password_hash,
            title=person.title,
            agency_code=person.agency_code,
            roles=person.roles,
            now=now,
        )
        for person in setting.people
    ]
    if made:
        publish_documents(_of_this_place(setting), admin_id=made[0].id, now=now)


def _of_this_place(setting: _Setting) -> list[catalogue.ServiceDocument]:
    """Steps that name a unit name its twin here."""
    here = {each.code: each.id for each in identity.list_agencies()}
    twins = {f"agency:{each.id}": f"agency:{here[each.code]}" for each in setting.units}
    return [
        document.model_copy(
            update={
                "process": document.process.model_copy(
                    update={
                        "steps": [
                            step.model_copy(update={"agency": twins.get(step.agency, step.agency)})
                            for step in document.process.steps
                        ]
                    }
                )
            }
        )
        for document in setting.documents
    ]


def _run(job: JobView, progress: Progress) -> dict[str, Any]:
    if job.tenant_id is None:
        raise DeedRefused(_("Việc này không nêu cơ quan nào."))
    with translation.override("vi"):
        made = reset_practice(tenant_id=job.tenant_id, now=timezone.now(), progress=progress)
    return {"slug": made.slug, "tenant": str(made.id)}


JOB: Final = JobKind("tenant.practice", gettext_lazy("Dựng lại khu diễn tập"), _run)
