"""Somebody takes a place, with an account or with a telephone number."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.appointments.domain.people import normal_phone
from motcua.appointments.domain.states import HOLD, Purpose, State, next_reminder
from motcua.appointments.errors import (
    AlreadyBooked,
    BookingInvalid,
    BookingMissing,
    BookingMoved,
    CodeWrong,
    HoldOver,
)
from motcua.appointments.models import Booking
from motcua.appointments.operations.links import manage_path
from motcua.appointments.operations.placing import find_place, lock_opening
from motcua.appointments.operations.telling import send_code, tell
from motcua.appointments.queries.slots import opening_view
from motcua.casework.standing_api import finished_case
from motcua.catalogue.api import ServiceMissing, get_service
from motcua.identity.api import ApplicantView, applicant_actor
from motcua.kernel import audit
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.crypto import blind_index
from motcua.kernel.i18n import I18nText
from motcua.kernel.ids import new_reference
from motcua.kernel.limits import check_limit
from motcua.notifications.api import Recipient, channels

PREFIX: Final = "LH"
PER_NETWORK: Final = 30
PER_PHONE: Final = 5
PER_ACCOUNT: Final = 10
MOST_TRIES: Final = 5
_DAY: Final = timedelta(days=1)
_PERSON: Final = "appointments.person"
_CODE: Final = "appointments.code"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen and typed. ``case_id``: one of the person's own dossiers, with an account;
    ``about``: a dossier's code as typed, looked up by nobody."""

    opening_id: UUID
    starts_at: datetime
    service_id: UUID
    purpose: str
    name: str
    phone: str
    email: str = ""
    about: str = ""
    case_id: UUID | None = None
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Booked:
    """``needs_code``: the place is kept for ten minutes, until the code from the text message."""

    id: UUID
    code: str
    needs_code: bool


def book(*, wish: Wish, client: str, applicant: ApplicantView | None, now: datetime) -> Booked:
    """Take a place. Raises ``BookingInvalid`` with the field, ``SlotTaken``, ``AlreadyBooked``, and
    ``LimitReached``: thirty a day from a network and five for a number, ten for an account."""
    wish = _checked(wish)
    index = _count(wish, client, applicant, now)
    wish, name = _for_what(wish, applicant)
    needs_code = applicant is None and can_text(wish.phone)
    if not needs_code:
        _refuse_second(index, wish.service_id, now)
    try:
        with transaction.atomic():
            row = _take_place(wish, index, applicant, name, is_held=needs_code, now=now)
            if needs_code:
                _ask_for_code(row, now)
            else:
                _settle(row, now)
    except IntegrityError as error:
        if _is_second(error):
            _refuse_second(index, wish.service_id, now)
        raise
    return Booked(row.pk, row.code, needs_code)


def confirm_code(*, booking_id: UUID, code: str, now: datetime) -> None:
    """The telephone is theirs: the place is, too.

    Raises ``HoldOver``, ``CodeWrong`` (five tries, then the place is given up), ``BookingMoved``
    where it is confirmed already, and ``AlreadyBooked``; a wrong try counts whatever follows.
    """
    with transaction.atomic():
        row = _lock_held(booking_id, now)
        if secrets.compare_digest(row.code_hash, _hash_of(row, code)):
            try:
                with transaction.atomic():
                    row.state, row.held_until = State.BOOKED, None
                    _settle(row, now)
            except IntegrityError as error:
                if not _is_second(error):
                    raise
                raise _proven_second(row) from None
            return
        row.code_tries += 1
        if row.code_tries >= MOST_TRIES:
            row.state, row.ended_at = State.EXPIRED, now
        row.save(update_fields=["code_tries", "state", "ended_at"])
    raise CodeWrong(_("Mã không đúng. Xem lại tin nhắn mới nhất."), field="code")


def can_text(phone: str) -> bool:
    """Whether a text message from this office reaches the number."""
    return bool(channels.get("channel.sms").address_of(Recipient(sms=phone)))


def _checked(wish: Wish) -> Wish:
    name, phone = " ".join(wish.name.split()), normal_phone(wish.phone)
    if not 2 <= len(name) <= 100:
        raise BookingInvalid(_("Ghi họ và tên người sẽ đến."), field="name")
    if not phone:
        raise BookingInvalid(_("Ghi số điện thoại, ví dụ 0912 345 678."), field="phone")
    if wish.purpose not in Purpose.values:
        raise BookingInvalid(_("Chọn việc ông/bà đến làm."), field="purpose")
    about, email = wish.about.strip()[:60], wish.email.strip()[:200]
    return replace(wish, name=name, phone=phone, about=about, email=email)


def _count(wish: Wish, client: str, applicant: ApplicantView | None, now: datetime) -> str:
    """The keyed hash of who it is. Counting comes before anything is looked up or sent."""
    if applicant is not None:
        subject = str(applicant.id)
        check_limit(
            name="appointments.person", subject=subject, allowed=PER_ACCOUNT, per=_DAY, now=now
        )
        return blind_index(f"applicant:{subject}", purpose=_PERSON)
    check_limit(name="appointments.network", subject=client, allowed=PER_NETWORK, per=_DAY, now=now)
    check_limit(name="appointments.phone", subject=wish.phone, allowed=PER_PHONE, per=_DAY, now=now)
    return blind_index(f"phone:{wish.phone}", purpose=_PERSON)


def _for_what(wish: Wish, applicant: ApplicantView | None) -> tuple[Wish, I18nText]:
    """The service; of a dossier its own, which must be one the person may see."""
    if wish.case_id is not None and applicant is not None and wish.purpose != Purpose.FILE:
        case = finished_case(wish.case_id, by=applicant_actor(applicant))
        wish = replace(wish, service_id=case.service_id, about=case.number)
        return wish, dict(case.service_name)
    try:
        service = get_service(wish.service_id)
    except ServiceMissing:
        raise BookingInvalid(_("Chọn dịch vụ trong danh sách."), field="service") from None
    return replace(wish, case_id=None), dict(service.version.document.service.name)


def _refuse_second(index: str, service_id: UUID, now: datetime) -> None:
    """A friendly word before the constraint says the same. Whoever asks need not be who booked, so
    the link goes, once a day, to what was left with the first; here nothing is told of it."""
    row = _open_of(index, service_id)
    if row is not None:
        tell(row, "appointment_booked", key=f"again:{now.date()}", now=now)
        raise AlreadyBooked(
            _(
                "Ông/bà đã có một lịch hẹn cho dịch vụ này. Nếu khi đặt có ghi thư điện tử, đường "
                "dẫn để đổi hoặc hủy vừa được gửi lại đến đó; không thì xin gọi nơi tiếp nhận."
            )
        )


def _proven_second(row: Booking) -> AlreadyBooked:
    """Who got the code has the telephone: the first appointment is theirs, and so is its link."""
    first = _open_of(row.person_index, row.service_id)
    own = manage_path(first.pk) if first else ""
    return AlreadyBooked(_("Ông/bà đã có một lịch hẹn cho dịch vụ này."), own=own)


def _open_of(index: str, service_id: UUID) -> Booking | None:
    mine = Booking.objects.filter(person_index=index, service_id=service_id)
    return mine.filter(state=State.BOOKED).first()


def _take_place(
    wish: Wish,
    index: str,
    applicant: ApplicantView | None,
    name: I18nText,
    *,
    is_held: bool,
    now: datetime,
) -> Booking:
    opening = lock_opening(wish.opening_id)
    if not opening_view(opening).takes(wish.service_id, wish.purpose):
        raise BookingInvalid(_("Nơi này không nhận đặt lịch cho việc đó."), field="service")
    if is_held:
        _give_up_holds(index, wish.service_id, now)
    slot, place = find_place(opening, wish.starts_at, now=now)
    given = ("name", "phone", "email", "about", "language")
    return Booking(
        code=new_reference(PREFIX),
        opening=opening,
        agency_id=opening.agency_id,
        service_id=wish.service_id,
        service_name=name,
        purpose=wish.purpose,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        place=place,
        state=State.HELD if is_held else State.BOOKED,
        person={each: getattr(wish, each) for each in given},
        person_index=index,
        applicant_id=applicant.id if applicant else None,
        case_id=wish.case_id,
        booked_at=now,
    )


def _give_up_holds(index: str, service_id: UUID, now: datetime) -> None:
    """Who chooses again before confirming keeps one place, not two."""
    Booking.objects.filter(person_index=index, service_id=service_id, state=State.HELD).update(
        state=State.EXPIRED, person=None, person_index="", ended_at=now
    )


def _ask_for_code(row: Booking, now: datetime) -> None:
    code = f"{secrets.randbelow(10**6):06d}"
    row.code_hash, row.held_until = _hash_of(row, code), now + HOLD
    row.save(force_insert=True)
    send_code(row, code, now=now)


def _settle(row: Booking, now: datetime) -> None:
    row.reminder_at = next_reminder(row.starts_at, after=now)
    row.save()
    audit.record(action="appointment.booked", subject=row.audit_subject, by=ANONYMOUS, at=now)
    tell(row, "appointment_booked", key="", now=now)


def _lock_held(booking_id: UUID, now: datetime) -> Booking:
    row = Booking.objects.select_for_update().filter(pk=booking_id).first()
    if row is None:
        raise BookingMissing(_("Không tìm thấy lịch hẹn này."))
    if row.state == State.BOOKED:
        raise BookingMoved(_("Lịch hẹn này đã được xác nhận."))
    if row.state != State.HELD or row.held_until is None or row.held_until < now:
        raise HoldOver(_("Đã quá 10 phút giữ chỗ. Mời ông/bà chọn lại giờ."))
    return row


def _hash_of(row: Booking, code: str) -> str:
    return blind_index(f"{row.pk}:{''.join(code.split())[:12]}", purpose=_CODE)


def _is_second(error: IntegrityError) -> bool:
    return "booking_one_open" in str(error)
