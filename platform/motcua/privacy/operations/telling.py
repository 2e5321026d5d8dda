"""What the citizen hears of their request; never what was written in it."""

from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.identity.api import ApplicantMissing, get_applicant
from motcua.notifications.api import Recipient, notices_ending, notify
from motcua.privacy.models import DataRequest

_LINK: Final = "/du-lieu-cua-toi/yeu-cau/"
_notice: Final = notices_ending(
    "\n\nXem tại: {link}\n\n{agency}",
    "\n\nSee it at: {link}\n\n{agency}",
)

NOTICES: Final = (
    _notice(
        "data_request_received",
        (
            "Đã nhận yêu cầu về dữ liệu cá nhân {code}",
            "Cơ quan trả lời có thực hiện hay không trước {due}.",
        ),
        ("Your request about personal data {code} was received", "You get an answer by {due}."),
        "due",
    ),
    _notice(
        "data_request_accepted",
        ("{code}: cơ quan đang thực hiện yêu cầu về dữ liệu", "Yêu cầu được làm xong trước {due}."),
        ("{code}: your request about data is being done", "It will be done by {due}."),
        "due",
    ),
    _notice(
        "data_request_done",
        ("{code}: đã thực hiện yêu cầu về dữ liệu", "Kết quả nằm ở trang yêu cầu của ông/bà."),
        ("{code}: your request about data was carried out", "The outcome is on its page."),
    ),
    _notice(
        "data_request_refused",
        ("{code}: không thực hiện yêu cầu về dữ liệu", "Lý do nằm ở trang yêu cầu của ông/bà."),
        ("{code}: your request about data was refused", "The reason is on its page."),
    ),
)


def tell(row: DataRequest, template: str, *, now: datetime) -> None:
    try:
        person = get_applicant(row.applicant_id)
    except ApplicantMissing:
        return
    context = {
        "code": row.code,
        "service": _("Yêu cầu về dữ liệu cá nhân"),
        "link": f"{_LINK}{row.pk}/",
    }
    if row.due_at is not None:
        context["due"] = date_format(localtime(row.due_at), "d/m/Y")
    notify(
        recipient=Recipient(
            applicant_id=person.id, email=person.email, phone=person.phone, name=person.full_name
        ),
        template=template,
        context=context,
        subject=row.audit_subject,
        dedupe_key=f"{row.audit_subject}:{template}",
        now=now,
    )
