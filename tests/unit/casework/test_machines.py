"""The three small machines and the state of a group, without a database."""

from itertools import pairwise, product

import pytest

from motcua.casework.domain import machines
from motcua.casework.domain.groups import state_of_group
from motcua.casework.domain.states import (
    DeliveryState,
    FeeState,
    NationalState,
    SyncState,
    TransitionRefused,
    path,
)

S = NationalState


@pytest.mark.parametrize(
    ("table", "kind"),
    [(machines.FEE, FeeState), (machines.DELIVERY, DeliveryState), (machines.SYNC, SyncState)],
)
def test_each_machine_moves_along_its_table_only(table, kind):
    assert set(table) == set(kind)
    for current, target in product(kind, kind):
        if target is current or target in table[current]:
            assert machines.check_step(current, target) is target
        else:
            with pytest.raises(TransitionRefused):
                machines.check_step(current, target)


def test_a_result_is_never_handed_over_twice_and_money_not_paid_back_unasked():
    with pytest.raises(TransitionRefused):
        machines.check_step(DeliveryState.HANDED_OVER, DeliveryState.READY)
    with pytest.raises(TransitionRefused):
        machines.check_step(FeeState.PAID, FeeState.REFUNDED)


def test_only_some_ends_can_be_undone():
    for end in (S.STOPPED, S.WITHDRAWN, S.DONE):
        assert path(end, S.PROCESSING, received=True, reopening=True) == (S.PROCESSING,)
        with pytest.raises(TransitionRefused):
            path(end, S.PROCESSING, received=True)
    for end in (S.NOT_RECEIVED, S.RETURNED):
        with pytest.raises(TransitionRefused):
            path(end, S.PROCESSING, received=True, reopening=True)


@pytest.mark.parametrize(
    ("children", "received", "expected"),
    [
        ([], False, S.REGISTERED),
        ([S.REGISTERED, S.REGISTERED], False, S.REGISTERED),
        ([S.REGISTERED, S.RECEIVED], True, S.PROCESSING),
        ([S.DONE, S.PROCESSING], True, S.PROCESSING),
        ([S.DONE, S.STOPPED], True, S.DONE),
        ([S.DONE, S.RETURNED], True, S.DONE),
        ([S.RETURNED, S.WITHDRAWN], True, S.RETURNED),
        ([S.WITHDRAWN, S.WITHDRAWN], True, S.WITHDRAWN),
        ([S.NOT_RECEIVED, S.NOT_RECEIVED], False, S.NOT_RECEIVED),
        ([S.NOT_RECEIVED, S.STOPPED], True, S.STOPPED),
    ],
)
def test_a_parent_follows_its_children(children, received, expected):
    assert state_of_group(children, received=received) is expected


def test_what_is_to_reach_others_waits_again_before_it_is_anything_else():
    s = SyncState
    assert machines.sync_path(s.NONE, s.NONE) == ()
    assert machines.sync_path(s.NONE, s.FAILED) == (s.WAITING, s.FAILED)
    assert machines.sync_path(s.FAILED, s.SENT) == (s.WAITING, s.SENT)
    for current, target in product(s, s):
        steps = (current, *machines.sync_path(current, target))
        assert steps[-1] is target
        for one, two in pairwise(steps):
            machines.check_step(one, two)
