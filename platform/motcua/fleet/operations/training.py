"""A copy of an agency to train with: its services, work and dossiers, and nobody's real data.

Staff keep their user names, so that everybody finds their own desk; names, mail addresses and
telephones of theirs do not come along, and one new password, shown to the technician, opens every
account. Outward things stay behind: channels, gateways, identity providers, certificates, what
waits to be sent. And nothing leaves such a tenant whatever is set up in it later
(``tenants.api.is_sealed_off``).
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.models import ServiceVersion
from motcua.files.models import StoredFile
from motcua.fleet.domain.invented import Inventor
from motcua.fleet.domain.stand_ins import stand_in
from motcua.fleet.domain.training_plan import CHANGED, PERSON_SUFFIXES, WHOLE
from motcua.fleet.errors import DeedRefused
from motcua.fleet.operations.copy_audit import copy_audit
from motcua.fleet.operations.jobs import JobKind, JobView, Progress
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.crypto import data_keys
from motcua.kernel.text import fold
from tenants.api import (
    CopyRules,
    TenantView,
    copy_tenant,
    delete_tenant,
    file_stores,
    get_tenant,
    in_tenant,
    list_tenants,
)

_SUFFIX: Final = "-tap-huan"
_PRIVATE: Final = "store.private"


class Rewriter:
    """One source's rows and files, changed by the plan. Made inside the source."""

    def __init__(self, password_hash: str) -> None:
        oldest = data_keys()[min(data_keys())]
        key = hashlib.sha256(b"motcua training copy\x00" + oldest).digest()
        self.inventor = Inventor(key, kept=_words_of_forms())
        self._password = password_hash
        self._kinds = dict(StoredFile.objects.values_list("key", "media_type"))
        ids = StoredFile.objects.values_list("id", "media_type")
        self._by_id = {str(number): kind for number, kind in ids}
        self._by_hash = dict(StoredFile.objects.values_list("sha256", "media_type"))

    def takes(self, table: str) -> bool:
        return table in WHOLE or table in CHANGED

    def row(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        if table in WHOLE:
            return {name: self._whole(name, value) for name, value in row.items()}
        plan = CHANGED[table]
        return {name: self._column(plan, name, value, row) for name, value in row.items()}

    def file(self, store: str, path: str) -> bytes | None:
        """Pictures of public pages stay; an upload or a paper becomes a blank of its kind, and
        what belongs to no row does not come along."""
        if store != _PRIVATE:
            storage = next(each.storage() for each in file_stores if each.key == store)
            with storage.open(path, "rb") as content:
                return bytes(content.read())
        return stand_in(self._kinds[path]) if path in self._kinds else None

    def _whole(self, name: str, value: Any) -> Any:
        if isinstance(value, str) and name.endswith(PERSON_SUFFIXES):
            return self.inventor.who(value)
        return value

    def _column(self, plan: Mapping[str, str], name: str, value: Any, row: dict[str, Any]) -> Any:
        if isinstance(value, dict) and value.keys() == {"sealed"}:
            rule = plan.get(name, "json")
            return {"sealed": self._changed(rule, value["sealed"], row)}
        if name not in plan and not isinstance(value, str | dict | list):
            return value
        if name not in plan and isinstance(value, str) and _is_ours(value):
            return value
        return self._changed(plan.get(name, "json"), value, row)

    def _changed(self, rule: str, value: Any, row: dict[str, Any]) -> Any:
        by = self.inventor
        if value is None or rule == "keep":
            return value
        rules: dict[str, Any] = {
            "name": lambda: by.name(value),
            "who": lambda: by.who(value),
            # A column has its length; more words than there were are never needed.
            "text": lambda: by.text(value)[: max(len(value), 40)],
            "email": lambda: by.email(value),
            "digits": lambda: by.digits(value),
            "hex": lambda: by.hexadecimal(value),
            "nothing": lambda: "",
            "password": lambda: self._password,
            "json": lambda: self._files_in(by.value(value), value),
            "search": lambda: self._search(row),
            "file_name": lambda: f"tap-huan.{_ending(row['media_type'])}",
            "file_size": lambda: len(stand_in(row["media_type"])),
            "file_hash": lambda: self._hash(row.get("media_type") or self._by_hash.get(value)),
        }
        return rules[rule]()

    def _search(self, row: dict[str, Any]) -> str:
        """What a dossier is found by, made of what stands in its row now."""
        name = row.get("service_name") or {}
        words = [row.get("code") or "", row["reference"], self.inventor.name(row["owner_name"])]
        return fold(" ".join([*words, str(name.get("vi", ""))]))

    def _hash(self, media_type: str | None) -> str:
        return hashlib.sha256(stand_in(media_type or "")).hexdigest()

    def _files_in(self, made: Any, before: Any) -> Any:
        """Answers tell a file's name, size and hash: those of what lies there now."""
        if isinstance(made, list):
            return [self._files_in(*pair) for pair in zip(made, before, strict=True)]
        if not isinstance(made, dict):
            return made
        made = {name: self._files_in(each, before[name]) for name, each in _paired(made, before)}
        kind = self._by_id.get(str(before.get("file_id", "")))
        if kind is not None:
            content = stand_in(kind)
            new = {
                "name": f"tap-huan.{_ending(kind)}",
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            made |= {name: each for name, each in new.items() if name in made}
        return made


def find_training(tenant_id: UUID) -> TenantView | None:
    return next(
        (each for each in list_tenants() if each.practice_of == tenant_id and each.is_training),
        None,
    )


def make_training_copy(
    *, tenant_id: UUID, by: str, now: datetime, progress: Progress
) -> tuple[TenantView, str]:
    """The copy and the one password of all its accounts; an older copy is removed first."""
    tenant = get_tenant(tenant_id)
    if tenant.practice_of is not None:
        raise DeedRefused(_("Khu diễn tập không có khu diễn tập của riêng nó."))
    old = find_training(tenant_id)
    if old is not None:
        delete_tenant(tenant_id=old.id)
    password = f"tap-huan-{secrets.token_hex(4)}"
    with in_tenant(tenant.schema_name):
        rewriter = Rewriter(make_password(password))

    def finish(made: TenantView) -> None:
        copy_audit(source=tenant, target=made, inventor=rewriter.inventor)
        audit.record(
            action="tenant.copied_for_training",
            subject=f"tenant:{made.id}",
            by=Actor(kind="system", name=by),
            at=now,
            data={"original": tenant.slug},
        )

    made = copy_tenant(
        source_id=tenant_id,
        slug=tenant.slug[: 40 - len(_SUFFIX)].strip("-") + _SUFFIX,
        is_training=True,
        rules=CopyRules(rewriter.takes, rewriter.row, rewriter.file, finish),
        report=progress.say,
    )
    return made, password


def _words_of_forms() -> frozenset[str]:
    """Values of options in every version: a chosen one says nothing but what the form says."""
    found: set[str] = set()
    for document in ServiceVersion.objects.values_list("document", flat=True).iterator():
        _collect(document, found)
    return frozenset(found)


def _collect(part: Any, found: set[str]) -> None:
    if isinstance(part, dict):
        value = part.get("value")
        if isinstance(value, str) and "label" in part:
            found.add(value)
        for each in part.values():
            _collect(each, found)
    elif isinstance(part, list):
        for each in part:
            _collect(each, found)


def _paired(made: dict[str, Any], before: Any) -> list[tuple[str, Any]]:
    known = before if isinstance(before, dict) else {}
    return [(name, each) for name, each in made.items() if name in known]


def _is_ours(value: str) -> bool:
    """Ids and moments as PostgreSQL prints them: columns that hold no words."""
    return bool(Inventor(b"").value(value) == value)


def _ending(media_type: str) -> str:
    return {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}.get(
        media_type, "txt"
    )


def _run(job: JobView, progress: Progress) -> dict[str, Any]:
    if job.tenant_id is None:
        raise DeedRefused(_("Việc này không nêu cơ quan nào."))
    with translation.override("vi"):
        made, password = make_training_copy(
            tenant_id=job.tenant_id, by=job.asked_by, now=timezone.now(), progress=progress
        )
    return {"slug": made.slug, "tenant": str(made.id), "password": password}


JOB: Final = JobKind("tenant.training", gettext_lazy("Dựng bản tập huấn"), _run)
