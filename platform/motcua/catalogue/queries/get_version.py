"""A version's parsed document and compiled form, kept in the process.

Versions never change, so an entry is never stale; whether a version is withdrawn is not cached.
Entries are keyed by schema and id: the same id in two tenants is two versions.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from formbuilder.api import compile_form
from motcua.catalogue.domain.document import measure, parse_document
from motcua.catalogue.domain.fees import compile_fees
from motcua.catalogue.domain.pins import pin_form
from motcua.catalogue.errors import VersionMissing
from motcua.catalogue.models import ServiceVersion, VersionWithdrawal
from motcua.catalogue.queries.views import FrozenService, VersionView
from motcua.kernel import rows

MAX_ENTRIES: Final = 200
MAX_TOTAL_BYTES: Final = 16_000_000
"""Of JSON; the parsed and compiled form takes about ten times as much memory."""

Key = tuple[str, UUID]


class VersionCache:
    """Least recently used goes first; bounded by entries and by size of the documents."""

    def __init__(self, *, max_entries: int, max_bytes: int) -> None:
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Key, tuple[FrozenService, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key, load: Callable[[], tuple[FrozenService, int]]) -> FrozenService:
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
                return found[0]
        loaded = load()
        with self._lock:
            self._put(key, loaded)
        return loaded[0]

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def _put(self, key: Key, loaded: tuple[FrozenService, int]) -> None:
        before = self._entries.pop(key, None)
        self._bytes += loaded[1] - (before[1] if before else 0)
        self._entries[key] = loaded
        while len(self._entries) > 1 and (
            len(self._entries) > self._max_entries or self._bytes > self._max_bytes
        ):
            _, (_gone, size) = self._entries.popitem(last=False)
            self._bytes -= size


cache: Final = VersionCache(max_entries=MAX_ENTRIES, max_bytes=MAX_TOTAL_BYTES)


def get_frozen_service(version_id: UUID) -> FrozenService:
    """What a version is made of; no query when the process has met it. Raises ``VersionMissing``.

    Does not tell whether it is withdrawn; ``get_version`` does.
    """
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    return cache.get((schema, version_id), lambda: _load(version_id))


def get_version(version_id: UUID) -> VersionView:
    """A version, withdrawn or not: one small query. Raises ``VersionMissing``."""
    frozen = get_frozen_service(version_id)
    withdrawn = rows.exists(VersionWithdrawal, "version_id = %s", [version_id])
    return view_of(frozen, is_withdrawn=withdrawn)


def view_of(frozen: FrozenService, *, is_withdrawn: bool) -> VersionView:
    return VersionView(
        id=frozen.id,
        service_id=frozen.service_id,
        number=frozen.number,
        slug=frozen.slug,
        sha256=frozen.sha256,
        published_at=frozen.published_at,
        document=frozen.document,
        compiled_form=frozen.compiled_form,
        compiled_fees=frozen.compiled_fees,
        is_withdrawn=is_withdrawn,
    )


def _load(version_id: UUID) -> tuple[FrozenService, int]:
    row = (
        ServiceVersion.objects.select_related("service")
        .defer("service__draft")
        .filter(id=version_id)
        .first()
    )
    if row is None:
        raise VersionMissing(_("Không tìm thấy phiên bản dịch vụ này."))
    document = parse_document(row.document)
    form = compile_form(pin_form(document.form, row.pins))
    frozen = FrozenService(
        id=row.id,
        service_id=row.service_id,
        number=row.number,
        slug=row.service.slug,
        sha256=row.sha256,
        published_at=row.published_at,
        document=document,
        compiled_form=form,
        compiled_fees=compile_fees(document, form),
    )
    return frozen, measure(row.document)
