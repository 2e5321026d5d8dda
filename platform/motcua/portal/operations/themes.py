"""Changing the looks: a draft, pictures drawn anew, the day it goes live. All of it is recorded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict
from motcua.portal.models import ThemeDraft, ThemePicture
from motcua.portal.operations.live_theme import change_live_theme
from motcua.portal.theme.pictures import draw_anew
from tenants.api import current_tenant

_SUBJECT: Final = "portal:theme"
KEYS: Final = (
    "base", "brand", "accent", "font", "emblem", "emblem_picture", "header_picture", "icon_picture",
)  # fmt: skip
"""What of a tenant's theme the draft is about; the rest (menu, footer) is nobody's draft."""


class NoThemeDraft(Conflict):
    code = "no_theme_draft"


def save_draft(
    chosen: Mapping[str, Any],
    *,
    pictures: "Mapping[str, UploadedFile[bytes]]",
    by: Actor,
    now: datetime,
) -> None:
    """Lay ``chosen`` over the draft, or over what is live. Raises ``PictureRefused``."""
    drawn = {name: draw_anew(file, kind=name.partition("_")[0]) for name, file in pictures.items()}
    with transaction.atomic():
        row = ThemeDraft.objects.select_for_update().first()
        before = row.theme if row else _of_looks(current_tenant().theme)
        theme = {**before, **{key: value for key, value in chosen.items() if key in KEYS}}
        for name, made in drawn.items():
            ThemePicture.objects.bulk_create(
                [
                    ThemePicture(
                        sha256=made.sha256,
                        kind=name.partition("_")[0],
                        media_type=made.media_type,
                        width=made.width,
                        height=made.height,
                        content=made.content,
                        created_at=now,
                    )
                ],
                ignore_conflicts=True,
            )
            theme[name] = made.sha256
        ThemeDraft.objects.update_or_create(
            is_only=True,
            defaults={"theme": theme, "updated_at": now, "updated_by_name": by.name[:200]},
        )


def put_live(*, by: Actor, now: datetime) -> None:
    """Everybody sees the draft from now on. Raises ``NoThemeDraft``."""
    with transaction.atomic():
        row = ThemeDraft.objects.select_for_update().first()
        if row is None:
            raise NoThemeDraft(_("Không có bản nháp nào để dùng."))
        theme = _of_looks(row.theme)
        row.delete()
        used = [theme.get(name) for name in KEYS if name.endswith("_picture")]
        ThemePicture.objects.exclude(pk__in=[each for each in used if each]).delete()
        audit.record(action="theme_changed", subject=_SUBJECT, by=by, at=now, data=theme)
        change_live_theme(**theme, chosen=True)


def discard_draft(*, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        ThemeDraft.objects.all().delete()
        live = current_tenant().theme
        used = [live.get(name) for name in KEYS if name.endswith("_picture")]
        ThemePicture.objects.exclude(pk__in=[each for each in used if each]).delete()
        audit.record(action="theme_draft_discarded", subject=_SUBJECT, by=by, at=now)


def _of_looks(theme: Mapping[str, Any]) -> dict[str, Any]:
    return {key: theme[key] for key in KEYS if key in theme}
