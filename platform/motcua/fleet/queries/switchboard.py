"""Flags and announcements as every request asks for them: read once, kept in the process.

A writer raises a number in the shared cache; every process looks at that number at most once a
second (``MOTCUA_SWITCHBOARD_SECONDS``) and reads the two small tables again when it has changed,
or when a minute has passed, so that a lost cache delays a change and loses none. What is kept says
whom each row is for, and every question names its tenant: nothing here is answered from "the
current one".
"""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from motcua.fleet.domain.flags import flags
from motcua.fleet.models import Announcement, Audience, FlagSetting
from motcua.kernel.i18n import I18nText
from tenants.api import in_public

_KEEP_FOR: Final = 60
"""Read again after so many looks that found nothing new."""
_MARK: Final = "fleet:switchboard"


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    id: UUID
    tenant_id: UUID | None
    audience: str
    level: str
    text: I18nText
    from_at: datetime
    until_at: datetime
    made_by: str
    made_at: datetime
    withdrawn_at: datetime | None

    def is_live(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.from_at <= now < self.until_at

    def is_for(self, tenant_id: UUID | None, *, staff: bool) -> bool:
        """``tenant_id`` empty: a page of the platform's own site, where citizens are."""
        mine = self.tenant_id is None or self.tenant_id == tenant_id
        wanted = Audience.STAFF if staff else Audience.CITIZENS
        return mine and self.audience in (wanted, Audience.EVERYBODY)


@dataclass(slots=True)
class _Board:
    mark: str
    look_at: float
    read_again_at: float
    flags: dict[tuple[str, UUID | None], bool]
    announcements: tuple[AnnouncementView, ...]


_board: dict[str, _Board] = {}


def is_on(key: str, tenant_id: UUID | None = None) -> bool:
    """The tenant's own setting, else everybody's, else what the code says."""
    known = _current().flags
    for name in ((key, tenant_id), (key, None)):
        if name in known:
            return known[name]
    return flags.get(key).default


def live_announcements(
    *, tenant_id: UUID | None, staff: bool, now: datetime
) -> list[AnnouncementView]:
    """The most urgent first."""
    rank = {"urgent": 0, "warning": 1, "info": 2}
    found = [
        each
        for each in _current().announcements
        if each.is_live(now) and each.is_for(tenant_id, staff=staff)
    ]
    return sorted(found, key=lambda each: (rank.get(each.level, 3), each.from_at))


def forget_switchboard() -> None:
    """After a change: this process reads anew at once, the others within a second."""
    _board.clear()
    transaction.on_commit(_spread)


def _spread() -> None:
    """Not before the change can be read: a process would keep what was there before."""
    _board.clear()
    with in_public():
        cache.set(_MARK, uuid4().hex, None)


def view_of(row: Announcement) -> AnnouncementView:
    return AnnouncementView(
        id=row.id,
        tenant_id=row.tenant_id,
        audience=row.audience,
        level=row.level,
        text=row.text,
        from_at=row.from_at,
        until_at=row.until_at,
        made_by=row.made_by,
        made_at=row.made_at,
        withdrawn_at=row.withdrawn_at,
    )


def _current() -> _Board:
    now = time.monotonic()
    board = _board.get("")
    if board is not None and now < board.look_at:
        return board
    with in_public():
        mark = str(cache.get(_MARK) or "")
        if board is not None and board.mark == mark and now < board.read_again_at:
            board.look_at = now + settings.MOTCUA_SWITCHBOARD_SECONDS
            return board
        board = _read(mark, now)
    _board[""] = board
    return board


def _read(mark: str, now: float) -> _Board:
    rows = Announcement.objects.filter(withdrawn_at=None, until_at__gt=timezone.now())
    return _Board(
        mark=mark,
        look_at=now + settings.MOTCUA_SWITCHBOARD_SECONDS,
        read_again_at=now + _KEEP_FOR * settings.MOTCUA_SWITCHBOARD_SECONDS,
        flags={(row.key, row.tenant_id): row.is_on for row in FlagSetting.objects.all()},
        announcements=tuple(view_of(row) for row in rows),
    )
