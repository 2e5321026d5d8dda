"""Runs through the engine adapter: small state, our comparisons only."""

import pytest

from motcua.workflow.bpmn.reading import BpmnRefused
from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.steps import StepTable
from motcua.workflow.engine.compiling import ProcessCache, compile_process
from motcua.workflow.engine.conditions import EvaluationRefused, OutcomeEngine
from motcua.workflow.engine.running import StepNotOpen, advance_run, move_run, start_run
from motcua.workflow.engine.state import RunState, StateUnreadable, dump_state, load_state
from tests.factories.workflow import chain, usual_table

USUAL = compile_process(to_bpmn(usual_table(), "p"))


def through(*moves: tuple[str, str]) -> RunState:
    state = start_run(USUAL)
    for step_id, outcome in moves:
        state = advance_run(USUAL, load_state(dump_state(state)), step_id=step_id, outcome=outcome)
    return state


def test_a_run_starts_at_the_first_row() -> None:
    assert start_run(USUAL) == RunState(("receive",))


def test_a_full_run_with_supplement_and_sending_back() -> None:
    state = through(
        ("receive", "accept"),
        ("appraise", "supplement"),
        ("supply", "sent"),
        ("appraise", "pass"),
        ("sign", "back"),
        ("appraise", "pass"),
        ("sign", "sign"),
    )
    assert state == RunState(("hand_over",))
    ended = advance_run(USUAL, state, step_id="hand_over", outcome="handed")
    assert ended == RunState((), "issued")
    assert ended.ended


def test_refusal_ends_the_run() -> None:
    assert through(("receive", "refuse")) == RunState((), "refused")


def test_only_the_open_step_can_be_left() -> None:
    with pytest.raises(StepNotOpen):
        through(("sign", "sign"))
    with pytest.raises(StepNotOpen):
        advance_run(USUAL, RunState((), "issued"), step_id="sign", outcome="sign")


def test_an_unknown_outcome_moves_nothing() -> None:
    with pytest.raises(Exception, match="No conditions satisfied"):
        through(("receive", "whatever"))


def test_a_run_can_be_put_at_any_step() -> None:
    state = move_run(USUAL, step_id="appraise")
    assert advance_run(USUAL, state, step_id="appraise", outcome="pass") == RunState(("sign",))
    with pytest.raises(StateUnreadable):
        move_run(USUAL, step_id="gone")


def test_the_state_of_a_twelve_step_case_stays_small() -> None:
    spec = compile_process(to_bpmn(chain(12), "p"))
    state = start_run(spec)
    sizes = []
    for number in range(12):
        state = advance_run(spec, state, step_id=f"s{number}", outcome="ok")
        sizes.append(len(dump_state(state)))
    assert state.end_key == "issued"
    assert max(sizes) <= 8192


def test_a_foreign_state_is_refused() -> None:
    for raw in (b"", b"{}", b"[]", b'{"format":99,"open":[],"end":null}'):
        with pytest.raises(StateUnreadable):
            load_state(raw)


def test_nothing_but_the_outcome_is_evaluated() -> None:
    engine = OutcomeEngine()
    with pytest.raises(EvaluationRefused):
        engine.evaluate(None, "__import__('os').getcwd()")
    with pytest.raises(EvaluationRefused):
        engine.validate("1 == 1")
    with pytest.raises(EvaluationRefused):
        engine.execute(None, "x = 1")
    with pytest.raises(EvaluationRefused):
        engine.call_service(None)


def test_a_script_task_never_compiles() -> None:
    text = to_bpmn(usual_table(), "p").replace("userTask", "scriptTask")
    with pytest.raises(BpmnRefused):
        compile_process(text)


def test_specifications_are_compiled_once_and_bounded() -> None:
    asked: list[str] = []
    cache = ProcessCache(size=2)

    def load(key: str) -> tuple[StepTable, str]:
        asked.append(key)
        return chain(1), to_bpmn(chain(1), key)

    for key in ("a", "a", "b", "c", "a"):
        cache.get(("schema", key), lambda key=key: load(key))
    assert asked == ["a", "b", "c", "a"]
