"""Choices, parallel branches with their join, and sub-processes: checks, drawing and running."""

import random
from itertools import combinations

import pytest

from motcua.workflow.bpmn.flows import flows_of, nodes_of
from motcua.workflow.bpmn.layout import edge, lay_out
from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.explain import explain_steps
from motcua.workflow.domain.graph import longest_path_minutes
from motcua.workflow.domain.inlining import inline
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.step_json import table_from_json, table_to_json
from motcua.workflow.domain.steps import OutcomeSpec, StepSpec, StepTable, SubSpec
from motcua.workflow.engine.compiling import compile_process
from motcua.workflow.engine.conditions import EvaluationRefused
from motcua.workflow.engine.running import advance_run, start_run
from motcua.workflow.engine.state import RunState, dump_state, load_state
from tests.factories.workflow import outcome, step


def choice(step_id: str, *ways: tuple[str, str, str]) -> StepSpec:
    outcomes = tuple(OutcomeSpec(id=i, label=i, to=to, condition=when) for i, to, when in ways)
    return StepSpec(step_id, f"Chọn {step_id}", "", step("x").kind.__class__("choice"), outcomes)


def parallel(step_id: str, to: str, *branches: str) -> StepSpec:
    kind = step("x").kind.__class__("parallel")
    return StepSpec(
        step_id, f"Cùng lúc {step_id}", "", kind, (outcome("go", to),), branches=branches
    )


def codes(table: StepTable, severity: str = "error") -> set[str]:
    return {one.code for one in lint_steps(table) if one.severity == severity}


def block_table() -> StepTable:
    """Reception, then two branches (one of two steps with two ways out), then a choice."""
    return StepTable(
        steps=(
            step("receive", outcome("ok", "both"), kind="reception", role="receptionist"),
            parallel("both", "pick", "site", "land"),
            step("site", outcome("ok", "report"), minutes=100),
            step(
                "report",
                outcome("good", "join:both"),
                outcome("bad", "join:both"),
                outcome("again", "site"),
                minutes=50,
            ),
            step("land", outcome("ok", "join:both"), minutes=120),
            choice("pick", ("short", "sign", "x > 1"), ("long", "extra", "")),
            step("extra", outcome("ok", "sign"), minutes=30),
            step("sign", outcome("ok", "end:issued"), role="leader", kind="approve", minutes=60),
        )
    )


BLOCK = compile_process(to_bpmn(block_table(), "p"))


def move(state: RunState, step_id: str, way: str, choose: str = "short") -> RunState:
    stored = load_state(dump_state(state))
    return advance_run(BLOCK, stored, step_id=step_id, outcome=way, decider=lambda _id: choose)


def test_a_block_opens_its_branches_together_and_waits_for_all() -> None:
    assert codes(block_table()) == set()
    state = move(start_run(BLOCK), "receive", "ok")
    assert state.open_steps == ("site", "land")
    state = move(state, "land", "ok")
    assert state.open_steps == ("site",)
    assert state.arrived == {"both": ("step_land",)}
    state = move(move(move(state, "site", "ok"), "report", "again"), "site", "ok")
    assert state.arrived == {"both": ("step_land",)}
    ended = move(state, "report", "bad")
    assert ended.open_steps == ("sign",)
    assert not ended.arrived
    assert move(state, "report", "good", choose="long").open_steps == ("extra",)
    assert move(ended, "sign", "ok") == RunState((), "issued")


def test_the_other_order_of_arriving_gives_the_same() -> None:
    state = move(move(move(start_run(BLOCK), "receive", "ok"), "site", "ok"), "report", "good")
    assert state.open_steps == ("land",)
    assert move(state, "land", "ok").open_steps == ("sign",)


def test_nobody_to_choose_and_an_unknown_choice_are_refused() -> None:
    state = move(move(move(start_run(BLOCK), "receive", "ok"), "site", "ok"), "report", "good")
    with pytest.raises(EvaluationRefused):
        advance_run(BLOCK, state, step_id="land", outcome="ok")
    with pytest.raises(Exception, match="No conditions satisfied"):
        move(state, "land", "ok", choose="elsewhere")


def test_a_state_of_the_first_format_is_still_read() -> None:
    assert load_state(b'{"format":1,"open":["site"],"end":null}') == RunState(("site",))


def test_the_table_survives_storing_and_old_tables_are_read() -> None:
    table = block_table()
    assert table_from_json(table_to_json(table)) == table


def test_the_longest_branch_counts() -> None:
    counted = {one.id: one.working_minutes or 0 for one in block_table().steps}
    table = block_table()
    assert longest_path_minutes(table, counted, start="both") == 150 + 30 + 60
    assert longest_path_minutes(table, counted, start="land") == 120 + 90
    assert "over_total" in codes(StepTable(table.steps, total_minutes=239))
    assert "over_total" not in codes(StepTable(table.steps, total_minutes=240))


def changed(step_id: str, *outcomes: OutcomeSpec) -> StepTable:
    steps = [one if one.id != step_id else step(step_id, *outcomes) for one in block_table().steps]
    return StepTable(tuple(steps))


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (changed("land", outcome("ok", "sign")), "jump"),
        (changed("land", outcome("ok", "end:stopped")), "jump_out"),
        (changed("land", outcome("ok", "receive")), "jump"),
        (changed("land", outcome("ok", "report")), "jump"),
        (changed("land", outcome("ok", "land")), "join_missing"),
        (changed("land", outcome("ok", "land")), "endless_loop"),
        (changed("land", outcome("ok", "join:nowhere")), "dangling"),
        (changed("sign", outcome("ok", "end:issued"), outcome("up", "land")), "jump"),
        (changed("sign", outcome("ok", "end:issued"), outcome("up", "join:both")), "join_outside"),
    ],
)
def test_what_crosses_a_block_is_found(table: StepTable, code: str) -> None:
    assert code in codes(table)


def test_choices_and_blocks_are_complete() -> None:
    def with_choice(*ways: tuple[str, str, str]) -> StepTable:
        steps = [one if one.id != "pick" else choice("pick", *ways) for one in block_table().steps]
        return StepTable(tuple(steps))

    assert "no_otherwise" in codes(with_choice(("a", "sign", "x"), ("b", "extra", "y")))
    assert "two_otherwise" in codes(with_choice(("a", "sign", ""), ("b", "extra", "")))
    assert "endless_loop" in codes(with_choice(("a", "pick", "x"), ("b", "extra", "")))
    steps = block_table().steps
    assert "few_branches" in codes(
        StepTable((steps[0], parallel("both", "pick", "site"), *steps[2:]))
    )
    assert "routing_first" in codes(StepTable(steps[1:]))


def sub_table() -> StepTable:
    kind = step("x").kind.__class__
    call = StepSpec(
        "verify",
        "Xác minh",
        "",
        kind("sub_process"),
        (outcome("right", "sign"), outcome("wrong", "end:refused", reason=True)),
        sub="sub_v",
    )
    inner = (
        step("ask", outcome("sent", "weigh"), minutes=60),
        step("weigh", outcome("yes", "leave:right"), outcome("no", "leave:wrong", reason=True)),
    )
    return StepTable(
        steps=(
            step("receive", outcome("ok", "verify"), kind="reception", role="receptionist"),
            call,
            step("sign", outcome("ok", "again"), outcome("back", "verify"), role="leader"),
            StepSpec(
                "again",
                "Lần hai",
                "",
                kind("sub_process"),
                (outcome("right", "end:issued"), outcome("wrong", "end:refused", reason=True)),
                sub="sub_v",
            ),
        ),
        subs=(SubSpec("sub_v", "Xác minh thông tin", inner),),
    )


def test_a_sub_process_runs_as_if_its_steps_stood_there() -> None:
    assert codes(sub_table()) == set()
    flat = inline(sub_table())
    assert [one.id for one in flat.steps] == [
        "receive",
        "verify-ask",
        "verify-weigh",
        "sign",
        "again-ask",
        "again-weigh",
    ]
    assert {one.author_id for one in flat.steps} == {"receive", "ask", "weigh", "sign"}
    spec = compile_process(to_bpmn(sub_table(), "p"))
    state = start_run(spec)
    for step_id, way in (
        ("receive", "ok"),
        ("verify-ask", "sent"),
        ("verify-weigh", "yes"),
        ("sign", "back"),
        ("verify-ask", "sent"),
        ("verify-weigh", "yes"),
        ("sign", "ok"),
        ("again-ask", "sent"),
    ):
        state = advance_run(spec, state, step_id=step_id, outcome=way)
    assert advance_run(spec, state, step_id="again-weigh", outcome="no").end_key == "refused"


def test_broken_sub_processes_are_found() -> None:
    table = sub_table()
    assert "no_sub_process" in codes(StepTable(table.steps))
    itself = StepSpec(
        "me", "Tự gọi", "", table.steps[1].kind, (outcome("right", "leave:right"),), sub="sub_v"
    )
    assert "sub_process_loop" in codes(
        StepTable(table.steps, subs=(SubSpec("sub_v", "", (itself,)),))
    )
    lost = step("ask", outcome("sent", "leave:elsewhere"))
    assert "loses_result" in codes(StepTable(table.steps, subs=(SubSpec("sub_v", "", (lost,)),)))


def test_every_kind_is_drawn_validly_and_the_same_every_time() -> None:
    for table in (block_table(), sub_table()):
        text = to_bpmn(table, "p")
        assert text == to_bpmn(table, "p")
        compile_process(text)


def test_the_picture_has_everything_once_and_nothing_on_top_of_another() -> None:
    grown = [Grower(seed).table() for seed in range(4)]
    for table in (block_table(), inline(sub_table()), *grown):
        layout = lay_out(table)
        nodes = [one.id for one in nodes_of(table)]
        assert set(nodes) <= set(layout.boxes)
        assert sorted(node for lane in layout.lanes for node in lane.nodes) == sorted(layout.boxes)
        for one, other in combinations(layout.boxes.values(), 2):
            apart = one.right <= other.x or other.right <= one.x
            assert apart or one.bottom <= other.y or other.bottom <= one.y
        for flow in flows_of(table):
            assert edge(layout, flow.source, flow.target)


def test_read_back_says_what_opens_together_and_what_decides() -> None:
    words = " ".join(explain_steps(block_table()))
    assert "cùng lúc" in words
    assert "x > 1" in words
    assert "còn lại" in words
    assert "quy trình con" in " ".join(explain_steps(sub_table()))


def test_random_walks_always_end() -> None:
    """Whatever order people work in, no token is lost and none is left."""
    table, dice = block_table(), random.Random(7)
    for _round in range(100):
        state, moves = start_run(BLOCK), 0
        while not state.ended and moves < 500:
            step_id = dice.choice(state.open_steps)
            way = dice.choice(table.step(step_id).outcomes).id
            state = move(state, step_id, way, choose=dice.choice(["short", "long"]))
            moves += 1
            assert len(dump_state(state)) < 512
        assert state.end_key == "issued"


class Grower:
    """Grows a random process: steps in a row, choices, and blocks within blocks."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.steps: list[StepSpec] = []

    def table(self) -> StepTable:
        first = self.name()
        self.steps.append(step(first, outcome("ok", "x"), kind="reception", role="receptionist"))
        entry = self.row("end:issued", depth=0)
        self.steps[0] = step(first, outcome("ok", entry), kind="reception", role="receptionist")
        return StepTable(tuple(self.steps))

    def name(self) -> str:
        return f"s{len(self.steps)}"

    def row(self, target: str, *, depth: int) -> str:
        """Built from its end; gives where it begins."""
        for _number in range(self.dice.randint(1, 3)):
            target = self.one(target, depth=depth)
        return target

    def one(self, target: str, *, depth: int) -> str:
        kind = self.dice.choice(["step", "loop", "choice", "block"] if depth < 3 else ["step"])
        place, name = len(self.steps), self.name()
        self.steps.append(step(name, outcome("ok", target)))
        if kind == "loop":
            self.steps[place] = step(name, outcome("ok", target), outcome("again", name))
        elif kind == "choice":
            other = self.one(target, depth=depth + 1)
            self.steps[place] = choice(name, ("short", other, "x"), ("long", target, ""))
        elif kind == "block":
            several = range(self.dice.randint(2, 3))
            firsts = [self.row(f"join:{name}", depth=depth + 1) for _ in several]
            self.steps[place] = parallel(name, target, *firsts)
        return name


@pytest.mark.parametrize("seed", range(14))
def test_grown_processes_are_sound_and_every_walk_ends(seed: int) -> None:
    table = Grower(seed).table()
    assert codes(table) == set()
    spec, dice = compile_process(to_bpmn(table, "p")), random.Random(seed)
    for _round in range(2):
        state, moves = start_run(spec), 0
        while not state.ended:
            step_id = dice.choice(state.open_steps)
            way = dice.choice(table.step(step_id).outcomes).id
            state = advance_run(
                spec,
                load_state(dump_state(state)),
                step_id=step_id,
                outcome=way,
                decider=lambda _id: dice.choice(["short", "long"]),
            )
            assert len(dump_state(state)) <= 8192
            assert len(set(state.open_steps)) == len(state.open_steps)
            moves += 1
            assert moves < 5_000
        assert state.end_key == "issued"
