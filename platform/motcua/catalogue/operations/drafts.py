"""What all writes on a draft share: lock, write back, keep the record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.errors import (
    DraftConflict,
    DraftLocked,
    ServiceMissing,
    SlugFixed,
    SlugTaken,
)
from motcua.catalogue.models import PublicService, ServiceStatus
from motcua.catalogue.queries.search import search_text_of
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.kernel.i18n import pick


class PersonNeeded(Forbidden):
    """Publishing is the act of two named people; the system itself cannot do it."""

    code = "person_needed"


def lock_service(service_id: UUID) -> PublicService:
    """The row, locked until the transaction ends. Raises ``ServiceMissing``."""
    row = PublicService.objects.select_for_update().filter(id=service_id).first()
    if row is None:
        raise ServiceMissing(_("Không tìm thấy dịch vụ công này."))
    return row


def require_open(row: PublicService) -> None:
    if row.status == ServiceStatus.IN_REVIEW:
        raise DraftLocked(
            _("Bản nháp đang chờ duyệt công bố. Hãy rút yêu cầu duyệt trước khi sửa.")
        )


def require_revision(row: PublicService, base_revision: int) -> None:
    """Raises ``DraftConflict``: somebody else, or another window, saved in between."""
    if row.draft_revision != base_revision:
        message = _("Bản nháp đã được %(name)s sửa. Hãy tải lại rồi thực hiện tiếp.")
        raise DraftConflict(
            message % {"name": row.updated_by_name or _("người khác")},
            current_revision=row.draft_revision,
            base_revision=base_revision,
        )


def require_person(by: Actor) -> UUID:
    if by.kind != "staff" or by.id is None:
        raise PersonNeeded(_("Việc này phải do một cán bộ cụ thể thực hiện."))
    return by.id


def write_draft(row: PublicService, document: ServiceDocument, *, by: Actor, now: datetime) -> None:
    """Put ``document`` in as the next revision. Raises ``SlugTaken`` and ``SlugFixed``."""
    slug = document.service.slug
    if slug != row.slug and row.versions.exists():
        raise SlugFixed(
            _("Địa chỉ của dịch vụ đã từng công bố không đổi được."), field="service/slug"
        )
    row.draft = document.to_json()
    row.draft_revision += 1
    fill_columns(row, document)
    row.updated_by, row.updated_by_name, row.updated_at = by.id, by.name[:200], now
    save_unique(row)


def fill_columns(row: PublicService, document: ServiceDocument) -> None:
    """Columns the authors' list shows and searches."""
    row.slug = document.service.slug
    row.code = document.procedure.code
    row.name = (pick(document.service.name) or document.service.slug)[:500]
    row.sector = pick(document.procedure.sector)[:200]
    row.draft_search_text = search_text_of(document)


def save_unique(row: PublicService) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "slug" not in str(error):
            raise
        raise SlugTaken(
            _("Địa chỉ “%(slug)s” đã có dịch vụ khác dùng.") % {"slug": row.slug},
            field="service/slug",
        ) from None


def subject_of(row: PublicService) -> str:
    return f"service:{row.id}"


def note_act(row: PublicService, action: str, *, by: Actor, now: datetime, **data: Any) -> None:
    audit.record(action=f"catalogue.{action}", subject=subject_of(row), by=by, at=now, data=data)
