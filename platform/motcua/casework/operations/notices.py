"""Telling the citizen what happened, once per occasion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.casework.events import CaseNews, CaseOpened
from motcua.casework.models import Case
from motcua.casework.operations.change_notices import TEMPLATES as CHANGES
from motcua.identity.api import ApplicantMissing, get_applicant
from motcua.kernel.i18n import pick
from motcua.notifications.api import DOSSIER_ENDS, Recipient, notices_ending, notify

# Occasion → kind of notice. What is missing here is told by no message of its own.
TEMPLATES: Final[Mapping[str, str]] = {
    "submitted": "submitted",
    "received": "received",
    "refused": "refused",
    "supplement_requested": "supplement_asked",
    "supplement_received": "supplement_received",
    "supplement_reminder": "supplement_reminder",
    "fee_due": "fee_due",
    "paid": "paid",
    "confirmation_requested": "confirmation_requested",
    "extended": "late_apology",
    "stopped": "stopped",
    "withdrawn": "withdrawn",
    "issued": "result_ready",
    "returned": "returned",
    "letter": "office_letter",
    "step_news": "step_news",
    "step_due_soon": "step_due_soon",
    **CHANGES,
}


_notice: Final = notices_ending(*DOSSIER_ENDS)

OWN_NOTICES: Final = (
    _notice(
        "step_news",
        ("Hồ sơ {code}: {step}", "Hồ sơ {code} về thủ tục {service}: {text}"),
        ("Dossier {code}: {step}", "Dossier {code} for {service}: {text}"),
        "step",
        "text",
    ),
    _notice(
        "step_due_soon",
        (
            "Hồ sơ {code}: sắp hết hạn {step}",
            "Hồ sơ {code} về thủ tục {service} đang chờ ông/bà: {step}. Hạn cuối là {due}.",
        ),
        (
            "Dossier {code}: the time for {step} is nearly over",
            "Dossier {code} for {service} waits for you: {step}. The last moment is {due}.",
        ),
        "step",
        "due",
    ),
    _notice(
        "supplement_received",
        (
            "Hồ sơ {code}: đã nhận bổ sung",
            (
                "Chúng tôi đã nhận phần bổ sung của hồ sơ {code} về thủ tục {service} và tiếp tục "
                "giải quyết."
            ),
        ),
        (
            "Dossier {code}: your supplement has arrived",
            "Your supplement to dossier {code} for {service} has arrived. Work on it goes on.",
        ),
    ),
    _notice(
        "supplement_reminder",
        (
            "Hồ sơ {code}: sắp hết hạn bổ sung",
            (
                "Hồ sơ {code} về thủ tục {service} còn chờ ông/bà bổ sung, hạn đến {due}.{then} "
                "Nếu cần giúp, ông/bà mang giấy tờ đến bộ phận một cửa."
            ),
        ),
        (
            "Dossier {code}: your time to supplement is nearly over",
            (
                "Dossier {code} for {service} still waits for your supplement, until {due}.{then} "
                "If you need help, bring your papers to the one-stop counter."
            ),
        ),
        "due",
        "then",
    ),
    _notice(
        "confirmation_requested",
        (
            "Hồ sơ {code}: đề nghị xác nhận",
            (
                "Hồ sơ {code} về thủ tục {service} cần ông/bà xác nhận: {step}. Vui lòng trả lời "
                "trước {due}; hết thời gian này, hồ sơ được tiếp tục theo quy định."
            ),
        ),
        (
            "Dossier {code}: please confirm",
            (
                "Dossier {code} for {service} needs your confirmation: {step}. Please answer by "
                "{due}; after that it goes on as the rules say."
            ),
        ),
        "step",
        "due",
    ),
    _notice(
        "stopped",
        (
            "Hồ sơ {code} đã dừng giải quyết",
            "Hồ sơ {code} về thủ tục {service} đã dừng giải quyết. Lý do được ghi trong hồ sơ.",
        ),
        (
            "Dossier {code} was stopped",
            "Work on dossier {code} for {service} was stopped. The dossier says why.",
        ),
    ),
    _notice(
        "office_letter",
        (
            "Hồ sơ {code}: cơ quan nhắn tin cho ông/bà",
            (
                "Cán bộ giải quyết hồ sơ {code} về thủ tục {service} đã gửi cho ông/bà một tin "
                "nhắn. Nội dung chỉ xem được trong hồ sơ, sau khi đăng nhập."
            ),
        ),
        (
            "Dossier {code}: a message from the authority",
            (
                "The officer who handles dossier {code} for {service} has sent you a message. It "
                "can only be read in the dossier, after signing in."
            ),
        ),
    ),
    _notice(
        "returned",
        (
            "Hồ sơ {code} đã trả kết quả",
            "Kết quả của hồ sơ {code} về thủ tục {service} đã được trả. Cảm ơn ông/bà.",
        ),
        (
            "The result of dossier {code} was handed over",
            "The result of dossier {code} for {service} was handed over. Thank you.",
        ),
    ),
)


def notify_opened(event: CaseOpened, at: datetime) -> None:
    """Consumer ``casework.notify_opened``."""
    _send(event.case_id, occasion="submitted", key="submitted", facts={}, now=at)


def notify_news(event: CaseNews, at: datetime) -> None:
    """Consumer ``casework.notify_news``; the dedupe key makes a repeated run harmless."""
    _send(event.case_id, occasion=event.occasion, key=event.key, facts=event.facts, now=at)


def _send(
    case_id: UUID, *, occasion: str, key: str, facts: Mapping[str, str], now: datetime
) -> None:
    """To the submitter, and to the owner once they are known here by their proven number."""
    template = TEMPLATES.get(occasion)
    case = Case.objects.filter(pk=case_id).first()
    if template is None or case is None:
        return
    people = ((case.applicant_id, key), (case.owner_id, f"{key}:owner"))
    for person_id, own_key in people:
        recipient = _recipient(person_id)
        if recipient is not None:
            _send_one(case, recipient, template, own_key, facts, now=now)


def tell_submitter(*, case_id: UUID, template: str, key: str, link: str, now: datetime) -> None:
    """A notice of an app above, to who filed the dossier; nothing where nobody is left. ``link``:
    path on the tenant's portal."""
    case = Case.objects.filter(pk=case_id).first()
    recipient = _recipient(case.applicant_id) if case else None
    if case is not None and recipient is not None:
        _send_one(case, recipient, template, key, {"link": link}, now=now)


def _send_one(
    case: Case,
    recipient: Recipient,
    template: str,
    key: str,
    facts: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    context = {
        "code": case.code or case.reference,
        "service": pick(case.service_name, recipient.lang),
        "state": case.state.label,
        "link": f"/ho-so/{case.pk}/",
        **facts,
    }
    notify(
        recipient=recipient,
        template=template,
        context=context,
        subject=case.audit_subject,
        dedupe_key=f"case:{case.pk}:{key}",
        now=now,
    )


def _recipient(person_id: UUID | None) -> Recipient | None:
    """The person as known now: an address changed since is the one to use."""
    if person_id is None:
        return None
    try:
        person = get_applicant(person_id)
    except ApplicantMissing:
        return None
    return Recipient(
        applicant_id=person.id, email=person.email, phone=person.phone, name=person.full_name
    )
