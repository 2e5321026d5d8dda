"""Drawing up how papers look, and putting it in force. What was issued keeps its looks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from motcua.casework.papers.design import NO_EMBLEM, SIGNABLE
from motcua.casework.paperwork.domain.checking import faults_of
from motcua.casework.paperwork.errors import (
    DesignInvalid,
    DesignMissing,
    DesignMoved,
    EmblemRefused,
)
from motcua.casework.paperwork.models import PaperDesign, PaperDesignVersion, PaperEmblem
from motcua.casework.paperwork.permissions import require_edit, require_publish
from motcua.identity.api import get_agency
from motcua.kernel import audit
from motcua.kernel.actors import Actor

AUDIT: Final = "paper-designs"
MAX_EMBLEM_BYTES: Final = 2 * 1024 * 1024
_MAX_SIDE: Final = 6_000
_SHOWN_SIDE: Final = 360
_KINDS: Final = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True)
class DesignWish:
    """What somebody typed. Empty: as the whole tenant has it, or for the tenant as the law has it.
    ``emblem``: a digest, ``none``, or empty."""

    texts: Mapping[str, str] = field(default_factory=dict)
    emblem: str = ""
    signature_place: str = ""
    signed_by: str = ""
    signed_kinds: tuple[str, ...] | None = None

    def content(self) -> dict[str, Any]:
        """What is stored: nothing that only repeats what holds anyway."""
        texts = {key: _tidy(words) for key, words in self.texts.items()}
        found: dict[str, Any] = {"texts": {key: words for key, words in texts.items() if words}}
        for name in ("emblem", "signature_place", "signed_by"):
            if chosen := getattr(self, name):
                found[name] = chosen
        if self.signed_kinds is not None:
            found["signed_kinds"] = [each for each in SIGNABLE if each in self.signed_kinds]
        return found


def save_design(
    *, agency_id: UUID | None, wish: DesignWish, base_revision: int, by: Actor, now: datetime
) -> int:
    """Keep a draft; returns its revision. Raises ``DesignInvalid`` naming every faulty text,
    ``DesignMoved`` when somebody saved since ``base_revision``."""
    require_edit(by)
    content = checked(wish)
    if agency_id is not None:
        get_agency(agency_id)
    with transaction.atomic():
        row = _locked(agency_id, by=by, now=now)
        if row.draft_revision != base_revision:
            raise DesignMoved(
                _("%(name)s vừa lưu mẫu này. Hãy tải lại trang để xem bản mới.")
                % {"name": row.changed_by}
            )
        row.draft, row.draft_revision = content, base_revision + 1
        row.changed_at, row.changed_by = now, by.name[:200]
        row.save()
        _record("paper_design.saved", row, by=by, now=now)
    return row.draft_revision


def publish_design(*, agency_id: UUID | None, base_revision: int, by: Actor, now: datetime) -> int:
    """The draft holds for every paper ordered from now on; returns its number."""
    require_publish(by)
    with transaction.atomic():
        row = PaperDesign.objects.select_for_update().filter(agency_id=agency_id).first()
        if row is None:
            raise DesignMissing(_("Chưa có bản nháp nào để áp dụng."))
        if row.draft_revision != base_revision:
            raise DesignMoved(_("Bản nháp vừa được sửa. Hãy xem lại trước khi áp dụng."))
        _refuse(row.draft)
        row.in_force = PaperDesignVersion.objects.create(
            design=row,
            number=row.versions.count() + 1,
            content=row.draft,
            published_at=now,
            published_by=by.name[:200],
        )
        row.save(update_fields=["in_force"])
        _record("paper_design.published", row, by=by, now=now, number=row.in_force.number)
    return row.in_force.number


def restore_design(*, agency_id: UUID | None, number: int, by: Actor, now: datetime) -> int:
    """An old version becomes the draft again; number 0: empty, as the law or the tenant has it."""
    require_edit(by)
    with transaction.atomic():
        row = _locked(agency_id, by=by, now=now)
        old = row.versions.filter(number=number).first()
        if number and old is None:
            raise DesignMissing(_("Không có bản đã áp dụng này."))
        row.draft, row.draft_revision = (old.content if old else {}), row.draft_revision + 1
        row.changed_at, row.changed_by = now, by.name[:200]
        row.save()
        _record("paper_design.restored", row, by=by, now=now, number=number)
    return row.draft_revision


def checked(wish: DesignWish) -> dict[str, Any]:
    """The content of a wish. Raises ``DesignInvalid``."""
    content = wish.content()
    _refuse(content)
    return content


def keep_emblem(content: bytes, *, by: Actor, now: datetime) -> str:
    """Judge a picture, draw it anew and small, without whatever came along in its file; returns
    its digest. Raises ``EmblemRefused``."""
    require_edit(by)
    if not content or len(content) > MAX_EMBLEM_BYTES:
        raise EmblemRefused(_("Ảnh biểu trưng nhiều nhất 2 MB."), field="emblem_file")
    made = _drawn_anew(content)
    digest = hashlib.sha256(made).hexdigest()
    PaperEmblem.objects.get_or_create(sha256=digest, defaults={"content": made, "created_at": now})
    return digest


def _drawn_anew(content: bytes) -> bytes:
    try:
        with Image.open(BytesIO(content), formats=_KINDS) as opened:
            width, height = opened.size
            if min(width, height) < 60 or max(width, height) > _MAX_SIDE:
                raise EmblemRefused(
                    _("Mỗi cạnh của ảnh biểu trưng từ 60 đến 6.000 điểm ảnh."), field="emblem_file"
                )
            if max(width, height) > 4 * min(width, height):
                raise EmblemRefused(
                    _("Ảnh biểu trưng quá dài hoặc quá cao so với cạnh kia."), field="emblem_file"
                )
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise EmblemRefused(
            _("Không đọc được ảnh. Hãy dùng tệp PNG hoặc JPEG không bị hỏng."), field="emblem_file"
        ) from error
    except Image.DecompressionBombError as error:
        raise EmblemRefused(_("Ảnh quá lớn."), field="emblem_file") from error
    picture.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE))
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _refuse(content: Mapping[str, Any]) -> None:
    faults = faults_of(content)
    emblem = content.get("emblem", "")
    is_known = emblem in {"", NO_EMBLEM} or PaperEmblem.objects.filter(pk=emblem).exists()
    if not is_known:
        faults["emblem"] = _("Không tìm thấy ảnh biểu trưng. Hãy tải lên lại.")
    if faults:
        words = _("Có %(count)d phần chưa dùng được.") % {"count": len(faults)}
        raise DesignInvalid(words, faults=faults)


def _locked(agency_id: UUID | None, *, by: Actor, now: datetime) -> PaperDesign:
    PaperDesign.objects.get_or_create(
        agency_id=agency_id, defaults={"changed_at": now, "changed_by": by.name[:200]}
    )
    return PaperDesign.objects.select_for_update().get(agency_id=agency_id)


def _record(action: str, row: PaperDesign, *, by: Actor, now: datetime, number: int = 0) -> None:
    facts: dict[str, Any] = {"design": row.pk, "revision": row.draft_revision, "content": row.draft}
    if row.agency_id:
        facts["agency"] = row.agency_id
    if number:
        facts["number"] = number
    audit.record(action=action, subject=AUDIT, by=by, at=now, data=facts)


def _tidy(words: str) -> str:
    lines = (" ".join(line.split(" ")).strip() for line in words.replace("\r", "").split("\n"))
    return "\n".join(lines).strip()
