"""A tenant's own words for a notice."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.short import parse_fields, placeholders_in, safe_placeholders
from motcua.notifications.domain.sms import Measure
from motcua.notifications.domain.texts import misused, one_line
from motcua.notifications.domain.views import Words
from motcua.notifications.errors import DeliveryError, TemplateInvalid
from motcua.notifications.models import MessageTemplate
from motcua.notifications.operations.render import fill_words, values_of
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.accounts import options_in_use
from motcua.notifications.queries.words import LANGUAGES, notice_of
from motcua.notifications.registry import channels

MAX_SUBJECT = 200
MAX_BODY = 4000
MAX_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """``measure``: where length costs; ``cost`` in đồng, 0 while the price is not known."""

    words: Words
    measure: Measure | None
    cost: int

    @property
    def subject(self) -> str:
        return self.words.subject

    @property
    def body(self) -> str:
        return self.words.body


def save_template(
    *,
    event: str,
    language: str,
    subject: str,
    body: str,
    by: Actor,
    now: datetime,
    channel: str = "",
    external_id: str = "",
) -> None:
    """Set the words. ``external_id``: of a template the provider keeps; ``check_approval`` asks for
    its state. Raises ``PermissionMissing``, ``UnknownNotice``, ``TemplateInvalid``."""
    by.require(Permission.CONFIGURE)
    notice = notice_of(event)
    words = Words(subject.strip(), body.strip())
    _check(notice, language, channel, words, external_id=external_id.strip())
    with transaction.atomic():
        mine = MessageTemplate.objects.select_for_update().filter(
            event=event, language=language, channel=channel
        )
        kept = mine.first()
        is_same = kept is not None and kept.external_id == external_id.strip()
        MessageTemplate.objects.update_or_create(
            event=event,
            language=language,
            channel=channel,
            defaults={
                "subject": words.subject,
                "body": words.body,
                "external_id": external_id.strip(),
                "approval": kept.approval if kept is not None and is_same else "",
                "updated_at": now,
            },
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


def check_approval(*, event: str, language: str, channel: str, by: Actor, now: datetime) -> str:
    """Ask the provider whether it has approved the template, and keep the answer. Raises
    ``PermissionMissing``, ``TemplateInvalid`` when it could not be asked."""
    by.require(Permission.CONFIGURE)
    mine = MessageTemplate.objects.filter(event=event, language=language, channel=channel)
    row = mine.first()
    if row is None or not row.external_id:
        raise TemplateInvalid(_("Chưa có mã mẫu của nhà cung cấp."), field="external_id")
    try:
        state = channels.get(channel).template_state(row.external_id)
    except DeliveryError as error:
        raise TemplateInvalid(
            _("Chưa hỏi được nhà cung cấp: %(why)s.") % {"why": str(error)[:100]}
        ) from error
    mine.update(approval=state, checked_at=now)
    return state


def preview_template(
    *, event: str, language: str, subject: str, body: str, channel: str = ""
) -> Preview:
    """The words with sample values, by the same path as a real notice. Raises as
    ``save_template``; a provider's template needs no number for it."""
    notice = notice_of(event)
    _check(notice, language, channel, Words(subject, body), external_id="0")
    return preview_of(notice, Words(subject, body), channel)


def preview_of(notice: Notice, words: Words, channel: str) -> Preview:
    """What would be sent, without looking whether it may be."""
    filled = fill_words(words, values_of(notice, samples(), path="/ho-so/"))
    if channel not in channels:
        return Preview(filled, None, 0)
    plugin = channels.get(channel)
    rendered = plugin.render(filled)
    measured = plugin.measure(rendered)
    price = plugin.price(options_in_use().get(channel, {}))
    return Preview(rendered, measured, measured.parts * price if measured else 0)


def sample_values(event: str) -> dict[str, str]:
    """What the preview fills in for this notice. Raises ``UnknownNotice``."""
    return values_of(notice_of(event), samples(), path="/ho-so/")


def samples() -> dict[str, str]:
    """Example values of every placeholder that any notice has."""
    return {
        "code": "H00.00.00-260615-0001",
        "service": _("Cấp bản sao trích lục hộ tịch"),
        "state": _("Đang xử lý"),
        "due": "15/06/2026 17:00",
        "amount": "8.000 đ",
        "receipt": "BL-2026-000001",
        "step": _("Thẩm định"),
        "name": _("Người nộp"),
        "otp": "123456",
    }


def _check(notice: Notice, language: str, channel: str, words: Words, *, external_id: str) -> None:
    if language not in LANGUAGES:
        raise TemplateInvalid(_("Không có ngôn ngữ này."), field="language")
    if channel and channel not in channels:
        raise TemplateInvalid(_("Không có kênh gửi này."), field="channel")
    plugin = channels.get(channel) if channel else None
    if plugin is not None and plugin.has_templates:
        _check_fields(words, external_id)
    else:
        _check_lengths(words)
    allowed = notice.placeholders
    for field, text in (("subject", words.subject), ("body", words.body)):
        if wrong := misused(text, allowed=allowed):
            raise TemplateInvalid(
                _("Chỗ điền không dùng được: %(name)s.") % {"name": wrong[0][:60]}, field=field
            )
        unsafe = placeholders_in(text) - safe_placeholders(notice)
        if plugin is not None and plugin.is_short and unsafe:
            raise TemplateInvalid(
                _("Kênh này người khác có thể đọc được, không gửi thông tin riêng: %(name)s.")
                % {"name": "{" + min(unsafe) + "}"},
                field=field,
            )


def _check_lengths(words: Words) -> None:
    if not words.subject.strip() or len(words.subject) > MAX_SUBJECT:
        raise TemplateInvalid(_("Tiêu đề trống hoặc quá dài."), field="subject")
    if one_line(words.subject) != words.subject.strip():
        raise TemplateInvalid(_("Tiêu đề phải nằm trên một dòng."), field="subject")
    if not words.body.strip() or len(words.body) > MAX_BODY:
        raise TemplateInvalid(_("Nội dung trống hoặc quá dài."), field="body")


def _check_fields(words: Words, external_id: str) -> None:
    if not external_id.isascii() or not external_id.isdigit() or len(external_id) > MAX_NUMBER:
        raise TemplateInvalid(_("Mã mẫu chỉ gồm chữ số."), field="external_id")
    try:
        fields = parse_fields(words.body)
    except ValueError as error:
        raise TemplateInvalid(
            _("Mỗi dòng là một tham số “tên: giá trị”; dòng chưa đúng: %(line)s.")
            % {"line": str(error)},
            field="body",
        ) from error
    if not fields or len(words.body) > MAX_BODY:
        raise TemplateInvalid(_("Nội dung trống hoặc quá dài."), field="body")


def _audit(
    action: str, event: str, language: str, channel: str, *, by: Actor, now: datetime
) -> None:
    data = {"language": language, "channel": channel}
    audit.record(action=action, subject=f"notice:{event}", by=by, at=now, data=data)
