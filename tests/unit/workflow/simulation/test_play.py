"""Playing a process by hand: the dates are the calendar's, a move that does not fit is refused."""

from dataclasses import replace

import pytest

from motcua.workflow.domain.due_rules import DueRule, TermUnit
from motcua.workflow.domain.steps import StepTable
from motcua.workflow.simulation.play import (
    Played,
    PlayInvalid,
    PlayMove,
    PlayRules,
    play,
)
from tests.factories.workflow import local, official_calendar, outcome, shown, step, usual_table

RULES = PlayRules(official_calendar(), DueRule(TermUnit.WORKING_DAYS, 3))
FRIDAY = local(24, 4, 2026, "15:30")


def played(table: StepTable, *moves: PlayMove, rules: PlayRules = RULES) -> Played:
    return play(table, moves, rules=rules, start=FRIDAY)


def test_the_worked_example_of_the_domain_reference() -> None:
    """Received Friday 24/04/2026 16:00 with three working days: Monday 04/05/2026."""
    table = usual_table()
    first = played(table)
    assert [each.spec.id for each in first.open] == ["receive"]
    assert first.received_at is None
    assert first.due_at is None

    onward = table.steps[0].outcomes[0].id
    after = played(table, PlayMove("receive", onward, minutes=30))
    assert shown(after.received_at) == "24/04/2026 16:00"  # type: ignore[arg-type]
    assert shown(after.due_at) == "04/05/2026 17:00"  # type: ignore[arg-type]
    assert after.national_state == table.steps[1].national_state
    assert after.history[0].spec.id == "receive"
    assert not after.history[0].is_late


def test_pauses_move_the_date_or_start_it_again() -> None:
    table = StepTable(
        (
            step("work", outcome("ask", "wait"), outcome("done", "end:issued")),
            step("wait", outcome("sent", "work"), kind="citizen", role="applicant", state=5),
        )
    )
    moves = (PlayMove("work", "ask", minutes=60), PlayMove("wait", "sent", minutes=480))
    waiting = played(table, moves[0])
    assert waiting.is_paused
    assert shown(waiting.due_at) == "04/05/2026 17:00"  # type: ignore[arg-type]
    extended = played(table, *moves)
    assert shown(extended.due_at) == "05/05/2026 17:00"  # type: ignore[arg-type]
    recounted = played(table, *moves, rules=replace(RULES, recount=True))
    assert shown(recounted.due_at) == "05/05/2026 17:00"  # type: ignore[arg-type]
    ended = played(table, *moves, PlayMove("work", "done"))
    assert (ended.ended, ended.national_state, ended.open) == ("issued", 9, ())


def test_silence_waits_until_the_time_is_over() -> None:
    table = StepTable(
        (
            step(
                "ask",
                outcome("yes", "end:issued"),
                outcome("no", "end:refused"),
                kind="consult",
                minutes=480,
                timeout="yes",
            ),
        )
    )
    result = played(table, PlayMove("ask", timeout=True))
    assert result.ended == "issued"
    assert result.history[0].by_timeout
    assert shown(result.at) == "28/04/2026 15:30"
    with pytest.raises(PlayInvalid):
        played(usual_table(), PlayMove("receive", timeout=True))


def test_branches_open_together_and_meet() -> None:
    both = replace(step("both", outcome("all", "sign"), kind="parallel"), branches=("a", "b"))
    table = StepTable(
        (
            both,
            step("a", outcome("ok", "join:both")),
            step("b", outcome("ok", "join:both"), outcome("bad", "end:refused")),
            step("sign", outcome("ok", "end:issued")),
        )
    )
    assert [each.spec.id for each in played(table).open] == ["a", "b"]
    assert [each.spec.id for each in played(table, PlayMove("b", "ok")).open] == ["a"]
    joined = played(table, PlayMove("b", "ok"), PlayMove("a", "ok"))
    assert [each.spec.id for each in joined.open] == ["sign"]
    assert played(table, PlayMove("b", "bad")).ended == "refused"


@pytest.mark.parametrize(
    "move",
    [
        PlayMove("nowhere", "x"),
        PlayMove("receive", "no such outcome"),
        PlayMove("receive", "", minutes=5),
        PlayMove("receive", "accept", minutes=-5),
        PlayMove("receive", "accept", minutes=10**12),
    ],
)
def test_a_move_that_does_not_fit_is_refused_by_its_number(move: PlayMove) -> None:
    with pytest.raises(PlayInvalid) as refused:
        played(usual_table(), move)
    assert refused.value.details["index"] == 0


def test_broken_drafts_are_refused_and_never_run_for_ever() -> None:
    first = replace(step("a", outcome("o", "end:issued"), kind="parallel"), branches=("b",))
    second = replace(step("b", outcome("o", "end:issued"), kind="parallel"), branches=("a",))
    lost = StepTable((step("a", outcome("on", "")),))
    with pytest.raises(PlayInvalid):
        played(StepTable((first, second)))
    with pytest.raises(PlayInvalid):
        played(StepTable(()))
    with pytest.raises(PlayInvalid):
        played(lost, PlayMove("a", "on"))
    with pytest.raises(PlayInvalid):
        play(usual_table(), [PlayMove("a", "b")] * 301, rules=RULES, start=FRIDAY)
