"""Our own file, read back: the same steps, ways and branches, and nothing to explain."""

from dataclasses import replace

from motcua.workflow.bpmn.foreign.importing import import_bpmn
from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.steps import StepTable
from tests.factories.workflow import outcome, step


def everything() -> StepTable:
    """Every kind that BPMN can draw, with ids as service documents have them."""
    both = step("stp_both", outcome("out_all", "stp_day"), kind="parallel", role="", minutes=None)
    pick = step(
        "stp_pick",
        replace(outcome("out_big", "stp_both"), condition="diện tích trên 100"),
        outcome("out_rest", "stp_sign"),
        kind="choice",
        role="",
        minutes=None,
    )
    return StepTable(
        (
            step("stp_take", outcome("out_on", "stp_pick"), kind="reception", role="receptionist"),
            pick,
            replace(both, branches=("stp_land", "stp_tax")),
            step(
                "stp_land",
                outcome("out_ok", "join:stp_both"),
                outcome("out_more", "stp_site", reason=True),
            ),
            step("stp_site", outcome("out_back", "stp_land"), outcome("out_ok", "join:stp_both")),
            replace(
                step("stp_tax", outcome("out_ok", "join:stp_both"), kind="automatic"),
                action="notice",
            ),
            step("stp_day", outcome("out_come", "stp_sign"), kind="wait_date", role=""),
            step(
                "stp_sign",
                outcome("out_signed", "end:issued"),
                outcome("out_no", "end:refused", reason=True),
                role="leader",
            ),
        )
    )


def test_what_we_draw_we_read() -> None:
    table = everything()
    assert [each for each in lint_steps(table) if each.severity == "error"] == []
    found = import_bpmn(to_bpmn(table, "thu").encode())
    assert found.is_own
    assert found.explained == ()

    def ways(of: StepTable) -> dict[str, object]:
        return {
            each.id: (
                set(each.branches),
                {(one.id, one.to, one.label) for one in each.outcomes},
            )
            for each in of.steps
        }

    assert ways(found.table) == ways(table)
    assert found.table.steps[0].id == "stp_take"
