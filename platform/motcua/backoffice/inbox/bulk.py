"""Doing one thing to many dossiers: each by itself, each with its own outcome."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from motcua.backoffice.inbox.lists import Tab
from motcua.casework import api as casework
from motcua.casework.api import CaseMoved, Permission
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, NotFound

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """One tick: the dossier, and the work item the officer saw."""

    case_id: UUID
    item_id: UUID | None


@dataclass(frozen=True, slots=True)
class ManyDeed:
    """``asks_for``: what the page before it must be told; ``warning``: what cannot be undone."""

    key: str
    label: str | Promise
    about: str | Promise
    run: Callable[[Chosen, "Order"], str]
    needs: Permission | None = None
    asks_for: str = ""
    warning: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Order:
    by: Actor
    now: datetime
    staff_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``words``: what was done, or why not and who did what meanwhile."""

    case_id: UUID
    number: str
    is_done: bool
    words: str


def _item(chosen: Chosen) -> UUID:
    if chosen.item_id is None:
        raise CaseMoved(_("Hồ sơ này không có việc nào đang mở."))
    return chosen.item_id


def _claim(chosen: Chosen, order: Order) -> str:
    casework.claim_work(work_item_id=_item(chosen), by=order.by, now=order.now)
    return _("Bạn đã nhận việc này.")


def _receive(chosen: Chosen, order: Order) -> str:
    done = casework.receive_case(case_id=chosen.case_id, by=order.by, now=order.now)
    return _("Đã tiếp nhận, mã hồ sơ %(code)s.") % {"code": done.code}


def _assign(chosen: Chosen, order: Order) -> str:
    casework.assign_work(
        work_item_id=_item(chosen), staff_id=order.staff_id, by=order.by, now=order.now
    )
    return _("Đã giao việc.") if order.staff_id else _("Đã trả về đơn vị.")


def _approve(chosen: Chosen, order: Order) -> str:
    item_id = _item(chosen)
    state = casework.decide(
        work_item_id=item_id,
        outcome=casework.usual_outcome(item_id),
        note=order.note,
        by=order.by,
        now=order.now,
    )
    if not state.step_name:
        return _("Đã duyệt.")
    return _("Đã duyệt, chuyển sang: %(step)s.") % {"step": state.step_name}


DEEDS: Final[Mapping[str, ManyDeed]] = {
    deed.key: deed
    for deed in (
        ManyDeed(
            "nhan-viec",
            _t("Nhận việc"),
            _t("Các việc này về tay bạn."),
            _claim,
        ),
        ManyDeed(
            "tiep-nhan",
            _t("Tiếp nhận"),
            _t(
                "Mỗi hồ sơ được cấp mã, bắt đầu tính thời gian giải quyết và người nộp nhận "
                "giấy tiếp nhận."
            ),
            _receive,
            needs=Permission.RECEIVE,
            warning=_t("Chỉ tiếp nhận hồ sơ bạn đã kiểm tra. Không rút lại được."),
        ),
        ManyDeed(
            "duyet",
            _t("Duyệt"),
            _t("Mỗi hồ sơ được ghi là bạn đồng ý và chuyển sang bước tiếp theo."),
            _approve,
            needs=Permission.APPROVE,
            asks_for="note",
            warning=_t("Việc duyệt được ghi tên bạn và không rút lại được."),
        ),
        ManyDeed(
            "phan-cong",
            _t("Giao việc"),
            _t("Chọn người nhận. Việc người đó không làm được thì ở lại chỗ cũ."),
            _assign,
            needs=Permission.ASSIGN,
            asks_for="staff_id",
        ),
    )
}


def offered(tab: Tab, by: Actor, places: Sequence[Actor] = ()) -> list[ManyDeed]:
    """What may be done to rows of this list. Taking up work needs the work, not a permission."""
    if not tab.is_work:
        return []
    people = (by, *places) if tab.bucket == "standing_in" else (by,)
    shown = [
        deed
        for deed in DEEDS.values()
        if deed.needs is None or any(each.may(deed.needs) for each in people)
    ]
    if tab.bucket == "mine":
        return [deed for deed in shown if deed.key not in ("nhan-viec", "tiep-nhan")]
    return shown


def read_marks(marks: Sequence[str]) -> list[Chosen]:
    """Ticks as posted, without repetitions and nonsense; at most 200."""
    found: dict[str, Chosen] = {}
    for mark in marks:
        case, _colon, item = mark.partition(":")
        try:
            found[mark] = Chosen(UUID(case), UUID(item) if item else None)
        except ValueError:
            continue
    return list(found.values())[:MOST]


def do_one(deed: ManyDeed, chosen: Chosen, order: Order, places: Sequence[Actor] = ()) -> Outcome:
    """One dossier in a transaction of its own. What fails leaves it as it was and says why.

    ``places``: the same person in the place of absent colleagues, tried after their own right.
    """
    refusal: DomainError | None = None
    for actor in (order.by, *places):
        if deed.needs is not None and not actor.may(deed.needs):
            continue
        try:
            number = _seen(chosen, actor, order.now)
            words = deed.run(chosen, Order(actor, order.now, order.staff_id, order.note))
        except DomainError as error:
            refusal = refusal or error
            if isinstance(error, (Forbidden, NotFound)) or _is_taken(error):
                continue
            break
        return Outcome(chosen.case_id, number, True, words)
    return _refused(chosen, order, refusal)


def _is_taken(error: DomainError) -> bool:
    """In somebody else's hands: perhaps those of whom the actor stands in for."""
    return error.code == "work_item_taken"


def _seen(chosen: Chosen, by: Actor, now: datetime) -> str:
    """The dossier's number, when the work item is the one that was seen."""
    found = casework.where_is(chosen.case_id, by=by)
    if chosen.item_id is not None and chosen.item_id not in found.item_ids:
        raise CaseMoved(_("Việc này đã được xử lý xong."))
    return found.number


def _refused(chosen: Chosen, order: Order, error: DomainError | None) -> Outcome:
    words = error.message if error else _("Bạn không có quyền thực hiện việc này.")
    try:
        found = casework.where_is(chosen.case_id, by=order.by)
    except DomainError:
        return Outcome(chosen.case_id, "–", False, words)
    if isinstance(error, Conflict) and found.last is not None:
        last = found.last
        words = _("%(why)s %(who)s: %(what)s, lúc %(when)s.") % {
            "why": words,
            "who": last.actor_name,
            "what": last.sentence,
            "when": last.at_words,
        }
    return Outcome(chosen.case_id, found.number, False, words)
