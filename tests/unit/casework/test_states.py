from itertools import product

import pytest

from motcua.casework.domain.states import ALLOWED, FINISHED, NationalState, TransitionRefused, path
from tests.cases import try_each

S = NationalState


def test_there_are_ten_states_with_vietnamese_names():
    assert [state.value for state in S] == list(range(1, 11))
    assert S.SUPPLEMENT.label == "Yêu cầu bổ sung giấy tờ"
    assert S(9).label == "Đã xử lý xong"


@pytest.mark.parametrize(
    ("start", "goals"),
    [
        (1, {2, 3, 5, 7}),
        (2, {4, 5}),
        (3, set()),
        (4, {5, 6, 7, 8, 9}),
        (5, {1, 2, 4, 8}),
        (6, {4, 8}),
        (7, set()),
        (8, set()),
        (9, {10}),
        (10, set()),
    ],
)
def test_only_the_usual_transitions_exist(start, goals):
    assert ALLOWED[S(start)] == goals


@pytest.mark.parametrize("received", [True, False])
def test_every_path_consists_of_usual_transitions(received):
    def judge(ends):
        start, goal = ends
        try:
            steps = path(start, goal, received=received)
        except TransitionRefused:
            return
        for here, there in zip((start, *steps), steps, strict=False):
            assert there in ALLOWED[here]
        assert len(steps) <= 2
        assert (not steps) == (start is goal)
        assert goal is S.RETURNED or start not in FINISHED or start is goal

    try_each(product(S, S), judge, name=repr)


@pytest.mark.parametrize(
    ("start", "goal", "received", "steps"),
    [
        (2, 7, True, (4, 7)),
        (2, 9, True, (4, 9)),
        (6, 7, True, (4, 7)),
        (5, 7, False, (1, 7)),
        (5, 3, False, (1, 3)),
        (5, 7, True, (4, 7)),
    ],
)
def test_a_dossier_passes_through_the_state_between(start, goal, received, steps):
    assert path(S(start), S(goal), received=received) == tuple(S(step) for step in steps)


@pytest.mark.parametrize(
    ("start", "goal", "received"),
    [(1, 4, False), (1, 9, False), (3, 2, False), (10, 4, True), (2, 3, True), (9, 4, True)],
)
def test_what_is_no_way_is_refused(start, goal, received):
    with pytest.raises(TransitionRefused):
        path(S(start), S(goal), received=received)
