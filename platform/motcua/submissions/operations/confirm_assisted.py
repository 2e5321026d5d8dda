"""The citizen makes the answers their own: by a code only they get, by signing on paper, by signing
on the screen, or by sending them in their own account. With a helper it is the first or the last:
whoever helps at home must not be able to sign in the citizen's place."""

import secrets
from datetime import datetime, timedelta
from typing import IO, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.api import get_frozen_service
from motcua.files.api import link_file, store_upload
from motcua.identity.api import ApplicantView, get_applicant
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.crypto import blind_index
from motcua.kernel.i18n import pick
from motcua.kernel.text import fold
from motcua.mandates.api import note_deed
from motcua.notifications.api import Notice, Recipient, channels, notify
from motcua.submissions.domain.digest import draft_digest
from motcua.submissions.domain.signature_picture import picture_of
from motcua.submissions.errors import (
    AnswersChanged,
    AnswersInvalid,
    CodeRefused,
    NotConfirmed,
    TooManyCodes,
)
from motcua.submissions.models import Assistance, ConfirmedBy, Draft
from motcua.submissions.operations.assist import lock_open
from motcua.submissions.queries.assistance import AssistanceView, officer_of, view_of
from motcua.submissions.queries.drafts import get_draft, owner_of
from motcua.submissions.queries.missing import missing_in

CODE_DIGITS: Final = 6
CODE_LASTS: Final = timedelta(minutes=10)
MAX_CODES: Final = 3
MAX_ATTEMPTS: Final = 5
NOT_BEFORE: Final = timedelta(seconds=60)
_PURPOSE: Final = "submissions.assist.code"

NOTICE: Final = Notice(
    "assisted_code",
    {"vi": "Mã xác nhận nộp hồ sơ", "en": "Code to confirm your application"},
    {
        "vi": (
            "Mã xác nhận của ông/bà là {otp}.\n\nCán bộ {officer} tại {point} đang nhập hộ hồ sơ "
            "về thủ tục {service}. Chỉ đọc mã cho cán bộ sau khi đã xem lại nội dung. Mã có hiệu "
            "lực 10 phút. Nếu ông/bà không nộp hồ sơ nào, hãy bỏ qua thư này.\n\n{agency}"
        ),
        "en": (
            "Your code is {otp}.\n\n{officer} at {point} is filling in an application for "
            "{service} on your behalf. Tell the code only after you have looked the answers over. "
            "It is good for 10 minutes. If you are not applying for anything, ignore this "
            "message.\n\n{agency}"
        ),
    },
    frozenset({"otp", "officer", "point"}),
)
HELP_NOTICE: Final = Notice(
    "helper_code",
    {"vi": "Mã đồng ý nộp hồ sơ", "en": "Code to agree to your application"},
    {
        "vi": (
            "Mã đồng ý của ông/bà là {otp}.\n\n{officer} đã điền giúp ông/bà hồ sơ về thủ tục "
            "{service}. Đọc mã này cho người giúp nghĩa là ông/bà đồng ý nộp hồ sơ như đã điền. "
            "Mã có hiệu lực 10 phút.\n\nMuốn tự xem lại và tự nộp, ông/bà mở: {link}\n\nNếu không "
            "nhờ ai nộp hồ sơ, đừng đưa mã cho ai.\n\n{agency}"
        ),
        "en": (
            "Your code is {otp}.\n\n{officer} has filled in an application for {service} for you. "
            "Telling them this code means that you agree to send it as it is. It is good for 10 "
            "minutes.\n\nTo look it over and send it yourself, open: {link}\n\nIf you did not ask "
            "anybody to help you, tell nobody this code.\n\n{agency}"
        ),
    },
    frozenset({"otp", "officer"}),
)


def send_code(*, assistance_id: UUID, by: Actor, now: datetime) -> AssistanceView:
    """A new code for the answers as they are now; the one before is worth nothing any more.

    Raises ``AnswersInvalid`` while the form is not complete, ``CodeRefused`` when the citizen
    cannot be reached, ``TooManyCodes`` beyond three or within a minute.
    """
    with transaction.atomic():
        row = lock_open(assistance_id, by=by)
        digest = _complete(row, by=by, now=now)
        person = get_applicant(row.applicant_id)
        if not code_goes_to(person):
            raise CodeRefused(
                _("Chưa có thư điện tử hoặc số điện thoại nhận tin nhắn của người dân để gửi mã.")
            )
        _check_pace(row, now)
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        row.code_hash, row.code_digest = _hash_of(row, code), digest
        row.code_sent_at, row.code_attempts = now, 0
        row.codes_sent += 1
        row.save()
        notify(
            recipient=Recipient(
                applicant_id=person.id,
                email=person.email,
                phone=person.phone,
                name=person.full_name,
                # A text message only to who has no mail: it costs the office money.
                sms="" if person.email else person.phone,
            ),
            template=NOTICE.key if row.consent_id is None else HELP_NOTICE.key,
            context=_words(row, code),
            subject=f"assist:{row.pk}",
            dedupe_key=f"assist:{row.pk}:{row.codes_sent}",
            now=now,
        )
        audit.record(action="assist.code_sent", subject=f"assist:{row.pk}", by=by, at=now, data={})
        return view_of(row)


def _words(row: Assistance, code: str) -> dict[str, str]:
    words = {
        "otp": code,
        "officer": row.officer_name,
        "service": _service_name(row),
        "code": "",
        "link": "",
    }
    if row.consent_id is not None:
        return words | {"link": f"/to-khai/{row.draft_id}/kiem-tra/"}
    return words | {"point": row.support_point or _("bộ phận một cửa")}


def code_goes_to(person: ApplicantView) -> str:
    """The mail address or the telephone number a code would reach; empty: neither."""
    if person.email:
        return person.email
    texted = channels.get("channel.sms").address_of(Recipient(sms=person.phone))
    return person.phone if texted else ""


def confirm_by_code(*, assistance_id: UUID, code: str, by: Actor, now: datetime) -> AssistanceView:
    """Raises ``CodeRefused`` when it is wrong, too old or tried too often, ``AnswersChanged`` when
    the answers are no longer those the code was asked for. A wrong try counts whatever follows."""
    with transaction.atomic():
        row = lock_open(assistance_id, by=by)
        fault = _fault_of(row, code, now)
        if not fault:
            digest = _complete(row, by=by, now=now)
            if digest != row.code_digest:
                raise AnswersChanged(
                    _("Nội dung đã thay đổi sau khi gửi mã. Hãy gửi mã mới cho người dân.")
                )
            return _confirm(row, ConfirmedBy.CODE, digest, by=by, now=now)
        row.code_attempts += 1
        row.save(update_fields=["code_attempts"])
    raise CodeRefused(fault, field="code")


def confirm_on_paper(
    *,
    assistance_id: UUID,
    by: Actor,
    now: datetime,
    scan: IO[bytes] | None = None,
    scan_name: str = "",
) -> AssistanceView:
    """The citizen signed the printed form, which the officer keeps with the dossier; ``scan`` of it
    goes into the dossier's files. Staff only."""
    with transaction.atomic():
        row = _lock_staffs(assistance_id, by=by)
        digest = _complete(row, by=by, now=now)
        if scan is not None:
            owner = owner_of(row.draft_id)
            stored = store_upload(stream=scan, name=scan_name, owner=owner, by=by, now=now)
            row.evidence_file_id = stored.id
        return _confirm(row, ConfirmedBy.PAPER, digest, by=by, now=now)


def confirm_by_drawing(
    *, assistance_id: UUID, name: str, drawn: str, by: Actor, now: datetime
) -> AssistanceView:
    """The citizen signs on the officer's screen; the picture goes into the dossier's files.

    ``drawn``: as the signature question keeps it. Raises ``NotConfirmed`` without a drawing, or
    when another name stands under it. Staff only.
    """
    with transaction.atomic():
        row = _lock_staffs(assistance_id, by=by)
        digest = _complete(row, by=by, now=now)
        person = get_applicant(row.applicant_id)
        if fold(" ".join(name.split())) != fold(person.full_name):
            raise NotConfirmed(_("Họ tên ký phải là họ tên người được nhập hộ."))
        picture = picture_of({"name": name, "drawn": drawn})
        if picture is None:
            raise NotConfirmed(_("Hãy mời người dân vẽ chữ ký vào khung."))
        owner = owner_of(row.draft_id)
        stored = store_upload(stream=picture, name="chu-ky.png", owner=owner, by=by, now=now)
        row.evidence_file_id = stored.id
        return _confirm(row, ConfirmedBy.DRAWN, digest, by=by, now=now)


def close_assisted(draft: Draft, submission_id: UUID, *, by: Actor, now: datetime) -> None:
    """The draft is being sent: its sitting ends. Neither staff nor helpers send what the citizen
    has not confirmed as it is. Raises ``NotConfirmed``, ``AnswersChanged``."""
    rows = Assistance.objects.select_for_update().filter(
        draft_id=draft.pk, officer_id=officer_of(by), ended_at=None
    )
    row = rows.first()
    if row is None or not row.confirmed_by:
        raise NotConfirmed(_("Người dân chưa xác nhận nội dung hồ sơ."))
    if row.confirmed_digest != draft_digest(draft.version_id, draft.answers):
        raise AnswersChanged(_("Nội dung đã thay đổi sau khi người dân xác nhận."))
    row.ended_at, row.submission_id = now, submission_id
    row.save(update_fields=["ended_at", "submission_id"])
    if row.evidence_file_id is not None:
        link_file(file_id=row.evidence_file_id, owner=f"submission:{submission_id}", now=now)
    _note_sent(row, draft, now)


def close_by_owner(draft: Draft, submission_id: UUID, *, now: datetime) -> None:
    """The citizen sends in their own account what a helper has filled in: the best confirmation
    there is, also of what was confirmed before."""
    rows = Assistance.objects.select_for_update().filter(draft_id=draft.pk)
    row = rows.exclude(consent_id=None).order_by("-started_at").first()
    if row is None:
        return
    rows.filter(ended_at=None).update(ended_at=now)
    row.ended_at, row.submission_id = row.ended_at or now, submission_id
    row.confirmed_by, row.confirmed_at = ConfirmedBy.SELF, now
    row.confirmed_digest = draft_digest(draft.version_id, draft.answers)
    row.save()
    _note_sent(row, draft, now)


def _note_sent(row: Assistance, draft: Draft, now: datetime) -> None:
    if row.consent_id is not None:
        name = get_frozen_service(draft.version_id).document.service.name
        note_deed(consent_id=row.consent_id, kind="sent", service_name=name, now=now)


def _lock_staffs(assistance_id: UUID, *, by: Actor) -> Assistance:
    """Who stands at a counter is seen by an officer; a signature that a helper brings proves
    nothing. Raises ``NotConfirmed``."""
    row = lock_open(assistance_id, by=by)
    if by.kind != "staff":
        raise NotConfirmed(_("Người được giúp xác nhận bằng mã, hoặc tự nộp trên máy của mình."))
    return row


def _confirm(
    row: Assistance, way: ConfirmedBy, digest: str, *, by: Actor, now: datetime
) -> AssistanceView:
    row.confirmed_by, row.confirmed_at, row.confirmed_digest = way, now, digest
    row.code_hash = ""
    row.save()
    facts = {"by": str(way)}
    audit.record(action="assist.confirmed", subject=f"assist:{row.pk}", by=by, at=now, data=facts)
    return view_of(row)


def _complete(row: Assistance, *, by: Actor, now: datetime) -> str:
    """The digest of what is confirmed; raises ``AnswersInvalid`` while anything is missing."""
    draft = get_draft(row.draft_id, by=by)
    missing = missing_in(draft, now=now)
    if missing:
        raise AnswersInvalid(_("Hồ sơ còn mục chưa đúng hoặc chưa đủ."), errors=missing)
    return draft.digest


def _check_pace(row: Assistance, now: datetime) -> None:
    if row.codes_sent >= MAX_CODES:
        raise TooManyCodes(
            _("Đã gửi %(count)d mã. Hãy để người dân ký trên giấy.") % {"count": MAX_CODES}
        )
    if row.code_sent_at is not None and now < row.code_sent_at + NOT_BEFORE:
        raise TooManyCodes(_("Vừa gửi mã. Hãy đợi một phút rồi gửi lại."))


def _fault_of(row: Assistance, code: str, now: datetime) -> str:
    if not row.code_hash or row.code_sent_at is None:
        return _("Chưa có mã nào đang hiệu lực. Hãy gửi mã cho người dân.")
    if now > row.code_sent_at + CODE_LASTS:
        return _("Mã đã hết hiệu lực. Hãy gửi mã mới.")
    if row.code_attempts >= MAX_ATTEMPTS:
        return _("Đã nhập sai quá nhiều lần. Hãy gửi mã mới.")
    given = "".join(code.split())
    if not secrets.compare_digest(_hash_of(row, given), row.code_hash):
        return _("Mã không đúng.")
    return ""


def _hash_of(row: Assistance, code: str) -> str:
    return blind_index(f"{row.pk}:{code}", purpose=_PURPOSE)


def _service_name(row: Assistance) -> str:
    version_id = Draft.objects.only("version_id").get(pk=row.draft_id).version_id
    return pick(get_frozen_service(version_id).document.service.name, "vi")
