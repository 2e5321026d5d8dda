"""A province opens portals for its communes: tenants of their own, with its looks and services by
choice. What they keep afterwards is theirs alone: the province sees that they are there, no more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.api import start_trial
from motcua.catalogue import api as catalogue
from motcua.fleet.domain.flags import COMMUNES
from motcua.fleet.errors import DeedRefused, FlagOff
from motcua.fleet.operations.found_tenant import (
    THEMES,
    USERNAME,
    clear_half_made,
    password_path,
    publish_documents,
)
from motcua.fleet.operations.jobs import JobKind, JobView, Progress, ask_job
from motcua.fleet.operations.mail import send_letter
from motcua.fleet.queries.switchboard import is_on
from motcua.identity import api as identity
from motcua.kernel.errors import DomainError
from motcua.kernel.limits import check_limit
from tenants.api import (
    SlugTaken,
    TenantKind,
    TenantMissing,
    TenantStatus,
    TenantView,
    check_name,
    check_not_alike,
    check_slug,
    create_tenant,
    find_tenant,
    get_tenant,
    host_url,
    in_tenant,
    list_tenants,
    taken_slugs,
)

MOST_SERVICES: Final = 20
_A_DAY: Final = 30


@dataclass(frozen=True, slots=True)
class CommuneForm:
    """``services``: slugs of the province's published services that come along."""

    slug: str
    name: str
    short_name: str
    agency_code: str
    contact_name: str
    email: str
    phone: str
    inherits_theme: bool
    services: tuple[str, ...]


def ask_commune(*, form: CommuneForm, province_id: UUID, by: str, now: datetime) -> UUID:
    """By the province's technician. Raises ``FlagOff``, ``DeedRefused``, ``SlugRefused``,
    ``SlugTaken``, ``NameRefused``, ``LimitReached``."""
    province = get_tenant(province_id)
    if not is_on(COMMUNES, province_id):
        raise FlagOff(_("Người vận hành nền tảng đang tạm tắt việc này. Hãy thử lại sau."))
    if province.kind != TenantKind.PROVINCE or province.practice_of is not None:
        raise DeedRefused(_("Chỉ tỉnh, thành phố mới mở cổng cho xã."))
    if province.status != TenantStatus.ACTIVE:
        raise DeedRefused(_("Việc này không hợp với tình trạng hiện nay của cơ quan."))
    check_slug(form.slug)
    if form.slug in taken_slugs():
        raise SlugTaken(_("Địa chỉ này đã có nơi dùng."), field="slug")
    check_not_alike(form.slug, taken_slugs())
    for name in ("name", "short_name", "contact_name"):
        check_name(getattr(form, name), field=name)
    if len(form.services) > MOST_SERVICES:
        raise DeedRefused(
            _("Mang theo nhiều nhất %(count)d dịch vụ.") % {"count": MOST_SERVICES},
            field="services",
        )
    check_limit(
        name="commune", subject=str(province_id), allowed=_A_DAY, per=timedelta(days=1), now=now
    )
    return ask_job(
        kind="tenant.commune",
        asked_by=by,
        now=now,
        tenant_id=province_id,
        parameters={
            "slug": form.slug,
            "name": form.name,
            "short_name": form.short_name,
            "agency_code": form.agency_code,
            "inherits_theme": form.inherits_theme,
            "services": list(form.services),
        },
        secrets={"contact": form.contact_name, "email": form.email, "phone": form.phone},
    )


def list_communes(province_id: UUID) -> list[TenantView]:
    """Communes whose portals this province opened; nothing of what is in them."""
    return [each for each in list_tenants() if each.parent_id == province_id]


def open_commune(*, job: JobView, now: datetime, progress: Progress) -> dict[str, Any]:
    """Idempotent: run again after a crash it finds the commune made, or makes it."""
    wanted, province = job.parameters, get_tenant(_province_of(job))
    clear_half_made(wanted["slug"])
    made = _already(wanted["slug"], province)
    left_out: list[str] = []
    if made is None:
        progress.say(_("Đang đọc dịch vụ của tỉnh"), 10)
        with in_tenant(province.schema_name):
            documents = _documents(wanted["services"])

        def furnish(_tenant: TenantView) -> None:
            progress.say(_("Đang dựng cổng"), 50)
            left_out.extend(_furnish(job, documents, now))

        made = create_tenant(
            slug=wanted["slug"],
            name=wanted["name"],
            short_name=wanted["short_name"],
            kind=TenantKind.COMMUNE,
            agency_code=wanted["agency_code"],
            theme=_theme(province, inherits=wanted["inherits_theme"]),
            language=province.language,
            timezone=province.timezone,
            is_trial=True,
            parent_id=province.id,
            furnish=furnish,
        )
    start_trial(tenant_id=made.id, plan="trial", now=now)
    _mail_link(job, made, now)
    return {"slug": made.slug, "tenant": str(made.id), "left_out": left_out}


def _furnish(job: JobView, documents: list[catalogue.ServiceDocument], now: datetime) -> list[str]:
    """The commune's own unit, its first technician, and services; names of those that would not
    do here (they need a list or a unit of the province's)."""
    unit = identity.create_agency(
        code=job.parameters["agency_code"],
        name=job.parameters["name"],
        kind="commune",
        is_reception_point=True,
        phone=job.secrets["phone"],
        now=now,
    )
    admin = identity.create_staff(
        username=USERNAME,
        full_name=job.secrets["contact"],
        password_hash=make_password(None),
        roles=[("tech_admin", None), ("builder", None)],
        agency_code=job.parameters["agency_code"],
        email=job.secrets["email"],
        phone=job.secrets["phone"],
        now=now,
    )
    left_out = []
    for document in documents:
        try:
            publish_documents([_here(document, unit.id)], admin_id=admin.id, now=now)
        except DomainError:
            left_out.append(document.service.slug)
    return left_out


def _documents(slugs: list[str]) -> list[catalogue.ServiceDocument]:
    there = {card.slug for card in catalogue.list_published(limit=500).items}
    return [catalogue.get_service_by_slug(slug).version.document for slug in slugs if slug in there]


def _here(document: catalogue.ServiceDocument, unit_id: UUID) -> catalogue.ServiceDocument:
    """Steps of a unit of the province's are done by the commune itself."""
    steps = [
        step.model_copy(
            update={"agency": f"agency:{unit_id}"} if step.agency.startswith("agency:") else {}
        )
        for step in document.process.steps
    ]
    return document.model_copy(
        update={"process": document.process.model_copy(update={"steps": steps})}
    )


def _theme(province: TenantView, *, inherits: bool) -> dict[str, Any]:
    """Colours only: pictures lie in the province's own schema."""
    if not inherits:
        return dict(THEMES["commune"])
    kept: dict[str, Any] = {
        name: province.theme[name] for name in ("brand", "accent") if name in province.theme
    }
    return THEMES["commune"] | kept


def _already(slug: str, province: TenantView) -> TenantView | None:
    try:
        found = find_tenant(slug=slug)
    except TenantMissing:
        return None
    if found.parent_id != province.id:
        raise SlugTaken(_("Địa chỉ này vừa có nơi khác dùng."), field="slug")
    return found


def _mail_link(job: JobView, made: TenantView, now: datetime) -> None:
    with in_tenant(made.schema_name):
        admin = identity.find_staff(username=USERNAME, now=now)
    if admin is None:
        return
    send_letter(
        to=job.secrets["email"],
        title=_("Cổng %(name)s đã sẵn sàng") % {"name": made.short_name},
        body=_(
            "Tỉnh đã mở cổng dịch vụ công của xã: %(portal)s\n"
            "Tên đăng nhập của ông/bà: %(username)s\n"
            "Đặt mật khẩu (dùng một lần, trong 24 giờ): %(link)s\n\n"
            "Dữ liệu của cổng này chỉ xã xem được; tỉnh không xem được."
        )
        % {
            "portal": host_url(made.primary_host),
            "username": USERNAME,
            "link": password_path(tenant=made, admin_id=admin.id, now=now),
        },
    )


def _province_of(job: JobView) -> UUID:
    if job.tenant_id is None:
        raise DeedRefused(_("Việc này không nêu cơ quan nào."))
    return job.tenant_id


def _run(job: JobView, progress: Progress) -> dict[str, Any]:
    with translation.override("vi"):
        return open_commune(job=job, now=timezone.now(), progress=progress)


JOB: Final = JobKind("tenant.commune", gettext_lazy("Mở cổng cho xã"), _run)
