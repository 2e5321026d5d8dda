"""The ten national dossier states and which may follow which (domain reference 4.3).

Business, fee, delivery and sync are four machines kept apart: a paid fee never changes the
business state by itself, an operation does.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.errors import Conflict


class NationalState(IntEnum):
    """Codes are the national ones and leave the system in synchronisation; never renumber."""

    REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FEE = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10

    @property
    def label(self) -> str:
        return str(STATE_NAMES[self])

    @property
    def is_final(self) -> bool:
        """The authority's work is over; only handing over may follow."""
        return self in FINISHED

    @property
    def is_waiting_for_citizen(self) -> bool:
        return self in WAITING_FOR_CITIZEN


STATE_NAMES: Final[Mapping[NationalState, "str | Promise"]] = MappingProxyType(
    {
        NationalState.REGISTERED: gettext_lazy("Mới đăng ký"),
        NationalState.RECEIVED: gettext_lazy("Được tiếp nhận"),
        NationalState.NOT_RECEIVED: gettext_lazy("Không được tiếp nhận"),
        NationalState.PROCESSING: gettext_lazy("Đang xử lý"),
        NationalState.SUPPLEMENT: gettext_lazy("Yêu cầu bổ sung giấy tờ"),
        NationalState.FEE: gettext_lazy("Yêu cầu thực hiện nghĩa vụ tài chính"),
        NationalState.WITHDRAWN: gettext_lazy("Công dân yêu cầu rút hồ sơ"),
        NationalState.STOPPED: gettext_lazy("Dừng xử lý"),
        NationalState.DONE: gettext_lazy("Đã xử lý xong"),
        NationalState.RETURNED: gettext_lazy("Đã trả kết quả"),
    }
)

_S = NationalState
ALLOWED: Final[Mapping[NationalState, frozenset[NationalState]]] = MappingProxyType(
    {
        _S.REGISTERED: frozenset({_S.RECEIVED, _S.NOT_RECEIVED, _S.SUPPLEMENT, _S.WITHDRAWN}),
        _S.RECEIVED: frozenset({_S.PROCESSING, _S.SUPPLEMENT}),
        _S.NOT_RECEIVED: frozenset(),
        _S.PROCESSING: frozenset({_S.SUPPLEMENT, _S.FEE, _S.WITHDRAWN, _S.STOPPED, _S.DONE}),
        _S.SUPPLEMENT: frozenset({_S.REGISTERED, _S.RECEIVED, _S.PROCESSING, _S.STOPPED}),
        _S.FEE: frozenset({_S.PROCESSING, _S.STOPPED}),
        _S.WITHDRAWN: frozenset(),
        _S.STOPPED: frozenset(),
        _S.DONE: frozenset({_S.RETURNED}),
        _S.RETURNED: frozenset(),
    }
)
FINISHED: Final = frozenset(state for state in _S if not ALLOWED[state]) | {_S.DONE}
WAITING_FOR_CITIZEN: Final = frozenset({_S.SUPPLEMENT, _S.FEE})

# One stop on the way is allowed, so that national reports only ever see usual transitions:
# a received dossier that is withdrawn passes through "đang xử lý".
_BEFORE_RECEPTION: Final = frozenset({_S.REGISTERED})
_AFTER_RECEPTION: Final = frozenset({_S.PROCESSING})


class TransitionRefused(Conflict):
    code = "transition_refused"


REOPENABLE: Final = frozenset({_S.STOPPED, _S.WITHDRAWN, _S.DONE})
"""Ends that somebody with the right to it may undo; afterwards the dossier is processed again."""


def path(
    current: NationalState, target: NationalState, *, received: bool, reopening: bool = False
) -> tuple[NationalState, ...]:
    """The states to record on the way from ``current`` to ``target``; empty when already there.

    ``received``: whether the dossier has been received; only then can it be "being processed",
    and only before can it be "newly registered". Raises ``TransitionRefused``.
    """
    if current is target:
        return ()
    if reopening and current in REOPENABLE and target is _S.PROCESSING and received:
        return (target,)
    if target in ALLOWED[current] and _fits(target, received=received):
        return (target,)
    for middle in _AFTER_RECEPTION if received else _BEFORE_RECEPTION:
        if middle in ALLOWED[current] and target in ALLOWED[middle]:
            return (middle, target)
    raise TransitionRefused(
        _("Hồ sơ đang ở trạng thái “%(now)s” nên không thể chuyển sang “%(then)s”.")
        % {"now": current.label, "then": target.label}
    )


def _fits(target: NationalState, *, received: bool) -> bool:
    if target in (_S.REGISTERED, _S.NOT_RECEIVED):
        return not received
    return received or target in (_S.RECEIVED, _S.SUPPLEMENT, _S.WITHDRAWN, _S.STOPPED)


class FeeState(StrEnum):
    NONE = "none"
    DUE = "due"
    PAID = "paid"
    WAIVED = "waived"
    REFUND_DUE = "refund_due"
    """Paid for a dossier that was withdrawn: the cashier has to pay it back or say why not."""
    REFUNDED = "refunded"


class DeliveryState(StrEnum):
    """Getting the result to the citizen."""

    NONE = "none"
    READY = "ready"
    SENT_OUT = "sent_out"
    CAME_BACK = "came_back"
    HANDED_OVER = "handed_over"


class SyncState(StrEnum):
    """What of the dossier is to reach another system: written by ``exchange/syncing.py`` from the
    requests to other tenants. ``failed``: something cannot get there and a person must look."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Channel(StrEnum):
    """How the dossier came in (national code KenhThucHien 2, 1, 3)."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"
