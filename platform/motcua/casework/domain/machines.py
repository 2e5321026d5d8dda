"""Payment, delivery and sync: three small machines beside the business one (``states``).

None of them moves another by itself; an operation moves each it is responsible for, along the
table of that machine only.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from motcua.casework.domain.states import DeliveryState, FeeState, SyncState, TransitionRefused

_F, _D, _S = FeeState, DeliveryState, SyncState
S = TypeVar("S", bound=StrEnum)
Table = Mapping[StrEnum, frozenset[StrEnum]]

FEE: Final[Table] = MappingProxyType(
    {
        # A duty may come up in the appraisal of a dossier whatever was paid before.
        _F.NONE: frozenset({_F.DUE, _F.PAID, _F.WAIVED}),
        _F.DUE: frozenset({_F.PAID, _F.WAIVED, _F.NONE}),
        _F.PAID: frozenset({_F.DUE, _F.REFUND_DUE}),
        _F.WAIVED: frozenset({_F.DUE}),
        _F.REFUND_DUE: frozenset({_F.REFUNDED, _F.PAID}),
        _F.REFUNDED: frozenset({_F.DUE}),
    }
)
DELIVERY: Final[Table] = MappingProxyType(
    {
        _D.NONE: frozenset({_D.READY}),
        # Back to nothing when the result is revoked before anybody has it.
        _D.READY: frozenset({_D.SENT_OUT, _D.HANDED_OVER, _D.NONE}),
        _D.SENT_OUT: frozenset({_D.HANDED_OVER, _D.CAME_BACK}),
        _D.CAME_BACK: frozenset({_D.SENT_OUT, _D.HANDED_OVER}),
        _D.HANDED_OVER: frozenset(),
    }
)
SYNC: Final[Table] = MappingProxyType(
    {
        _S.NONE: frozenset({_S.WAITING}),
        # Back to nothing when all that was to be sent is taken back before it went.
        _S.WAITING: frozenset({_S.SENT, _S.FAILED, _S.NONE}),
        _S.SENT: frozenset({_S.WAITING}),
        _S.FAILED: frozenset({_S.WAITING}),
    }
)
_TABLES: Final[Mapping[type[StrEnum], Table]] = MappingProxyType(
    {FeeState: FEE, DeliveryState: DELIVERY, SyncState: SYNC}
)


def check_step(current: S, target: S) -> S:
    """``target`` if it may follow ``current``, or is it already. Raises ``TransitionRefused``."""
    if target is not current and target not in _TABLES[type(current)][current]:
        raise TransitionRefused(
            _("Không thể chuyển từ “%(now)s” sang “%(then)s”.")
            % {"now": current.value, "then": target.value}
        )
    return target


def sync_path(current: SyncState, target: SyncState) -> tuple[SyncState, ...]:
    """The steps to record: what failed or went is waiting again before it is anything else."""
    if target is current:
        return ()
    if target in SYNC[current]:
        return (target,)
    return (check_step(current, _S.WAITING), check_step(_S.WAITING, target))
