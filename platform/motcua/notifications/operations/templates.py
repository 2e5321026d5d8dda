"""A tenant's own words for a notice."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.texts import misused, one_line
from motcua.notifications.domain.views import Words
from motcua.notifications.errors import TemplateInvalid
from motcua.notifications.models import MessageTemplate
from motcua.notifications.operations.render import fill_words, values_of
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.words import LANGUAGES, notice_of
from motcua.notifications.registry import channels

MAX_SUBJECT = 200
MAX_BODY = 4000


def save_template(
    *,
    event: str,
    language: str,
    subject: str,
    body: str,
    by: Actor,
    now: datetime,
    channel: str = "",
) -> None:
    """Set the words. Raises ``PermissionMissing``, ``UnknownNotice``, ``TemplateInvalid``."""
    by.require(Permission.CONFIGURE)
    notice = notice_of(event)
    _check(notice, language, channel, Words(subject, body))
    with transaction.atomic():
        MessageTemplate.objects.update_or_create(
            event=event,
            language=language,
            channel=channel,
            defaults={"subject": subject.strip(), "body": body.strip(), "updated_at": now},
        )
        _audit("notifications.template_saved", event, language, channel, by=by, now=now)


def reset_template(
    *, event: str, language: str, by: Actor, now: datetime, channel: str = ""
) -> None:
    """Go back to the default words."""
    by.require(Permission.CONFIGURE)
    with transaction.atomic():
        found = MessageTemplate.objects.filter(event=event, language=language, channel=channel)
        if found.delete()[0]:
            _audit("notifications.template_reset", event, language, channel, by=by, now=now)


def preview_template(*, event: str, language: str, subject: str, body: str) -> Words:
    """The words with sample values, by the same path as a real notice."""
    notice = notice_of(event)
    _check(notice, language, "", Words(subject, body))
    sample = {
        "code": "H00.00.00-260615-0001",
        "service": _("Cấp bản sao trích lục hộ tịch"),
        "state": _("Đang xử lý"),
        "due": "15/06/2026 17:00",
        "amount": "8.000 đ",
        "receipt": "BL-2026-000001",
        "step": _("Thẩm định"),
        "name": _("Người nộp"),
    }
    return fill_words(Words(subject, body), values_of(notice, sample, path="/ho-so/"))


def _check(notice: Notice, language: str, channel: str, words: Words) -> None:
    if language not in LANGUAGES:
        raise TemplateInvalid(_("Không có ngôn ngữ này."), field="language")
    if channel and channel not in channels:
        raise TemplateInvalid(_("Không có kênh gửi này."), field="channel")
    if not words.subject.strip() or len(words.subject) > MAX_SUBJECT:
        raise TemplateInvalid(_("Tiêu đề trống hoặc quá dài."), field="subject")
    if one_line(words.subject) != words.subject.strip():
        raise TemplateInvalid(_("Tiêu đề phải nằm trên một dòng."), field="subject")
    if not words.body.strip() or len(words.body) > MAX_BODY:
        raise TemplateInvalid(_("Nội dung trống hoặc quá dài."), field="body")
    for field, text in (("subject", words.subject), ("body", words.body)):
        if wrong := misused(text, allowed=notice.placeholders):
            raise TemplateInvalid(
                _("Chỗ điền không dùng được: %(name)s.") % {"name": wrong[0][:60]}, field=field
            )


def _audit(
    action: str, event: str, language: str, channel: str, *, by: Actor, now: datetime
) -> None:
    data = {"language": language, "channel": channel}
    audit.record(action=action, subject=f"notice:{event}", by=by, at=now, data=data)
