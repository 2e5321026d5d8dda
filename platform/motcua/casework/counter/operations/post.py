"""Results that go by public post: registered, given to the post, received, or sent back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.counter.errors import PostInvalid, PostMissing, PostMoved
from motcua.casework.counter.models import PostItem, PostState
from motcua.casework.domain.machines import check_step
from motcua.casework.domain.states import DeliveryState, NationalState
from motcua.casework.errors import CaseMoved
from motcua.casework.events import CaseHandedOver
from motcua.casework.models import Case
from motcua.casework.operations.hand_over import Recipient, hand_over
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.recording import close_act
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import Actor
from motcua.kernel.counters import next_number

MAX_LIST: Final = 200
_OPEN: Final = (PostState.REGISTERED, PostState.DISPATCHED, PostState.FAILED)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a result is to go; its own, whatever address the dossier has."""

    name: str
    phone: str
    address: str


def register_post(*, case_id: UUID, to: Address, by: Actor, now: datetime) -> UUID:
    """The result waits for the post. Raises ``CaseMoved`` unless it waits to be handed over."""
    by.require(Permission.RETURN_RESULT)
    receiver = _checked(to)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        if case.state is not NationalState.DONE:
            raise CaseMoved(_("Hồ sơ này không chờ trả kết quả."))
        if PostItem.objects.filter(case=case, closed_at=None).exists():
            raise PostMoved(_("Kết quả này đã đăng ký gửi bưu chính."))
        row = PostItem.objects.create(
            case=case,
            state=PostState.REGISTERED,
            receiver=receiver,
            agency_id=case.receiving_agency_id,
            registered_at=now,
            registered_by=by.name[:200],
        )
        if case.delivery_state == DeliveryState.NONE:
            _move(case, DeliveryState.READY)
        close_act(case, action="case.post_registered", by=by, now=now, data={})
        return row.pk


def send_by_post(*, case_id: UUID, to: Address, code: str, by: Actor, now: datetime) -> str:
    """Registered, and given to the post at once where it already has a code; the list's number.

    The dossier stays finished (state 9) until the post says that the citizen has it.
    """
    with transaction.atomic():
        item_id = register_post(case_id=case_id, to=to, by=by, now=now)
        if not code.strip():
            return ""
        agency_id = PostItem.objects.values_list("agency_id", flat=True).get(pk=item_id)
        return dispatch_post(codes={item_id: code}, agency_id=agency_id, by=by, now=now)


def close_registered(event: CaseHandedOver, at: datetime) -> None:
    """The citizen came for it before the postman: nothing is left to send."""
    PostItem.objects.filter(case=event.case_id, state=PostState.REGISTERED, closed_at=None).update(
        closed_at=at, reason=_("Đã trả theo cách khác trước khi giao bưu chính.")
    )


def dispatch_post(
    *, codes: Mapping[UUID, str], agency_id: UUID | None, by: Actor, now: datetime
) -> str:
    """Give these items to the post, each with the code it got there; returns the list's number.

    All or none: a code that is missing or used already names the item. Raises ``PostInvalid``,
    ``PostMoved``, ``PostMissing``.
    """
    by.require(Permission.RETURN_RESULT)
    if not codes or len(codes) > MAX_LIST:
        raise PostInvalid(_("Hãy chọn ít nhất một kết quả để giao bưu chính."))
    day = timezone.localtime(now).date()
    try:
        with transaction.atomic():
            number = f"{day:%y%m%d}-{next_number(scope=f'post:{agency_id}', day=day):02d}"
            for item_id in sorted(codes, key=str):
                _dispatch(item_id, codes[item_id], number, by=by, now=now)
    except IntegrityError:
        raise PostInvalid(_("Có mã vận đơn đã dùng cho kết quả khác.")) from None
    return number


def note_delivered(*, item_id: UUID, by: Actor, now: datetime) -> None:
    """The citizen has it: the dossier is handed over (state 10)."""
    with transaction.atomic():
        row, case = _lock(item_id, by)
        _require(row, PostState.DISPATCHED)
        row.state, row.closed_at = PostState.DELIVERED, now
        row.save(update_fields=["state", "closed_at"])
        to = Recipient(str(row.receiver.get("name", "")), "post", "", row.dispatch_code)
        hand_over(case_id=case.pk, recipient=to, by=by, now=now)


def note_failed(*, item_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """The post did not reach anybody; it may try again or bring the item back."""
    words = check_reason(reason)
    with transaction.atomic():
        row, case = _lock(item_id, by)
        _require(row, PostState.DISPATCHED)
        row.state, row.reason = PostState.FAILED, words[:300]
        row.save(update_fields=["state", "reason"])
        facts = {"dispatch_code": row.dispatch_code, "reason": words}
        close_act(case, action="case.post_failed", by=by, now=now, data=facts)


def note_tried_again(*, item_id: UUID, by: Actor, now: datetime) -> None:
    """The post goes once more, under the same code."""
    with transaction.atomic():
        row, case = _lock(item_id, by)
        _require(row, PostState.FAILED)
        row.state = PostState.DISPATCHED
        row.save(update_fields=["state"])
        facts = {"dispatch_code": row.dispatch_code}
        close_act(case, action="case.post_dispatched", by=by, now=now, data=facts)


def note_returned(*, item_id: UUID, by: Actor, now: datetime) -> None:
    """It is back: the result waits at the counter, or for a new address."""
    with transaction.atomic():
        row, case = _lock(item_id, by)
        _require(row, PostState.DISPATCHED, PostState.FAILED)
        row.state, row.closed_at = PostState.RETURNED, now
        row.save(update_fields=["state", "closed_at"])
        _move(case, DeliveryState.CAME_BACK)
        facts = {"dispatch_code": row.dispatch_code, "reason": row.reason}
        close_act(case, action="case.post_returned", by=by, now=now, data=facts)


def _dispatch(item_id: UUID, code: str, number: str, *, by: Actor, now: datetime) -> None:
    row, case = _lock(item_id, by)
    _require(row, PostState.REGISTERED)
    cleaned = "".join(code.split()).upper()[:60]
    if not cleaned:
        words = _("Hãy ghi mã vận đơn của hồ sơ %(code)s.") % {"code": case.code or case.reference}
        raise PostInvalid(words, field=f"code-{item_id}")
    row.state, row.dispatch_code, row.list_number = PostState.DISPATCHED, cleaned, number
    row.dispatched_at = now
    row.save(update_fields=["state", "dispatch_code", "list_number", "dispatched_at"])
    _move(case, DeliveryState.SENT_OUT)
    facts = {"dispatch_code": cleaned, "list": number}
    close_act(case, action="case.post_dispatched", by=by, now=now, data=facts)


def _lock(item_id: UUID, by: Actor) -> tuple[PostItem, Case]:
    """The dossier first, as everywhere."""
    by.require(Permission.RETURN_RESULT)
    case_id = PostItem.objects.filter(pk=item_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise PostMissing(_("Không tìm thấy bưu gửi này."))
    case = lock_case(case_id)
    require_case(by, case)
    return PostItem.objects.get(pk=item_id), case


def _require(row: PostItem, *states: PostState) -> None:
    if row.state not in states:
        raise PostMoved(
            _("Bưu gửi này đang ở trạng thái “%(state)s”.") % {"state": PostState(row.state).label}
        )


def _move(case: Case, target: DeliveryState) -> None:
    case.delivery_state = check_step(DeliveryState(case.delivery_state), target)


def _checked(to: Address) -> dict[str, str]:
    named: Sequence[tuple[str, str, str]] = (
        ("name", to.name, _("Hãy ghi họ tên người nhận.")),
        ("phone", to.phone, _("Hãy ghi số điện thoại người nhận.")),
        ("address", to.address, _("Hãy ghi địa chỉ nhận.")),
    )
    for field, value, words in named:
        if not value.strip():
            raise PostInvalid(words, field=field)
    return {field: " ".join(value.split())[:300] for field, value, _words in named}
