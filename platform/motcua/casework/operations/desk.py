"""How one member of staff arranges their inbox. Nobody else's business, so not in the audit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import DeskInvalid
from motcua.casework.models import DeskChoice, SavedFilter
from motcua.casework.queries.access import staff_of
from motcua.kernel.actors import Actor

MOST_FILTERS: Final = 20
PAGE_SIZES: Final = (25, 50, 100)


def save_filter(*, name: str, query: str, is_default: bool, by: Actor, now: datetime) -> None:
    """Keep the list's conditions under ``name``, replacing what had that name."""
    cleaned = name.strip()[:80]
    if not cleaned:
        raise DeskInvalid(_("Hãy đặt tên cho bộ lọc."), field="ten")
    with transaction.atomic():
        _desk_of(by)
        mine = SavedFilter.objects.filter(staff_id=staff_of(by))
        if not mine.filter(name=cleaned).exists() and mine.count() >= MOST_FILTERS:
            raise DeskInvalid(
                _("Mỗi người lưu được nhiều nhất %(most)d bộ lọc.") % {"most": MOST_FILTERS},
                field="ten",
            )
        if is_default:
            mine.update(is_default=False)
        SavedFilter.objects.update_or_create(
            staff_id=staff_of(by),
            name=cleaned,
            defaults={"query": query[:1000], "is_default": is_default},
            create_defaults={"query": query[:1000], "is_default": is_default, "created_at": now},
        )


def delete_filter(*, filter_id: UUID, by: Actor) -> None:
    """Somebody else's is not found, and so left alone."""
    SavedFilter.objects.filter(pk=filter_id, staff_id=staff_of(by)).delete()


def arrange_desk(*, columns: Sequence[str], page_size: int, has_shortcuts: bool, by: Actor) -> None:
    with transaction.atomic():
        desk = _desk_of(by)
        desk.columns = [each[:20] for each in columns][:20]
        desk.page_size = page_size if page_size in PAGE_SIZES else PAGE_SIZES[0]
        desk.has_shortcuts = has_shortcuts
        desk.save()


def _desk_of(by: Actor) -> DeskChoice:
    """The row of one person, locked: what is kept for them is changed one after the other."""
    DeskChoice.objects.get_or_create(staff_id=staff_of(by))
    return DeskChoice.objects.select_for_update().get(staff_id=staff_of(by))
