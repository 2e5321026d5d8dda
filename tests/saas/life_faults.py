"""What goes wrong in a tenant's life: after each case nothing is half done and somebody is told."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from django.utils import timezone

from motcua.fleet import api as fleet
from motcua.fleet.models import Job, Signup
from motcua.fleet.operations.jobs import JobKind, job_kinds
from motcua.kernel.errors import DomainError
from motcua.kernel.limits import LimitReached
from motcua.kernel.tasks import relay_outbox
from tenants.api import (
    NameRefused,
    SlugRefused,
    SlugTaken,
    TenantMissing,
    TenantView,
    create_tenant,
    delete_tenant,
    export_tenant,
    find_tenant,
    get_tenant,
    import_tenant,
    in_public,
    set_tenant_status,
    taken_slugs,
)
from tenants.celery import HEADER
from tenants.domain.backup import DiskFull
from tenants.domain.sealing import ArchiveRefused
from tenants.operations.backup_tenant import backup_tenant

_WORDS = "con ngựa vằn đi bộ"
FORM = fleet.SignupForm(
    slug="phuong-thu", name="Ủy ban nhân dân phường Thử", short_name="Phường Thử", kind="commune",
    agency_code="H99.02", plan="trial", contact_name="Nguyễn Thị Thử", contact_title="Văn phòng",
    email="thu@example.vn", phone="0263", authority="Quyết định 12/QĐ-UBND",
)  # fmt: skip
# Addresses nobody may have, with why.
BAD_SLUGS = {
    "admin": "the platform's own", "dich-vu-cong": "the platform's own", "adm1n": "looks like it",
    "xn--lm-ng-rta": "IDN", "lâm-đồng": "not ASCII", "lаm-dong": "Cyrillic а", "a--b": "two hyphens",
    "-ab": "begins with a hyphen", "ab": "short", "a" * 41: "long", "vcl-phuong": "offensive",
    "phuong-fuck": "offensive",
}  # fmt: skip
BAD_NAMES = {
    "Phường \u202eAn": "turns the writing round", "Phường\u200b": "unseen", "Рhường": "Cyrillic Р",
    "ab": "short", "Phường Lừa Đảo": "offensive",
}  # fmt: skip


def run(office: TenantView) -> int:
    """How many cases held; the first that does not is raised by its name."""
    cases: list[tuple[str, Callable[[], None]]] = [
        *((f"address {slug!r}: {why}", lambda slug=slug: _bad_slug(slug))
          for slug, why in BAD_SLUGS.items()),
        *((f"name {name!r}: {why}", lambda name=name: _bad_name(name))
          for name, why in BAD_NAMES.items()),
        ("somebody else's address", lambda: _taken(office)),
        ("one that looks like it", lambda: _alike(office)),
        ("a flood from one network", _flood),
        ("codes guessed", _guessing),
        ("disk full in a backup", lambda: _full(office, _back_up)),
        ("disk full in an export", lambda: _full(office, _export)),
        ("a full disk is told on the job's page", lambda: _full_job(office)),
        ("exports altered before they are brought in", lambda: _altered(office)),
        ("the owner's process dies three times", _dies),
        ("deleted while a task was on its way", _task_of_gone),
        ("deleted while an export runs", _deleted_while_exporting),
        ("a founding that fails leaves nothing", _founding_fails),
        ("suspended twice", lambda: _twice(office)),
    ]  # fmt: skip
    for name, case in cases:
        try:
            case()
        except Exception as error:
            raise AssertionError(f"{name}: {type(error).__name__}: {error}") from error
    # Five ways of altering an export are one line above.
    return len(cases) - 1 + len(HARM)


def _refused(deed: Callable[[], object], *errors: type[Exception]) -> Exception:
    try:
        deed()
    except errors as error:
        return error
    raise AssertionError("it was allowed")


def _begin(**changes: str) -> Any:
    return fleet.begin_signup(
        form=replace(FORM, **changes), network=token_hex(4), now=timezone.now()
    )


def _bad_slug(slug: str) -> None:
    _refused(lambda: _begin(slug=slug), SlugRefused)


def _bad_name(name: str) -> None:
    _refused(lambda: _begin(slug=f"phuong-{token_hex(3)}", name=name), NameRefused)


def _taken(office: TenantView) -> None:
    _refused(lambda: _begin(slug=office.slug), SlugTaken)


def _alike(office: TenantView) -> None:
    _refused(lambda: _begin(slug=office.slug.replace("i", "l", 1)), SlugRefused)


def _flood() -> None:
    now, network = timezone.now(), token_hex(4)
    before = _signups()

    def once() -> None:
        form = replace(FORM, slug=f"phuong-{token_hex(4)}", email=f"{token_hex(4)}@example.vn")
        fleet.begin_signup(form=form, network=network, now=now)

    for _each in range(5):
        once()
    _refused(once, LimitReached)
    if _signups() != before + 5:
        raise AssertionError("the refused one was kept")


def _guessing() -> None:
    made = _begin(slug=f"phuong-{token_hex(4)}", email=f"{token_hex(4)}@example.vn")
    for _each in range(6):
        _refused(
            lambda: fleet.prove_email(signup_id=made, code="x", now=timezone.now()),
            fleet.CodeWrong,
        )
    _refused(
        lambda: fleet.prove_email(signup_id=made, code="x", now=timezone.now()), fleet.CodeSpent
    )


def _signups() -> int:
    with in_public():
        return Signup.objects.count()


@contextmanager
def _small_disk() -> Any:
    """A folder on a file system of 64 KiB; without the right to mount, files may grow no larger."""
    with TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "motcua-proof", folder]
        is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        try:
            if is_mounted:
                yield Path(folder)
            else:
                with _small_files():
                    yield Path(folder)
        finally:
            if is_mounted:
                subprocess.run(["umount", folder], check=True)


@contextmanager
def _small_files() -> Any:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _back_up(office: TenantView, folder: Path) -> None:
    backup_tenant(slug=office.slug, folder=folder, now=datetime.now(UTC))


def _export(office: TenantView, folder: Path) -> None:
    export_tenant(slug=office.slug, folder=folder, passphrase=_WORDS, now=datetime.now(UTC))


def _full(office: TenantView, deed: Callable[[TenantView, Path], None]) -> None:
    with _small_disk() as folder:
        error = _refused(lambda: deed(office, folder), DiskFull)
        if left := list(folder.rglob("*")):
            raise AssertionError(f"half-written: {left}")
    if str(folder) not in str(error):
        raise AssertionError(f"it is not told where: {error}")


def _full_job(office: TenantView) -> None:
    from django.test import override_settings

    with _small_disk() as folder, override_settings(MOTCUA_EXPORTS_ROOT=folder):
        job = fleet.ask_deed(
            kind="tenant.export", tenant_id=office.id, by="Người vận hành", now=timezone.now(),
            passphrase=_WORDS,
        )  # fmt: skip
        fleet.run_next_job(now=timezone.now())
        told = fleet.get_job(job)
    if told.state != "failed" or "Hết chỗ" not in told.error or told.secrets:
        raise AssertionError(f"{told.state}: {told.error}")


def _flip(content: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


HARM: dict[str, Callable[[bytes], bytes]] = {
    "one bit": _flip,
    "cut short": lambda content: content[: len(content) // 2],
    "its head": lambda content: content.replace(b"motcua", b"motcuo", 1),
    "something behind it": lambda content: content + b"\x00" * 64,
    "empty": lambda _content: b"",
}


def _altered(office: TenantView) -> None:
    with TemporaryDirectory() as folder:
        file = export_tenant(
            slug=office.slug, folder=Path(folder), passphrase=_WORDS, now=datetime.now(UTC)
        )
        whole = file.read_bytes()
        for name, harm in HARM.items():
            file.write_bytes(harm(whole))
            slug = f"sua-doi-{token_hex(4)}"
            _refused(lambda slug=slug: _bring_in(file, slug), ArchiveRefused)
            if slug in taken_slugs() or list(Path(folder).iterdir()) != [file]:
                raise AssertionError(f"{name}: something of it remains")


def _bring_in(file: Path, slug: str) -> None:
    import_tenant(archive=file, passphrase=_WORDS, slug=slug, now=datetime.now(UTC))


def _dies() -> None:
    """A job whose process was lost is taken up again, three times, and then told as failed."""
    with job_kinds.temporarily(JobKind("proof.lost", "x", lambda _job, _progress: {})):
        job = fleet.ask_job(kind="proof.lost", asked_by="x", now=timezone.now())
        long_ago = timezone.now() - timedelta(hours=1)
        with in_public():
            Job.objects.filter(pk=job).update(state="running", alive_at=long_ago, tries=1)
        fleet.run_next_job(now=timezone.now())
        if fleet.get_job(job).state != "done":
            raise AssertionError("it was not taken up again")
        with in_public():
            Job.objects.filter(pk=job).update(state="running", alive_at=long_ago, tries=3)
        fleet.run_next_job(now=timezone.now())
        if fleet.get_job(job).state != "failed":
            raise AssertionError("it is tried for ever")


def _small_agency() -> TenantView:
    slug = f"tam-{token_hex(4)}"
    return create_tenant(slug=slug, name=slug, short_name=slug, kind="agency", agency_code="H95")


def _task_of_gone() -> None:
    gone = _small_agency()
    delete_tenant(tenant_id=gone.id)
    relay_outbox.apply(headers={HEADER: gone.schema_name}).get()
    _refused(lambda: get_tenant(gone.id), TenantMissing)


def _deleted_while_exporting() -> None:
    """Either the file is whole or there is none, and the tenant is gone in any case."""
    gone = _small_agency()
    with TemporaryDirectory() as folder:
        is_half, go_on = threading.Event(), threading.Event()

        def report(_step: str, percent: int) -> None:
            if percent >= 10:
                is_half.set()
                go_on.wait(30)

        def export() -> None:
            with suppress(DomainError, Exception):
                export_tenant(
                    slug=gone.slug, folder=Path(folder), passphrase=_WORDS,
                    now=datetime.now(UTC), report=report,
                )  # fmt: skip

        thread = threading.Thread(target=_alone, args=(export,))
        thread.start()
        is_half.wait(60)
        delete = threading.Thread(target=_alone, args=(lambda: delete_tenant(tenant_id=gone.id),))
        delete.start()
        go_on.set()
        thread.join(60)
        delete.join(60)
        _refused(lambda: get_tenant(gone.id), TenantMissing)
        if list(Path(folder).glob("*.part")):
            raise AssertionError("half an export lies there")


def _alone(deed: Callable[[], object]) -> None:
    """In a thread with a connection of its own, which is closed."""
    from django.db import connection

    try:
        deed()
    finally:
        connection.close()


def _founding_fails() -> None:
    slug = f"hong-{token_hex(4)}"

    def fail(_tenant: TenantView) -> None:
        raise RuntimeError("no room")

    _refused(
        lambda: create_tenant(
            slug=slug, name=slug, short_name=slug, kind="agency", agency_code="H95", furnish=fail
        ),
        RuntimeError,
    )
    _refused(lambda: find_tenant(slug=slug), TenantMissing)


def _twice(office: TenantView) -> None:
    set_tenant_status(tenant_id=office.id, status="suspended")  # type: ignore[arg-type]
    try:
        _refused(
            lambda: fleet.ask_deed(
                kind="tenant.suspend", tenant_id=office.id, by="x", now=timezone.now(), reason="x"
            ),
            fleet.DeedRefused,
        )
        _refused(
            lambda: fleet.ask_deed(
                kind="tenant.delete", tenant_id=uuid4(), by="x", now=timezone.now()
            ),
            TenantMissing,
        )
    finally:
        set_tenant_status(tenant_id=office.id, status="active")  # type: ignore[arg-type]
