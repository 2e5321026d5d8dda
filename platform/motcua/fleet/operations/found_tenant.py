"""Make what a sign-up asked for: a served, branded portal with services and one technician."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from billing.api import start_trial
from motcua.catalogue import api as catalogue
from motcua.catalogue.library import demo_services
from motcua.fleet.models import Signup, SignupState
from motcua.fleet.operations.jobs import JobKind, JobView, Progress
from motcua.fleet.operations.mail import send_letter
from motcua.identity import api as identity
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from tenants.api import (
    TenantMissing,
    TenantStatus,
    TenantView,
    create_tenant,
    delete_tenant,
    find_tenant,
    fingerprint,
    get_tenant,
    host_url,
    in_public,
    in_tenant,
    taken_slugs,
)

log = structlog.get_logger(__name__)
USERNAME: Final = "quan-tri"
STARTERS: Final = 3
THEMES: Final[dict[str, dict[str, Any]]] = {
    "province": {"brand": "#0b5d3b", "accent": "#0b5cad", "emblem": "province"},
    "ministry": {"brand": "#7a1420", "accent": "#7a4b00", "emblem": "ministry"},
    "commune": {"brand": "#0b4f7a", "accent": "#0b5cad", "emblem": "agency"},
    "agency": {"brand": "#0b4f7a", "accent": "#0b5cad", "emblem": "agency"},
}


@dataclass(slots=True)
class Split:
    """Where a founding's time goes: wall clock and processor of this process, in seconds."""

    parts: dict[str, list[float]] = field(default_factory=dict)
    _wall: float = field(default_factory=time.perf_counter)
    _busy: float = field(default_factory=time.process_time)

    def note(self, part: str) -> None:
        wall, busy = time.perf_counter(), time.process_time()
        self.parts[part] = [round(wall - self._wall, 3), round(busy - self._busy, 3)]
        self._wall, self._busy = wall, busy


def found_tenant(
    *,
    signup_id: UUID,
    now: datetime,
    progress: Progress | None = None,
    split: Split | None = None,
) -> TenantView:
    """Idempotent: run again after a crash it finds the tenant made, or makes it.

    A tenant is opened only when all of it is there; on failure nothing of it remains.
    """
    split = split or Split()
    with in_public():
        row = Signup.objects.get(pk=signup_id)
    if row.tenant_id is not None:
        return get_tenant(row.tenant_id)
    clear_half_made(row.slug)
    if progress:
        progress.say(_("Đang dựng cổng"), 20)
    made: dict[str, UUID] = {}

    def furnish(_tenant: TenantView) -> None:
        split.note("clone")
        made["admin"] = _take_on_admin(row, now)
        split.note("technician")
        if progress:
            progress.say(_("Đang đưa dịch vụ mẫu vào"), 60)
        publish_starters(row.kind, admin_id=made["admin"], now=now)
        split.note("services")

    tenant = create_tenant(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        agency_code=row.agency_code,
        theme=THEMES[row.kind],
        is_trial=True,
        furnish=furnish,
    )
    start_trial(tenant_id=tenant.id, plan=row.plan, now=now)
    split.note("trial")
    with in_public():
        Signup.objects.filter(pk=row.pk).update(
            state=SignupState.READY, tenant_id=tenant.id, admin_id=made["admin"], ready_at=now
        )
    _mail_link(row, tenant, made["admin"], now)
    return tenant


def password_path(*, tenant: TenantView, admin_id: UUID, now: datetime) -> str:
    """Address of the page where the first technician chooses a password; works once."""
    with in_tenant(tenant.schema_name):
        by = Actor(kind="system", id=None, name="Motcua")
        token = identity.make_password_link(staff_id=admin_id, by=by, now=now)
    path = reverse("staff_password", urlconf=settings.ROOT_URLCONF, args=[admin_id, token])
    return host_url(tenant.primary_host, path)


def warm_up() -> None:
    """Read what the first sign-up would wait for: addresses, words and shapes of services."""
    reverse("staff_password", urlconf=settings.ROOT_URLCONF, args=[new_id(), "x"])
    demo_services("province", count=1)
    fingerprint()


def publish_starters(kind: str, *, admin_id: UUID, now: datetime) -> int:
    """Services of the platform's library, so that the portal shows something at once."""
    documents = demo_services("ministry" if kind == "ministry" else "province", count=STARTERS)
    return publish_documents(documents, admin_id=admin_id, now=now)


def publish_documents(
    documents: list[catalogue.ServiceDocument], *, admin_id: UUID, now: datetime
) -> int:
    """Ready documents go live in the current tenant; each is seen by two people.

    Whoever asks is the technician; who publishes is the library's editor, and the audit names
    both.
    """
    builder = Actor(
        kind="staff",
        id=admin_id,
        name=_("Quản trị kỹ thuật"),
        permissions=frozenset({"catalogue.read", "catalogue.edit"}),
    )
    editor = Actor(
        kind="staff",
        id=new_id(),
        name=_("Thư viện dịch vụ của nền tảng"),
        permissions=frozenset({"catalogue.read", "catalogue.publish"}),
    )
    for document in documents:
        draft = catalogue.create_service(document=document, by=builder, now=now)
        _request(draft, by=builder, now=now)
        catalogue.approve_publication(service_id=draft.id, by=editor, now=now)
    return len(documents)


def _request(draft: catalogue.DraftView, *, by: Actor, now: datetime) -> None:
    """Ask for publication; what the checks only warn of may stand in a ready service."""
    ask = partial(
        catalogue.request_publication,
        service_id=draft.id,
        base_revision=draft.revision,
        by=by,
        now=now,
    )
    try:
        ask()
    except catalogue.ReasonsNeeded as error:
        reason = _("Dịch vụ mẫu của nền tảng")
        problems: Any = error.details["problems"]
        keys = (f"{each['path']}|{each['code']}" for each in problems)
        ask(reasons=dict.fromkeys(keys, reason))


def clear_half_made(slug: str) -> None:
    """What a process that died left: a tenant that was never opened."""
    try:
        found = find_tenant(slug=slug)
    except TenantMissing:
        return
    if found.status == TenantStatus.CREATING:
        delete_tenant(tenant_id=found.id)


def _take_on_admin(row: Signup, now: datetime) -> UUID:
    contact = row.contact
    identity.create_agency(
        code=row.agency_code,
        name=row.name,
        kind=row.kind if row.kind in ("province", "ministry", "commune") else "bureau",
        is_reception_point=True,
        phone=contact["phone"],
        now=now,
    )
    admin = identity.create_staff(
        username=USERNAME,
        full_name=contact["name"],
        password_hash=make_password(None),
        roles=[("tech_admin", None), ("builder", None)],
        agency_code=row.agency_code,
        email=contact["email"],
        phone=contact["phone"],
        title=contact["title"],
        now=now,
    )
    return admin.id


def _mail_link(row: Signup, tenant: TenantView, admin_id: UUID, now: datetime) -> None:
    send_letter(
        to=row.contact["email"],
        title=_("Cổng %(name)s đã sẵn sàng") % {"name": row.short_name},
        body=_(
            "Cổng dịch vụ công: %(portal)s\n"
            "Tên đăng nhập của ông/bà: %(username)s\n"
            "Đặt mật khẩu (dùng một lần, trong 24 giờ): %(link)s\n\n"
            "Sau khi đăng nhập, mục “Bắt đầu” dẫn từng bước đến ngày vận hành chính thức."
        )
        % {
            "portal": host_url(tenant.primary_host),
            "username": USERNAME,
            "link": password_path(tenant=tenant, admin_id=admin_id, now=now),
        },
    )


def _run(job: JobView, progress: Progress) -> dict[str, Any]:
    split = Split()
    with translation.override("vi"):
        tenant = found_tenant(
            signup_id=UUID(job.parameters["signup"]),
            now=timezone.now(),
            progress=progress,
            split=split,
        )
    split.note("letter")
    return {"slug": tenant.slug, "tenant": str(tenant.id), "seconds": split.parts}


def _failed(job: JobView, error: str) -> None:
    with in_public():
        row = Signup.objects.filter(pk=job.parameters["signup"], state=SignupState.CREATING)
        if row.values_list("slug", flat=True).first() in taken_slugs():
            error = _("Địa chỉ này vừa có nơi khác dùng.")
        row.update(state=SignupState.FAILED, reason=error[:300])


JOB: Final = JobKind(key="tenant.create", label=_("Mở cổng mới"), run=_run, failed=_failed)
