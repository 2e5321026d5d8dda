"""What people hear of their appointments. Never for what they come."""

from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime

from motcua.appointments.models import Booking
from motcua.appointments.operations.links import manage_path
from motcua.identity.api import AgencyMissing, get_agency
from motcua.kernel.i18n import pick
from motcua.notifications.api import Notice, Recipient, notices_ending, notify

_EXTRA: Final = ("due", "place", "reason")
_notice: Final = notices_ending(
    "\n\nXem, đổi hoặc hủy lịch hẹn tại: {link}\n\n{place}\n{agency}",
    "\n\nSee, move or cancel it at: {link}\n\n{place}\n{agency}",
)
_cancelled: Final = notices_ending(
    "\n\nĐặt lịch khác tại: {link}\n\n{place}\n{agency}",
    "\n\nBook another time at: {link}\n\n{place}\n{agency}",
)
CODE: Final = Notice(
    "appointment_code",
    {"vi": "Mã xác nhận đặt lịch hẹn", "en": "Code to confirm your appointment"},
    {
        "vi": "Mã xác nhận đặt lịch hẹn của ông/bà là {otp}. Mã có hiệu lực 10 phút. Nếu ông/bà "
        "không đặt lịch, hãy bỏ qua tin này.\n\n{agency}",
        "en": "Your code to confirm the appointment is {otp}. It is good for 10 minutes. If you "
        "have not asked for an appointment, ignore this message.\n\n{agency}",
    },
    frozenset({"otp"}),
)
NOTICES: Final = (
    CODE,
    _notice(
        "appointment_booked",
        ("Lịch hẹn {code} lúc {due}", ("Ông/bà đã đặt lịch hẹn {code} lúc {due}. Khi đến, quét "
         "hoặc gõ mã này ở máy lấy số để có số thứ tự.")),
        ("Appointment {code} at {due}", ("Your appointment {code} is at {due}. When you arrive, "
         "scan or type this code at the ticket machine to get your number.")),
        *_EXTRA,
    ),
    _notice(
        "appointment_moved",
        ("Lịch hẹn {code} đổi sang {due}", "Lịch hẹn {code} của ông/bà đã đổi sang {due}."),
        ("Appointment {code} moved to {due}", "Your appointment {code} is now at {due}."),
        *_EXTRA,
    ),
    _cancelled(
        "appointment_cancelled",
        ("Lịch hẹn {code} lúc {due} bị hủy", ("Cơ quan phải hủy lịch hẹn {code} lúc {due}. Lý do: "
         "{reason}\nXin lỗi ông/bà. Ông/bà có thể đặt lịch khác.")),
        ("Appointment {code} at {due} is cancelled", ("The agency had to cancel your appointment "
         "{code} at {due}. Reason: {reason}\nWe are sorry. You can book another time.")),
        *_EXTRA,
    ),
    _notice(
        "appointment_day",
        ("Nhắc lịch hẹn {code} lúc {due}", ("Xin nhắc lịch hẹn {code} của ông/bà lúc {due}. "
         "Nhớ mang giấy tờ tùy thân và giấy tờ của hồ sơ. Không đến được thì xin hủy hoặc đổi "
         "lịch để nhường chỗ cho người khác.")),
        ("Reminder: appointment {code} at {due}", ("This is a reminder of your appointment {code} "
         "at {due}. Bring your identity card and your papers. If you cannot come, please cancel "
         "or move it so that somebody else can have the place.")),
        *_EXTRA,
    ),
    _notice(
        "appointment_hours",
        ("Sắp đến giờ hẹn {code}: {due}", "Lịch hẹn {code} của ông/bà bắt đầu lúc {due}."),
        ("Appointment {code} is soon: {due}", "Your appointment {code} begins at {due}."),
        *_EXTRA,
    ),
)  # fmt: skip


def tell(row: Booking, template: str, *, key: str, now: datetime, link: str = "") -> None:
    """``key`` tells this notice from others of its kind: the same is sent once. A text message
    goes only to who has left nothing else: it costs the office money."""
    person = row.person or {}
    email, phone = person.get("email", ""), person.get("phone", "")
    reached = bool(email or row.applicant_id)
    notify(
        recipient=Recipient(
            applicant_id=row.applicant_id,
            email=email,
            phone=phone,
            name=person.get("name", ""),
            lang=person.get("language", "vi"),
            sms="" if reached else phone,
        ),
        template=template,
        context={
            "code": row.code,
            # Not in our words, but an office may write it into its mails.
            "service": pick(row.service_name, person.get("language", "vi")),
            "due": when_of(row),
            "place": place_of(row),
            "reason": row.reason,
            "link": link or manage_path(row.pk),
        },
        subject=row.audit_subject,
        dedupe_key=f"{row.audit_subject}:{template}:{key}",
        now=now,
    )


def send_code(row: Booking, code: str, *, now: datetime) -> None:
    person = row.person
    notify(
        recipient=Recipient(phone=person["phone"], sms=person["phone"], name=person["name"]),
        template=CODE.key,
        context={"otp": code, "code": "", "link": ""},
        subject=row.audit_subject,
        dedupe_key=f"{row.audit_subject}:{CODE.key}:{now.isoformat()}",
        now=now,
    )


def when_of(row: Booking) -> str:
    return date_format(localtime(row.starts_at), "H:i d/m/Y")


def place_of(row: Booking) -> str:
    try:
        point = get_agency(row.agency_id)
    except AgencyMissing:
        return ""
    return f"{point.name}, {point.address}" if point.address else point.name
