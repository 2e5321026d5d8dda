"""Simulated dossiers: nothing is lost, nobody works more than all day, chance can be repeated."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.due_rules import DueRule, TermUnit
from motcua.workflow.domain.steps import StepTable
from motcua.workflow.simulation.results import SimulationResult
from motcua.workflow.simulation.scenario import (
    Arrivals,
    Order,
    Scenario,
    SimulationRefused,
    StepInput,
)
from motcua.workflow.simulation.simulate import simulate
from motcua.workflow.simulation.staffing import ENOUGH, staff_for_deadlines, with_staffing
from motcua.workflow.simulation.suggestions import suggest_inputs, suggest_people
from motcua.workflow.simulation.words import explain_result
from tests.factories.workflow import local, official_calendar, outcome, step, usual_table

CALENDAR = official_calendar()
MONDAY = local(5, 1, 2026, "08:00")
UNIT = "0190f5d0-0000-7000-8000-000000000001"


def scenario(table: StepTable, *, a_day: float = 20, days: int = 40, **changes: object) -> Scenario:
    inputs = suggest_inputs(table)
    people = suggest_people(table, inputs, per_working_day=a_day, minutes_per_day=480)
    made = Scenario(
        table,
        CALENDAR,
        MONDAY,
        Arrivals(a_day, days),
        people,
        inputs,
        rule=DueRule(TermUnit.WORKING_DAYS, 5),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def one_desk(*, minutes: int = 60) -> StepTable:
    return StepTable((step("desk", outcome("done", "end:issued"), minutes=minutes),))


def fork() -> StepTable:
    """Two branches together, then a signature."""
    both = step("both", outcome("all", "sign"), kind="parallel", minutes=None)
    return StepTable(
        (
            replace(both, branches=("land", "tax")),
            step("land", outcome("ok", "join:both"), role="specialist"),
            step("tax", outcome("ok", "join:both"), role="cashier"),
            step("sign", outcome("ok", "end:issued"), role="leader"),
        )
    )


def test_as_many_dossiers_as_come_in_go_out_or_wait() -> None:
    result = simulate(scenario(usual_table()))
    assert result.complete
    assert 700 < result.arrived < 900
    assert result.arrived == result.done + result.in_progress == sum(result.ends.values())
    assert result.on_time_share == 1.0
    assert result.series.arrived[-1] == result.arrived
    assert result.series.days[0].isoformat() == "2026-01-05"
    assert list(result.series.done) == sorted(result.series.done)
    assert {step.id: step.visits for step in result.steps}["receive"] >= result.arrived


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    wanted = scenario(usual_table(), days=10)
    assert simulate(wanted) == simulate(wanted)
    assert simulate(replace(wanted, seed=2)) != simulate(wanted)


def test_too_few_people_make_a_queue_and_are_said_to_be_too_few() -> None:
    inputs = {"desk": StepInput(60, {"done": 1})}
    few = simulate(
        scenario(one_desk(), inputs=inputs, people={"specialist@competent": 2}, a_day=20, days=40)
    )
    (pool,) = few.pools
    assert pool.utilisation > 0.97
    assert pool.people_needed in (3, 4)
    assert (few.on_time_share or 0) < 0.5
    assert pool.max_queue > 100
    assert max(few.series.queues["specialist@competent"]) > 100
    words = explain_result(few, pool_names={pool.key: "Chuyên viên"}, minutes_per_day=480)
    assert any("Chuyên viên: 2 người là thiếu" in line for line in words)

    enough = simulate(
        scenario(one_desk(), inputs=inputs, people={"specialist@competent": 4}, a_day=20, days=60)
    )
    assert enough.on_time_share == 1.0
    assert 0.5 < enough.pools[0].utilisation < 0.75
    assert "đủ người" in " ".join(explain_result(enough, pool_names={}, minutes_per_day=480))


def test_one_desk_waits_as_long_as_queueing_theory_says() -> None:
    """M/G/1, first come first served: W = λE[S²] / 2(1-ρ), with E[S²] = 1.5 E[S]² for gamma 2."""
    result = simulate(
        scenario(
            one_desk(),
            inputs={"desk": StepInput(10, {"done": 1})},
            people={"specialist@competent": 1},
            order=Order.FIRST_COME,
            a_day=33.6,
            days=300,
        )
    )
    expected = 0.07 * 1.5 * 100 / (2 * (1 - 0.7))
    assert result.pools[0].utilisation == pytest.approx(0.7, abs=0.03)
    assert result.steps[0].waiting.mean == pytest.approx(expected, rel=0.2)


def test_branches_run_together_and_join_once() -> None:
    result = simulate(scenario(fork(), days=20))
    visits = {step.id: step.visits for step in result.steps}
    assert set(visits.values()) == {result.arrived}
    assert result.done == result.arrived


def test_silence_is_taken_for_consent_at_the_end_of_the_time() -> None:
    asked = step(
        "ask",
        outcome("yes", "end:issued"),
        outcome("no", "end:refused"),
        kind="consult",
        minutes=480,
        timeout="yes",
    )
    late = {"ask": StepInput(1_000_000, {"no": 1, "yes": 0})}
    result = simulate(scenario(StepTable((asked,)), inputs=late, days=10))
    assert result.ends == {"issued": result.arrived}
    assert result.steps[0].waiting.p90 == 480


def test_the_citizens_own_time_does_not_make_a_dossier_late() -> None:
    table = StepTable(
        (
            step("take", outcome("on", "ask"), kind="reception", role="receptionist"),
            step("ask", outcome("sent", "sign"), kind="citizen", role="applicant", state=5),
            step("sign", outcome("done", "end:issued"), role="leader"),
        )
    )
    inputs = {**suggest_inputs(table), "ask": StepInput(20_000, {"sent": 1})}
    for recount in (False, True):
        result = simulate(scenario(table, inputs=inputs, days=10, recount=recount))
        assert result.late == 0
        assert result.on_time > 0
        assert result.total.p90 < 2_400


def test_given_times_are_taken_as_they_are() -> None:
    times = [local(2, 1, 2026, "20:00"), local(5, 1, 2026, "07:30"), local(7, 1, 2026, "09:00")]
    result = simulate(scenario(usual_table(), arrivals=Arrivals(times=times)))
    assert result.arrived == 3
    assert list(result.series.arrived[:3]) == [2, 2, 3]


def test_what_leads_nowhere_or_is_too_much_is_refused() -> None:
    loop = StepTable((step("a", outcome("again", "a")),))
    lost = StepTable((step("a", outcome("on", "gone"), outcome("end", "end:issued")),))
    for table in (loop, lost, StepTable(())):
        with pytest.raises(SimulationRefused):
            simulate(replace(scenario(usual_table()), table=table))
    for arrivals in (Arrivals(0, 10), Arrivals(1e9, 10), Arrivals(5, 10_000), Arrivals()):
        with pytest.raises(SimulationRefused):
            simulate(scenario(usual_table(), arrivals=arrivals))
    with pytest.raises(SimulationRefused):
        simulate(scenario(one_desk(), people={"specialist@competent": 0}))


def test_it_stops_when_time_is_up_and_says_so() -> None:
    result = simulate(scenario(usual_table(), a_day=200), may_go_on=lambda: False)
    assert not result.complete
    assert 0 < result.arrived < 6_000
    assert "Hết thời gian tính" in " ".join(
        explain_result(result, pool_names={}, minutes_per_day=480)
    )


def test_parallel_steps_that_open_each_other_come_to_an_end() -> None:
    first = replace(step("a", outcome("o", "end:issued"), kind="parallel"), branches=("b",))
    second = replace(step("b", outcome("o", "end:issued"), kind="parallel"), branches=("a",))
    result = simulate(scenario(StepTable((first, second)), days=3))
    assert result.arrived == result.done


@st.composite
def runs(draw: st.DrawFn) -> Scenario:
    count = draw(st.integers(1, 5))
    ends = ["end:issued", "end:refused", *(f"s{number}" for number in range(count))]
    kinds = st.sampled_from(["review", "citizen", "wait_fee", "choice", "automatic", "consult"])
    rows = []
    for number in range(count):
        leads = draw(st.lists(st.sampled_from(ends), max_size=3))
        leads.append(f"s{number + 1}" if number + 1 < count else "end:issued")
        found = [outcome(f"o{index}", to) for index, to in enumerate(leads)]
        rows.append(step(f"s{number}", *found, kind=draw(kinds)))
    table = StepTable(tuple(rows))
    shares = st.floats(0, 1, allow_nan=False)
    inputs = {
        row.id: StepInput(
            draw(st.floats(0, 3_000)), {each.id: draw(shares) for each in row.outcomes}
        )
        for row in rows
    }
    people = {"specialist@competent": draw(st.integers(1, 4))}
    return scenario(
        table,
        inputs=inputs,
        people=people,
        a_day=8,
        days=5,
        seed=draw(st.integers(0, 9)),
        order=draw(st.sampled_from(Order)),
    )


@given(runs())
@settings(max_examples=25, deadline=None)
def test_nothing_is_lost_and_nobody_is_busier_than_busy(wanted: Scenario) -> None:
    result: SimulationResult = simulate(wanted)
    assert result.arrived == result.done + result.in_progress
    assert result.in_progress >= 0
    assert sum(result.ends.values()) == result.done
    assert result.on_time + result.late <= result.arrived
    for pool in result.pools:
        assert 0 <= pool.utilisation <= 1
        assert pool.mean_queue <= pool.max_queue
        assert pool.people_needed >= 1
    assert all(at <= result.arrived for at in result.series.arrived)
    assert simulate(wanted) == result


def test_the_suggestion_is_run_again_until_deadlines_are_met() -> None:
    """Five officers are busy 85 % on average; a term of one day needs more than that."""
    inputs = {"desk": StepInput(96, {"done": 1})}
    tight = scenario(
        one_desk(), inputs=inputs, a_day=20, days=60, people={"specialist@competent": 5}
    )
    tight = replace(tight, rule=DueRule(TermUnit.WORKING_HOURS, 5))
    before = simulate(tight)
    assert before.on_time_share is not None
    assert before.on_time_share < ENOUGH
    told = with_staffing(tight, before)
    [pool] = told.pools
    assert pool.people_needed > pool.people
    assert told.best_share is not None
    after = simulate(replace(tight, people={pool.key: pool.people_needed}))
    assert after.on_time_share is not None
    assert after.on_time_share >= min(ENOUGH, told.best_share * 0.98)
    assert simulate(scenario(one_desk())) == with_staffing(
        scenario(one_desk()), simulate(scenario(one_desk()))
    )


def test_where_the_steps_alone_take_too_long_people_are_not_the_answer() -> None:
    slow = scenario(one_desk(), inputs={"desk": StepInput(2_400, {"done": 1})}, a_day=2)
    slow = replace(slow, rule=DueRule(TermUnit.WORKING_HOURS, 8), people={})
    found = staff_for_deadlines(slow)
    assert found.most is not None
    assert found.most < 0.2
    result = with_staffing(slow, simulate(slow))
    words = explain_result(result, pool_names={}, minutes_per_day=480)
    assert any("Thêm bao nhiêu người" in line for line in words)


def test_a_unit_works_by_its_own_hours() -> None:
    """Mornings only: the work of a whole day takes two, and twice the people are needed."""
    table = StepTable(
        (replace(step("desk", outcome("done", "end:issued")), agency=f"agency:{UNIT}"),)
    )
    whole = scenario(table, inputs={"desk": StepInput(240, {"done": 1})}, a_day=4, people={})
    mornings = WorkingCalendar(
        week=[plan[:1] for plan in CALENDAR.week], holidays=CALENDAR.holidays
    )
    half = replace(whole, unit_calendars={f"agency:{UNIT}": mornings})
    usual, slower = simulate(whole), simulate(half)
    assert slower.total.mean > 1.5 * usual.total.mean
    assert slower.pools[0].people_needed >= 2 * usual.pools[0].people_needed - 1
    assert slower.done == slower.arrived == usual.arrived
