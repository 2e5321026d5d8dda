"""A tenant's life as jobs of the owner: suspend, reopen, archive, delete, export, import."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.fleet.domain.flags import EXPORT, PRACTICE
from motcua.fleet.errors import DeedRefused, FlagOff, JobMissing
from motcua.fleet.operations.jobs import JobKind, JobView, Progress, ask_job, get_job
from motcua.fleet.queries.switchboard import is_on
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from tenants.api import (
    MIN_PASSPHRASE,
    TenantStatus,
    archive_tenant,
    check_not_alike,
    check_slug,
    delete_archived,
    export_tenant,
    get_tenant,
    import_tenant,
    in_public,
    reopen_tenant,
    set_tenant_status,
    taken_slugs,
)

KEPT_DAYS: Final = 7
_ALLOWED: Final[dict[str, frozenset[str]]] = {
    "tenant.suspend": frozenset({"active"}),
    "tenant.reopen": frozenset({"suspended", "closed", "archived"}),
    "tenant.archive": frozenset({"active", "suspended", "closed"}),
    "tenant.delete": frozenset({"archived"}),
    "tenant.practice": frozenset({"active"}),
    "tenant.training": frozenset({"active", "suspended"}),
    "tenant.export": frozenset({"active", "suspended", "closed", "archived"}),
}

# What an agency may ask for itself, and the switch that lets it.
_SWITCHES: Final = {
    "tenant.export": EXPORT,
    "tenant.practice": PRACTICE,
    "tenant.training": PRACTICE,
}


def ask_deed(
    *,
    kind: str,
    tenant_id: UUID,
    by: str,
    now: datetime,
    reason: str = "",
    passphrase: str = "",
) -> UUID:
    """Ask for a deed of ``_ALLOWED``. Raises ``DeedRefused`` when the tenant is not in a fit state.

    ``reason`` is kept in the audit; ``passphrase`` is for exports, sealed until the job ends.
    """
    tenant = get_tenant(tenant_id)
    if tenant.status not in _ALLOWED.get(kind, frozenset()):
        raise DeedRefused(_("Việc này không hợp với tình trạng hiện nay của cơ quan."))
    if kind in ("tenant.practice", "tenant.training") and tenant.practice_of is not None:
        raise DeedRefused(_("Khu diễn tập không có khu diễn tập của riêng nó."))
    if kind == "tenant.delete" and (tenant.delete_on is None or tenant.delete_on > now.date()):
        raise DeedRefused(_("Chưa đến ngày được xóa hẳn cơ quan này."))
    if kind == "tenant.export" and len(passphrase) < MIN_PASSPHRASE:
        raise DeedRefused(
            _("Mật khẩu của tệp cần ít nhất %(count)d ký tự.") % {"count": MIN_PASSPHRASE},
            field="passphrase",
        )
    if kind in ("tenant.suspend", "tenant.archive") and not reason.strip():
        raise DeedRefused(_("Hãy ghi lý do; cơ quan sẽ được biết."), field="reason")
    return ask_job(
        kind=kind,
        asked_by=by,
        now=now,
        tenant_id=tenant_id,
        parameters={"reason": reason[:300]},
        secrets={"passphrase": passphrase} if passphrase else None,
    )


def ask_own_deed(
    *, kind: str, tenant_id: UUID, by: str, now: datetime, passphrase: str = ""
) -> UUID:
    """What an agency asks for itself, while the operator lets it. Raises ``FlagOff``, too."""
    flag = _SWITCHES.get(kind)
    if flag is None or not is_on(flag, tenant_id):
        raise FlagOff(_("Người vận hành nền tảng đang tạm tắt việc này. Hãy thử lại sau."))
    return ask_deed(kind=kind, tenant_id=tenant_id, by=by, now=now, passphrase=passphrase)


def ask_import(*, file: str, slug: str, passphrase: str, by: str, now: datetime) -> UUID:
    """``file``: an export in the exports' folder. Raises ``SlugRefused``, ``DeedRefused``."""
    if not export_path(file).is_file():
        raise DeedRefused(_("Không có tệp này trong thư mục xuất."), field="file")
    if slug:
        check_slug(slug)
        check_not_alike(slug, taken_slugs())
    return ask_job(
        kind="tenant.import",
        asked_by=by,
        now=now,
        parameters={"file": file, "slug": slug},
        secrets={"passphrase": passphrase},
    )


def export_path(name: str) -> Path:
    """A file of the exports' folder, and of nowhere else."""
    if not name or Path(name).name != name or name.startswith("."):
        raise DeedRefused(_("Tên tệp không dùng được."), field="file")
    return Path(settings.MOTCUA_EXPORTS_ROOT) / name


def list_exports() -> list[str]:
    """Names of the files in the exports' folder, the newest first."""
    folder = Path(settings.MOTCUA_EXPORTS_ROOT)
    found = sorted(folder.glob("*.motcua"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [path.name for path in found]


def finished_export(*, job_id: UUID, tenant_id: UUID) -> Path:
    """The file of a tenant's own export. Raises ``JobMissing``, also when its week is over."""
    job = get_job(job_id)
    if job.kind != "tenant.export" or job.tenant_id != tenant_id or "file" not in job.result:
        raise JobMissing(_("Không có tệp xuất này."))
    path = export_path(job.result["file"])
    if not path.is_file():
        raise JobMissing(_("Tệp xuất này đã hết hạn giữ."))
    return path


def remove_old_exports(*, now: datetime) -> int:
    """Exports are kept for a week: each is a whole agency in one file."""
    before = (now - timedelta(days=KEPT_DAYS)).timestamp()
    folder = Path(settings.MOTCUA_EXPORTS_ROOT)
    old = [path for path in folder.glob("*.motcua") if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _run_export(job: JobView, progress: Progress) -> dict[str, Any]:
    tenant = get_tenant(_tenant(job))
    made = export_tenant(
        slug=tenant.slug,
        folder=Path(settings.MOTCUA_EXPORTS_ROOT),
        passphrase=job.secrets["passphrase"],
        now=timezone.now(),
        report=progress.say,
    )
    _note("tenant.exported", job, file=made.name)
    remove_old_exports(now=timezone.now())
    return {"file": made.name, "bytes": made.stat().st_size}


def _run_import(job: JobView, progress: Progress) -> dict[str, Any]:
    done = import_tenant(
        archive=export_path(job.parameters["file"]),
        passphrase=job.secrets["passphrase"],
        slug=job.parameters["slug"],
        now=timezone.now(),
        report=progress.say,
    )
    _note("tenant.imported", job, slug=done.slug, rows=done.rows, files=done.files)
    return {
        "slug": done.slug,
        "tenant": str(done.tenant_id),
        "rows": done.rows,
        "files": done.files,
        "waiting": done.waiting,
    }


def _suspend(job: JobView) -> dict[str, Any]:
    set_tenant_status(tenant_id=_tenant(job), status=TenantStatus.SUSPENDED)
    return {}


def _reopen(job: JobView) -> dict[str, Any]:
    reopen_tenant(tenant_id=_tenant(job))
    return {}


def _archive(job: JobView) -> dict[str, Any]:
    day = archive_tenant(tenant_id=_tenant(job), now=timezone.now())
    return {"delete_on": day.isoformat()}


def _delete(job: JobView) -> dict[str, Any]:
    slug = get_tenant(_tenant(job)).slug
    delete_archived(tenant_id=_tenant(job), now=timezone.now())
    return {"slug": slug}


def _deed(
    run: Callable[[JobView], dict[str, Any]], action: str
) -> Callable[[JobView, Progress], dict[str, Any]]:
    def done(job: JobView, _progress: Progress) -> dict[str, Any]:
        result = run(job)
        _note(action, job, reason=job.parameters.get("reason", ""))
        return result

    return done


def _tenant(job: JobView) -> UUID:
    if job.tenant_id is None:
        raise JobMissing(_("Việc này không nêu cơ quan nào."))
    return job.tenant_id


def _note(action: str, job: JobView, **data: Any) -> None:
    """In the platform's own audit: the tenant's may be gone."""
    with in_public():
        audit.record(
            action=action,
            subject=f"tenant:{job.tenant_id or data.get('slug', '')}",
            by=Actor(kind="system", name=job.asked_by),
            at=timezone.now(),
            data={"job": str(job.id), **data},
        )


JOBS: Final = (
    JobKind("tenant.suspend", gettext_lazy("Tạm ngừng"), _deed(_suspend, "tenant.suspended")),
    JobKind("tenant.reopen", gettext_lazy("Mở lại"), _deed(_reopen, "tenant.reopened")),
    JobKind("tenant.archive", gettext_lazy("Lưu trữ"), _deed(_archive, "tenant.archived")),
    JobKind("tenant.delete", gettext_lazy("Xóa hẳn"), _deed(_delete, "tenant.deleted")),
    JobKind("tenant.export", gettext_lazy("Xuất toàn bộ"), _run_export),
    JobKind("tenant.import", gettext_lazy("Nhập cơ quan"), _run_import),
)
