"""Random tables: whatever passes the checks is drawn, compiled and run as the table says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.workflow.bpmn.layout import lay_out
from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.explain import explain_steps
from motcua.workflow.domain.graph import can_end
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.steps import StepTable
from motcua.workflow.engine.compiling import compile_process
from motcua.workflow.engine.running import advance_run, start_run
from motcua.workflow.engine.state import RunState, dump_state, load_state
from tests.factories.workflow import outcome, step

ENDS = ["end:issued", "end:refused", "end:stopped"]
ROLES = ["receptionist", "specialist", "leader", "applicant"]


@st.composite
def tables(draw: st.DrawFn, *, sound: bool = False) -> StepTable:
    """``sound``: every step also leads on to the next, the last one to the result."""
    count = draw(st.integers(min_value=1, max_value=8))
    targets = st.sampled_from([*(f"s{n}" for n in range(count)), *ENDS])
    steps = []
    for number in range(count):
        leads = draw(st.lists(targets, min_size=0 if sound else 1, max_size=4))
        if sound:
            leads.append(f"s{number + 1}" if number + 1 < count else "end:issued")
        outcomes = [outcome(f"o{n}", to, reason=True) for n, to in enumerate(leads)]
        steps.append(step(f"s{number}", *outcomes, role=draw(st.sampled_from(ROLES))))
    return StepTable(tuple(steps))


@given(tables(sound=True), st.data())
@settings(max_examples=120, deadline=None)
def test_a_run_does_what_the_table_says(table: StepTable, data: st.DataObject) -> None:
    assert lint_steps(table) == []
    spec = compile_process(to_bpmn(table, "p"))
    state, expected = start_run(spec), table.steps[0].id
    for _ in range(15):
        assert state == RunState((expected,))
        chosen = data.draw(st.sampled_from(table.step(expected).outcomes))
        state = load_state(dump_state(state))
        state = advance_run(spec, state, step_id=expected, outcome=chosen.id)
        if chosen.end_key is not None:
            assert state == RunState((), chosen.end_key)
            return
        expected = chosen.to


@given(tables())
@settings(max_examples=120, deadline=None)
def test_checks_and_words_never_fail(table: StepTable) -> None:
    problems = lint_steps(table)
    assert len(explain_steps(table)) == len(table.steps)
    reported = {p.step_id for p in problems if p.code in ("endless_loop", "unreachable")}
    stuck = {s.id for s in table.steps} - can_end(table)
    assert stuck == set() or reported


@given(tables())
@settings(max_examples=80, deadline=None)
def test_nothing_is_drawn_on_top_of_anything(table: StepTable) -> None:
    boxes = list(lay_out(table).boxes.values())
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert (
                one.right <= other.x
                or other.right <= one.x
                or one.bottom <= other.y
                or other.bottom <= one.y
            )
