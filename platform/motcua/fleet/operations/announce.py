"""Announcements and flags: what an operator changes for everybody, or for one tenant."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.fleet.domain.flags import flags
from motcua.fleet.errors import AnnouncementInvalid, DeedRefused
from motcua.fleet.models import Announcement, Audience, FlagSetting, Level
from motcua.fleet.queries.switchboard import AnnouncementView, forget_switchboard, view_of
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from tenants.api import get_tenant, in_public

MAX_TEXT: Final = 500
MAX_LIFE: Final = timedelta(days=90)


def make_announcement(
    *,
    text: dict[str, str],
    audience: str,
    level: str,
    from_at: datetime,
    until_at: datetime,
    tenant_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> AnnouncementView:
    """Shown from ``from_at`` on, until the end comes or it is withdrawn.

    Raises ``AnnouncementInvalid`` and, for a tenant that is not there, ``TenantMissing``.
    """
    text = {language: words.strip() for language, words in text.items() if words.strip()}
    _check(text, (audience, level), (from_at, until_at), now)
    if tenant_id is not None:
        get_tenant(tenant_id)
    row = Announcement(
        id=new_id(),
        tenant_id=tenant_id,
        audience=audience,
        level=level,
        text=text,
        from_at=from_at,
        until_at=until_at,
        made_by=by.name[:200],
        made_at=now,
    )
    with in_public():
        row.save(force_insert=True)
        _note("platform.announced", f"announcement:{row.id}", by, now, text=text["vi"])
    forget_switchboard()
    return view_of(row)


def withdraw_announcement(*, announcement_id: UUID, by: Actor, now: datetime) -> None:
    """Nobody sees it from now on. Doing it twice changes nothing."""
    with in_public():
        rows = Announcement.objects.filter(pk=announcement_id, withdrawn_at=None)
        if rows.update(withdrawn_at=now):
            _note("platform.announcement_withdrawn", f"announcement:{announcement_id}", by, now)
    forget_switchboard()


def list_announcements(*, limit: int = 50) -> list[AnnouncementView]:
    """The newest first, those that are over too."""
    with in_public():
        return [view_of(row) for row in Announcement.objects.order_by("-made_at")[:limit]]


def set_flag(
    *, key: str, is_on: bool | None, tenant_id: UUID | None, by: Actor, now: datetime
) -> None:
    """``is_on`` empty: as everybody else, or as the code says. Raises ``DeedRefused``."""
    if key not in flags:
        raise DeedRefused(_("Không có công tắc này."), field="key")
    if tenant_id is not None:
        get_tenant(tenant_id)
        if not flags.get(key).by_tenant:
            raise DeedRefused(_("Công tắc này chỉ đặt chung cho cả nền tảng."), field="key")
    with in_public():
        if is_on is None:
            FlagSetting.objects.filter(key=key, tenant_id=tenant_id).delete()
        else:
            FlagSetting.objects.update_or_create(
                key=key,
                tenant_id=tenant_id,
                defaults={"is_on": is_on, "changed_by": by.name[:200], "changed_at": now},
            )
        _note("platform.flag_set", f"flag:{key}", by, now, tenant=str(tenant_id or ""), on=is_on)
    forget_switchboard()


def list_flag_settings() -> dict[tuple[str, UUID | None], bool]:
    with in_public():
        return {(row.key, row.tenant_id): row.is_on for row in FlagSetting.objects.all()}


def _check(
    text: dict[str, str], who: tuple[str, str], life: tuple[datetime, datetime], now: datetime
) -> None:
    (audience, level), (from_at, until_at) = who, life
    if not text.get("vi"):
        raise AnnouncementInvalid(_("Hãy ghi nội dung thông báo."), field="text")
    if any(len(words) > MAX_TEXT for words in text.values()):
        raise AnnouncementInvalid(
            _("Thông báo dài nhất %(count)d ký tự.") % {"count": MAX_TEXT}, field="text"
        )
    if audience not in Audience.values or level not in Level.values:
        raise AnnouncementInvalid(_("Hãy chọn người xem và mức."), field="audience")
    if until_at <= max(from_at, now):
        raise AnnouncementInvalid(
            _("Ngày kết thúc phải sau lúc bắt đầu và sau bây giờ."), field="until"
        )
    if until_at - from_at > MAX_LIFE:
        raise AnnouncementInvalid(
            _("Thông báo hiện lâu nhất %(days)d ngày; lâu hơn thì không ai đọc nữa.")
            % {"days": MAX_LIFE.days},
            field="until",
        )


def _note(action: str, subject: str, by: Actor, now: datetime, **data: object) -> None:
    audit.record(action=action, subject=subject, by=by, at=now, data=data)
