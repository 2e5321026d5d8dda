"""The one way across: from the current tenant into another, with plain values and open files.

Only ``mailbox`` functions of the other side run there. No row, key or query of one tenant is of
any use in the other: search path and database role change together.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.errors import LetterRefused
from motcua.files import api as files
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Conflict
from tenants.api import TenantMissing, TenantStatus, TenantView, find_tenant, in_tenant

_LIMIT: Final = 100 * 1024 * 1024


class Unreachable(Conflict):
    """The other tenant is unknown here, or does not serve now."""

    code = "tenant_unreachable"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file on its way: what the letter says of it, and its content."""

    facts: Mapping[str, Any]
    stream: IO[bytes]


def find_partner(slug: str) -> TenantView:
    """Raises ``Unreachable`` with a reason for a person to read."""
    try:
        found = find_tenant(slug=slug)
    except TenantMissing:
        message = _("Không có cơ quan “%(slug)s” trên hệ thống.")
        raise Unreachable(message % {"slug": slug}) from None
    if found.status != TenantStatus.ACTIVE:
        message = _("%(name)s đang tạm ngừng hoạt động trên hệ thống.")
        raise Unreachable(message % {"name": found.name})
    return found


@contextmanager
def at_partner(partner: TenantView) -> Iterator[None]:
    with in_tenant(partner.schema_name):
        yield


@contextmanager
def opened(manifest: Sequence[Mapping[str, Any]]) -> Iterator[tuple[OpenFile, ...]]:
    """Files of the current tenant, for reading while in the other.

    Raises ``FileQuarantined`` until they are scanned, ``FileMissing``.
    """
    with ExitStack() as stack:
        yield tuple(
            OpenFile(facts, stack.enter_context(files.open_file(UUID(str(facts["file_id"])))))
            for facts in manifest
        )


def keep_copies(carried: Sequence[OpenFile], *, owner: str, now: datetime) -> list[dict[str, Any]]:
    """Store copies in the current tenant, by content: checked as any upload, and against the
    digest the letter names.

    Raises ``LetterRefused`` when the content is another.
    """
    return [_keep(each, owner=owner, now=now) for each in carried]


def outward(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the other side is told of a file: its own id is of no use there."""
    return {key: facts[key] for key in ("name", "size", "sha256", "media_type")}


def _keep(carried: OpenFile, *, owner: str, now: datetime) -> dict[str, Any]:
    stored = files.store_upload(
        stream=carried.stream,
        name=str(carried.facts["name"]),
        by=SYSTEM,
        now=now,
        limit_bytes=_LIMIT,
        owner=owner,
    )
    if stored.sha256 != carried.facts["sha256"]:
        raise LetterRefused(_("Nội dung tệp “%(name)s” không khớp.") % {"name": stored.name})
    return stored.as_answer()
