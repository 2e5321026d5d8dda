"""Making a survey and changing it, until it is published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.catalogue.api import apply_all, new_document, read_operations, read_stored
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.kernel.text import fold
from motcua.surveys.domain.checks import Settings, check_settings
from motcua.surveys.domain.document import refuse_other_parts, unwrap, wrap
from motcua.surveys.domain.states import Status
from motcua.surveys.domain.templates import TEMPLATES
from motcua.surveys.errors import (
    NothingToReplay,
    SurveyConflict,
    SurveyInvalid,
    SurveyLocked,
    SurveyMissing,
)
from motcua.surveys.models import Survey, SurveyOperation
from motcua.surveys.models.survey import OperationState
from motcua.surveys.permissions import Permission
from motcua.surveys.queries.views import DraftView, draft_view

LONGEST_TITLE: Final = 200
_SLUG_LENGTH: Final = 60


def create_survey(*, title: str, template: str, by: Actor, now: datetime) -> UUID:
    """A draft made from a template, ready to be changed. Raises ``SurveyInvalid``."""
    by.require(Permission.EDIT)
    found = TEMPLATES.get(template)
    if found is None:
        raise SurveyInvalid(_("Chọn mẫu để bắt đầu."), field="template")
    intro, form = found.make()
    return _begin(title, intro=intro, form=form, settings=found.settings, by=by, now=now)


def copy_survey(*, survey_id: UUID, title: str, by: Actor, now: datetime) -> UUID:
    """The same questions again, as a draft of its own: of one published nothing changes."""
    by.require(Permission.EDIT)
    row = find_survey(survey_id)
    settings = Settings(
        audience=row.audience,
        is_anonymous=row.is_anonymous,
        is_one_page=row.is_one_page,
        languages=tuple(row.languages),
        keep_days=row.keep_days,
        service_id=row.service_id,
    )
    intro = row.draft["service"]["description"]
    return _begin(title, intro=intro, form=row.draft["form"], settings=settings, by=by, now=now)


def apply_operations(
    *,
    survey_id: UUID,
    operations: Sequence[Mapping[str, Any]],
    base_revision: int,
    by: Actor,
    now: datetime,
) -> DraftView:
    """One batch of the designer's edits, all or nothing; one step of undo.

    Raises ``SurveyConflict``, ``SurveyLocked``, ``OperationRefused``.
    """
    by.require(Permission.EDIT)
    batch = read_operations([dict(each) for each in operations])
    refuse_other_parts(batch)
    with transaction.atomic():
        row = _open_draft(survey_id, base_revision)
        applied = apply_all(wrap(row.draft), batch)
        _write(row, unwrap(applied.document), by=by, now=now)
        row.operations.filter(state=OperationState.UNDONE).update(state=OperationState.ABANDONED)
        last = row.operations.aggregate(last=Max("number"))["last"] or 0
        SurveyOperation.objects.create(
            survey=row,
            number=last + 1,
            operations=[each.to_json() for each in applied.operations],
            inverse=[each.to_json() for each in applied.inverse],
            by_name=by.name[:200],
            at=now,
        )
        return draft_view(row)


def undo(*, survey_id: UUID, base_revision: int, by: Actor, now: datetime) -> DraftView:
    return _replay(survey_id, base_revision, by=by, now=now, back=True)


def redo(*, survey_id: UUID, base_revision: int, by: Actor, now: datetime) -> DraftView:
    return _replay(survey_id, base_revision, by=by, now=now, back=False)


def save_words(
    *, survey_id: UUID, words: Mapping[str, dict[str, str]], by: Actor, now: datetime
) -> None:
    """``name`` and ``description`` by language, from the screen of settings."""
    title = pick(words["name"]).strip()
    if not 3 <= len(title) <= LONGEST_TITLE:
        raise SurveyInvalid(_("Đặt tên từ 3 đến 200 ký tự."), field="title")
    revision = find_survey(survey_id).draft_revision
    change = {"op": "update", "what": "service", "set": dict(words)}
    apply_operations(
        survey_id=survey_id, operations=[change], base_revision=revision, by=by, now=now
    )


def save_settings(*, survey_id: UUID, settings: Settings, by: Actor, now: datetime) -> None:
    """Raises ``SurveyInvalid``, ``SurveyLocked``."""
    by.require(Permission.EDIT)
    check_settings(settings)
    with transaction.atomic():
        row = lock_survey(survey_id)
        require_draft(row)
        _put(row, settings)
        row.updated_at, row.updated_by_name = now, by.name[:200]
        row.save()


def find_survey(survey_id: UUID) -> Survey:
    row = Survey.objects.filter(pk=survey_id).first()
    if row is None:
        raise SurveyMissing(_("Không tìm thấy khảo sát này."))
    return row


def lock_survey(survey_id: UUID) -> Survey:
    """The row, locked until the transaction ends. Raises ``SurveyMissing``."""
    row = Survey.objects.select_for_update().filter(pk=survey_id).first()
    if row is None:
        raise SurveyMissing(_("Không tìm thấy khảo sát này."))
    return row


def require_draft(row: Survey) -> None:
    if row.status == Status.IN_REVIEW:
        raise SurveyLocked(_("Khảo sát đang chờ duyệt. Hãy rút yêu cầu duyệt trước khi sửa."))
    if row.status != Status.DRAFT:
        raise SurveyLocked(
            _("Khảo sát đã công bố thì không sửa được, để mọi người trả lời cùng câu hỏi.")
        )


def _open_draft(survey_id: UUID, base_revision: int) -> Survey:
    row = lock_survey(survey_id)
    require_draft(row)
    if row.draft_revision != base_revision:
        message = _("Bản nháp đã được %(name)s sửa. Hãy tải lại rồi thực hiện tiếp.")
        raise SurveyConflict(
            message % {"name": row.updated_by_name or _("người khác")},
            current_revision=row.draft_revision,
            base_revision=base_revision,
        )
    return row


def _replay(
    survey_id: UUID, base_revision: int, *, by: Actor, now: datetime, back: bool
) -> DraftView:
    by.require(Permission.EDIT)
    with transaction.atomic():
        row = _open_draft(survey_id, base_revision)
        state = OperationState.APPLIED if back else OperationState.UNDONE
        entry = row.operations.filter(state=state).order_by("-number" if back else "number").first()
        if entry is None:
            raise NothingToReplay(_("Không còn thao tác nào."))
        stored = read_stored(entry.inverse if back else entry.operations)
        _write(row, unwrap(apply_all(wrap(row.draft), stored).document), by=by, now=now)
        entry.state = OperationState.UNDONE if back else OperationState.APPLIED
        entry.save(update_fields=["state"])
        return draft_view(row)


def _write(row: Survey, draft: dict[str, Any], *, by: Actor, now: datetime) -> None:
    row.draft = draft
    row.draft_revision += 1
    row.title = pick(draft["service"]["name"])[:300]
    row.updated_at, row.updated_by_name = now, by.name[:200]
    row.save()


def _begin(
    title: str, *, intro: Any, form: Any, settings: Settings, by: Actor, now: datetime
) -> UUID:
    name = title.strip().replace("\x00", "")
    if not 3 <= len(name) <= LONGEST_TITLE:
        raise SurveyInvalid(_("Đặt tên từ 3 đến 200 ký tự."), field="title")
    row = Survey(title=name, updated_at=now, updated_by_name=by.name[:200])
    _put(row, settings)
    for slug in _slugs(name):
        whole = new_document(code="", name=name, slug=slug).to_json()
        whole["service"]["description"], whole["form"] = intro, form
        row.slug, row.draft = slug, unwrap(wrap({k: whole[k] for k in ("service", "form")}))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                audit.record(
                    action="survey.created", subject=row.audit_subject, by=by, at=now, data={}
                )
            return row.pk
        except IntegrityError as error:
            if "slug" not in str(error):
                raise
    raise SurveyInvalid(_("Đã có quá nhiều khảo sát tên này."), field="title")


def _slugs(name: str) -> list[str]:
    """The name as an address, then numbered ones."""
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in fold(name))
    stem = "-".join(filter(None, plain.split("-")))[:_SLUG_LENGTH].strip("-") or "khao-sat"
    return [stem, *(f"{stem}-{number}" for number in range(2, 50))]


def _put(row: Survey, settings: Settings) -> None:
    row.audience, row.is_anonymous = settings.audience, settings.is_anonymous
    row.is_one_page, row.languages = settings.is_one_page, list(settings.languages)
    row.opens_at, row.closes_at = settings.opens_at, settings.closes_at
    row.keep_days, row.service_id = settings.keep_days, settings.service_id
