"""An agency asks for a portal: say who, prove the e-mail, and it is made at once."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from billing.api import PlanMissing, get_plan
from motcua.fleet.domain.flags import SIGNUP
from motcua.fleet.errors import (
    AuthorityMissing,
    CodeSpent,
    CodeWrong,
    FlagOff,
    NotWaiting,
    SignupMissing,
)
from motcua.fleet.models import Signup, SignupState
from motcua.fleet.operations.jobs import ask_job
from motcua.fleet.operations.mail import send_letter
from motcua.fleet.queries.switchboard import is_on
from motcua.kernel.ids import new_id
from motcua.kernel.limits import check_limit
from tenants.api import (
    SlugTaken,
    TenantKind,
    check_name,
    check_not_alike,
    check_slug,
    in_public,
    is_official,
    taken_slugs,
)

CODE_LIFE: Final = timedelta(minutes=20)
MAX_TRIES: Final = 6
MIN_AUTHORITY: Final = 10
# A day's sign-ups of one network, of one address, and of everybody: making a schema costs seconds.
_A_DAY: Final = timedelta(days=1)
_LIMITS: Final = {"network": 5, "email": 3, "all": 200}


@dataclass(frozen=True, slots=True)
class SignupForm:
    """``authority``: by what right this person asks, for example a decision's number."""

    slug: str
    name: str
    short_name: str
    kind: str
    agency_code: str
    plan: str
    contact_name: str
    contact_title: str
    email: str
    phone: str
    authority: str


@dataclass(frozen=True, slots=True)
class SignupView:
    """What its own page shows; the contact is for operators only."""

    id: UUID
    slug: str
    name: str
    kind: str
    state: str
    reason: str
    plan: str
    tenant_id: UUID | None
    admin_id: UUID | None
    asked_at: datetime
    proven_at: datetime | None
    ready_at: datetime | None
    contact: dict[str, str]


def begin_signup(*, form: SignupForm, network: str, now: datetime) -> UUID:
    """Check what was typed and mail a code of six digits; returns the sign-up's id.

    Raises ``SlugRefused``, ``SlugTaken``, ``NameRefused``, ``AuthorityMissing``, ``PlanMissing``,
    ``LimitReached``, ``FlagOff``. Whether an e-mail is known is never told.
    """
    if not is_on(SIGNUP):
        raise FlagOff(_("Nền tảng đang tạm ngừng nhận đăng ký mới. Hãy thử lại sau."))
    _check(form)
    _check_floods(form, network, now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    with in_public():
        row = Signup(
            id=new_id(),
            slug=form.slug,
            name=check_name(form.name, field="name"),
            short_name=check_name(form.short_name, field="short_name"),
            kind=form.kind,
            agency_code=form.agency_code,
            plan=form.plan,
            contact={
                "name": form.contact_name,
                "title": form.contact_title,
                "email": form.email,
                "phone": form.phone,
                "authority": form.authority,
            },
            code_until=now + CODE_LIFE,
            asked_at=now,
        )
        row.code_hash = _hash(row.id, code)
        row.save(force_insert=True)
    _mail_code(form, code)
    return row.id


def prove_email(*, signup_id: UUID, code: str, now: datetime) -> SignupView:
    """The right code holds the address and, unless it is an official one, makes the portal.

    Addresses of provinces and ministries wait for an operator, who reads the statement of
    authority, except for who writes from a ``gov.vn`` mailbox.
    Raises ``CodeWrong``, ``CodeSpent``, ``SlugTaken``.
    """
    with in_public():
        if not _try_code(signup_id, code, now):
            raise CodeWrong(_("Mã chưa đúng. Hãy xem lại thư mới nhất."), field="code")
        try:
            with transaction.atomic():
                row = Signup.objects.select_for_update().get(pk=signup_id)
                if row.state != SignupState.CODE_SENT:
                    return view_of(row)
                _check_free(row.slug)
                row.proven_at = now
                row.state = SignupState.REVIEW if _needs_review(row) else SignupState.CREATING
                row.save()
                if row.state == SignupState.CREATING:
                    _ask_creation(row, now)
        except IntegrityError as error:
            raise SlugTaken(_("Địa chỉ này vừa có nơi khác đăng ký."), field="slug") from error
    return view_of(row)


def approve_signup(*, signup_id: UUID, by: str, now: datetime) -> None:
    """An operator has checked the statement of authority. Raises ``NotWaiting``."""
    with in_public(), transaction.atomic():
        row = _lock_waiting(signup_id)
        row.state, row.decided_by = SignupState.CREATING, by[:200]
        row.save()
        _ask_creation(row, now)


def refuse_signup(*, signup_id: UUID, reason: str, by: str, now: datetime) -> None:
    """The person is told why. Raises ``NotWaiting``."""
    with in_public(), transaction.atomic():
        row = _lock_waiting(signup_id)
        row.state, row.decided_by, row.reason = SignupState.REFUSED, by[:200], reason[:300]
        row.save()
    send_letter(
        to=row.contact["email"],
        title=_("Chưa mở được cổng %(slug)s") % {"slug": row.slug},
        body=_(
            "Nền tảng chưa mở cổng cho %(name)s.\n\nLý do: %(reason)s\n\n"
            "Hãy đăng ký lại khi đã có đủ."
        )
        % {"name": row.name, "reason": row.reason},
    )


def get_signup(signup_id: UUID) -> SignupView:
    """Raises ``SignupMissing``."""
    with in_public():
        row = Signup.objects.filter(pk=signup_id).first()
    if row is None:
        raise SignupMissing(_("Không có lượt đăng ký này."))
    return view_of(row)


def list_waiting_signups(*, limit: int = 100) -> list[SignupView]:
    with in_public():
        rows = Signup.objects.filter(state=SignupState.REVIEW).order_by("proven_at")
        return [view_of(row) for row in rows[:limit]]


def view_of(row: Signup) -> SignupView:
    return SignupView(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        state=row.state,
        reason=row.reason,
        plan=row.plan,
        tenant_id=row.tenant_id,
        admin_id=row.admin_id,
        asked_at=row.asked_at,
        proven_at=row.proven_at,
        ready_at=row.ready_at,
        contact=row.contact,
    )


def _check(form: SignupForm) -> None:
    check_slug(form.slug)
    _check_free(form.slug)
    check_name(form.name, field="name")
    check_name(form.short_name, field="short_name")
    check_name(form.contact_name, field="contact_name")
    if form.kind not in TenantKind.values:
        raise AuthorityMissing(_("Hãy chọn loại cơ quan."), field="kind")
    if not get_plan(form.plan).is_offered:
        raise PlanMissing(_("Không có gói này."), field="plan")
    if len(form.authority.strip()) < MIN_AUTHORITY:
        raise AuthorityMissing(
            _("Hãy ghi rõ ông/bà được giao việc này theo văn bản nào."), field="authority"
        )


def _check_free(slug: str) -> None:
    taken = taken_slugs()
    if slug in taken:
        raise SlugTaken(_("Địa chỉ này đã có nơi dùng."), field="slug")
    check_not_alike(slug, taken)


def _check_floods(form: SignupForm, network: str, now: datetime) -> None:
    with in_public():
        for name, subject in (("network", network), ("email", form.email.lower()), ("all", "")):
            check_limit(
                name=f"signup.{name}",
                subject=subject,
                allowed=_LIMITS[name],
                per=_A_DAY,
                now=now,
            )


def _try_code(signup_id: UUID, code: str, now: datetime) -> bool:
    """Every try is kept whatever becomes of it: guessing ends after six."""
    with transaction.atomic():
        row = Signup.objects.select_for_update().filter(pk=signup_id).first()
        if row is None:
            raise SignupMissing(_("Không có lượt đăng ký này."))
        if row.state != SignupState.CODE_SENT:
            return True
        row.tries += 1
        row.save(update_fields=["tries"])
    if row.tries > MAX_TRIES or now > row.code_until:
        raise CodeSpent(_("Mã đã hết hạn hoặc thử sai quá nhiều lần. Hãy đăng ký lại."))
    return hmac.compare_digest(row.code_hash, _hash(row.id, code.strip()))


def _needs_review(row: Signup) -> bool:
    host = row.contact["email"].rpartition("@")[2].lower()
    return is_official(row.slug) and not (host == "gov.vn" or host.endswith(".gov.vn"))


def _ask_creation(row: Signup, now: datetime) -> None:
    ask_job(kind="tenant.create", asked_by=row.slug, now=now, parameters={"signup": str(row.id)})


def _lock_waiting(signup_id: UUID) -> Signup:
    row = Signup.objects.select_for_update().filter(pk=signup_id).first()
    if row is None or row.state != SignupState.REVIEW:
        raise NotWaiting(_("Lượt đăng ký này không còn chờ duyệt."))
    return row


def _hash(signup_id: UUID, code: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"{signup_id}\x00{code}".encode(), hashlib.sha256).hexdigest()


def _mail_code(form: SignupForm, code: str) -> None:
    send_letter(
        to=form.email,
        title=_("Mã xác nhận mở cổng dịch vụ công: %(code)s") % {"code": code},
        body=_(
            "Mã xác nhận là %(code)s, dùng trong 20 phút.\n\n"
            "Ai đó đã đăng ký mở cổng dịch vụ công cho %(name)s bằng địa chỉ thư này. Nếu không "
            "phải ông/bà, hãy bỏ qua thư: không có gì được tạo ra."
        )
        % {"code": code, "name": form.name},
    )
