"""The checks on a table of steps, and the process read back in words."""

from dataclasses import replace

import pytest

from motcua.workflow.domain.explain import explain_steps
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.step_json import table_from_json, table_to_json
from motcua.workflow.domain.steps import StepKind, StepSpec, StepTable, end_state
from tests.factories.workflow import chain, outcome, step, usual_table


def codes(*steps: StepSpec, total: int | None = None) -> set[tuple[str, str]]:
    return {(p.step_id, p.code) for p in lint_steps(StepTable(steps, total))}


END = outcome("done", "end:issued")


def test_a_sound_process_has_no_problems() -> None:
    assert lint_steps(usual_table()) == []
    assert lint_steps(chain(12)) == []


def test_an_empty_process() -> None:
    assert codes() == {("", "no_steps")}


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (step("a", END, role=""), "no_assignee"),
        (step("a", END, role="officer:nobody"), "no_assignee"),
        (step("a", END, role="officer:a"), "no_assignee"),
        (step("a", END, minutes=None), "no_deadline"),
        (step("a", END, minutes=0), "no_deadline"),
        (step("a", END, agency=""), "no_agency"),
        (step("a", END, agency="agency:xyz"), "no_agency"),
        (step("a", END, state=11), "bad_state"),
        (step("a", END, timeout="later"), "bad_timeout"),
        (step("a", END, END), "duplicate_outcome"),
        (step("a", END, outcome("x", "nowhere")), "dangling"),
        (step("a", END, outcome("x", "end:lost")), "loses_result"),
        (step("a", END, outcome("x", "end:refused")), "no_reason"),
        (step("a b", outcome("done", "end:issued")), "bad_id"),
        (step("a", END, minutes=481, kind="reception"), "reception_too_long"),
    ],
)
def test_one_broken_step(broken: StepSpec, code: str) -> None:
    assert codes(broken) == {(broken.id, code)}


def test_a_step_without_outcomes_loses_the_result() -> None:
    first = step("a", END, outcome("on", "b"))
    assert codes(first, step("b")) == {("b", "loses_result")}


def test_a_loop_without_exit() -> None:
    first = step("a", END, outcome("on", "b"))
    second = step("b", outcome("on", "c"))
    third = step("c", outcome("back", "b"))
    assert codes(first, second, third) == {("b", "endless_loop"), ("c", "endless_loop")}


def test_an_unreachable_step() -> None:
    assert codes(step("a", END), step("b", END)) == {("b", "unreachable")}


def test_a_process_that_can_only_refuse() -> None:
    only = step("a", outcome("no", "end:refused", reason=True))
    assert codes(only) == {("", "no_result")}


def test_duplicate_step() -> None:
    assert ("a", "duplicate_step") in codes(step("a", END), step("a", END))


def test_step_times_may_not_exceed_the_term() -> None:
    table = usual_table()
    assert lint_steps(replace(table, total_minutes=360)) == []
    found = lint_steps(replace(table, total_minutes=359))
    assert [(p.code, p.severity) for p in found] == [("over_total", "error")]
    assert "6 giờ làm việc" in found[0].message


def test_messages_name_the_step() -> None:
    (problem,) = lint_steps(StepTable((step("a", END, role=""),)))
    assert problem.message == "Bước “Bước a” chưa có người thực hiện."


def test_a_long_chain_is_checked_quickly() -> None:
    assert lint_steps(chain(400)) == []


def test_json_round_trip() -> None:
    table = usual_table()
    assert table_from_json(table_to_json(table)) == table


def test_the_process_in_words() -> None:
    words = explain_steps(usual_table())
    assert words[0] == (
        "Bước 1, Bước receive: Cán bộ tiếp nhận của nơi tiếp nhận làm trong 1 giờ làm việc. "
        "Nếu “ACCEPT” thì chuyển sang bước 2, Bước appraise. "
        "Nếu “REFUSE” thì kết thúc, từ chối hồ sơ (phải nêu lý do)."
    )
    assert words[2].startswith("Bước 3, Bước supply: Người nộp hồ sơ làm trong")
    assert words[2].endswith("Xong thì quay lại bước 2, Bước appraise.")


def test_words_survive_a_broken_table() -> None:
    broken = StepTable(
        (
            step("a", outcome("x", "nowhere"), outcome("y", "end:lost"), role="", minutes=None),
            step("b", END, role="officer:gone", timeout="done", agency="agency:x"),
        )
    )
    first, second = explain_steps(broken)
    assert "chưa có người làm" in first
    assert "không đi tới đâu" in first
    assert "coi như “DONE”" in second


def test_state_of_an_ended_process() -> None:
    assert end_state("issued", last_kind=StepKind.RETURN) == 10
    assert end_state("issued", last_kind=StepKind.APPROVE) == 9
    assert end_state("refused", last_kind=StepKind.RECEPTION) == 3
    assert end_state("refused", last_kind=StepKind.APPROVE) == 9
    assert end_state("stopped", last_kind=StepKind.REVIEW) == 8
    assert end_state("withdrawn", last_kind=StepKind.REVIEW) == 7
