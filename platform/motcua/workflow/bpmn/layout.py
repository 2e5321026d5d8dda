"""Where every node of the diagram goes: lanes are rows, the flow runs left to right.

Plain and predictable on purpose: the same table gives the same picture, so versions can be
compared side by side.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from motcua.workflow.domain.graph import forward_only
from motcua.workflow.domain.steps import JOIN_PREFIX, StepKind, StepSpec, StepTable

from . import names
from .flows import entry_of, has_entrance, merged_branches, nodes_of

TASK_WIDTH, TASK_HEIGHT = 120, 80
GATEWAY_SIZE, EVENT_SIZE = 50, 36
COLUMN_WIDTH, ROW_HEIGHT = 260, 120
POOL_HEADER, LANE_HEADER, MARGIN = 30, 30, 160
LANE_LEFT = MARGIN + POOL_HEADER
_UNIT = "@"


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle_x(self) -> int:
        return self.x + self.width // 2

    @property
    def middle_y(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Lane:
    key: str
    role: str
    box: Box
    nodes: tuple[str, ...]


@dataclass(slots=True)
class Layout:
    pool: Box
    lanes: list[Lane] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)


def lay_out(table: StepTable) -> Layout:
    """Places start, steps, their gateways and the ends."""
    columns = _columns(table)
    lane_of = _lanes_by_step(table)
    width = LANE_HEADER + 140 + COLUMN_WIDTH * (max(columns.values()) + 1) + 140
    layout = Layout(pool=Box(MARGIN, 80, POOL_HEADER + width, 0))
    top = layout.pool.y
    for number, role in enumerate(dict.fromkeys(lane_of.values())):
        steps = [step for step in table.steps if lane_of[step.id] == role]
        rows = _place(layout, table, steps, columns, top)
        here = [key for key, lane in _ends_by_lane(table, lane_of) if lane == role]
        ends = _place_ends(layout, here, top, LANE_LEFT + width - 100)
        height = ROW_HEIGHT * max(rows, len(ends), 1) + 20
        nodes = [node.id for node in nodes_of(table) if lane_of[node.lane_step] == role]
        if steps and steps[0].id == table.steps[0].id:
            first = layout.boxes[entry_of(table, table.steps[0])]
            layout.boxes[names.START_ID] = Box(
                LANE_LEFT + 60, first.middle_y - EVENT_SIZE // 2, EVENT_SIZE, EVENT_SIZE
            )
            nodes.insert(0, names.START_ID)
        layout.lanes.append(
            Lane(
                f"lane_{number + 1}",
                role,
                Box(LANE_LEFT, top, width, height),
                (*nodes, *ends),
            )
        )
        top += height
    layout.pool = Box(MARGIN, 80, POOL_HEADER + width, top - 80)
    return layout


def edge(layout: Layout, source: str, target: str) -> Sequence[tuple[int, int]]:
    """Right-angled way from one node to another; ways back run under the nodes."""
    start, end = layout.boxes[source], layout.boxes[target]
    if end.x >= start.right:
        if start.middle_y == end.middle_y:
            return [(start.right, start.middle_y), (end.x, end.middle_y)]
        bend = end.x - 25
        return [
            (start.right, start.middle_y),
            (bend, start.middle_y),
            (bend, end.middle_y),
            (end.x, end.middle_y),
        ]
    under = max(start.bottom, end.bottom) + 15
    return [
        (start.middle_x, start.bottom),
        (start.middle_x, under),
        (end.middle_x, under),
        (end.middle_x, end.bottom),
    ]


def _columns(table: StepTable) -> Mapping[str, int]:
    """A step, and a join, stands one column right of everything that leads to it."""
    known = table.by_id
    graph: dict[str, list[str]] = {}
    for step in table.steps:
        targets = [o.to for o in step.outcomes if o.to in known or o.join_of in known]
        if step.kind is StepKind.PARALLEL:
            graph[JOIN_PREFIX + step.id] = targets
            targets = [each for each in step.branches if each in known]
        graph[step.id] = list(dict.fromkeys(targets))
    columns = dict.fromkeys(graph, 0)
    for source, following in forward_only(graph).items():
        for target in following:
            columns[target] = max(columns[target], columns[source] + 1)
    return columns


def _lanes_by_step(table: StepTable) -> Mapping[str, str]:
    """One lane a role and unit; what nobody does stands with whatever led to it."""
    lanes: dict[str, str] = {}
    before = {target: step.id for step in reversed(table.steps) for target in _leads_to(step)}
    for step in table.steps:
        earlier = table.by_id.get(step.officer_of or "") or step
        unit = step.agency if step.agency_id or step.tenant_slug else ""
        key = f"{earlier.role}{_UNIT}{unit}" if unit else earlier.role
        lanes[step.id] = key or lanes.get(before.get(step.id, ""), "")
    return lanes


def lane_name(key: str, words: Mapping[str, str]) -> str:
    """The role, and the unit where one is named outright, in ``words`` where they are known."""
    role, _sign, unit = key.partition(_UNIT)
    parts = [words.get(each, each) for each in (role, unit) if each]
    return ", ".join(parts)


def _leads_to(step: StepSpec) -> list[str]:
    return [*(o.to for o in step.outcomes), *step.branches]


def _place(
    layout: Layout,
    table: StepTable,
    steps: Sequence[StepSpec],
    columns: Mapping[str, int],
    top: int,
) -> int:
    used: dict[int, int] = {}
    merges = merged_branches(table)
    for step in steps:
        x, y = _next_cell(used, columns[step.id], top)
        if step.kind is StepKind.CHOICE:
            layout.boxes[names.choice_node(step.id)] = _gateway(x, y)
        elif step.kind is StepKind.PARALLEL:
            entered = has_entrance(table, step)
            if entered:
                layout.boxes[names.enter_node(step.id)] = _gateway(x, y)
            layout.boxes[names.fork_node(step.id)] = _gateway(x + 70 if entered else x, y)
            cell = partial(_next_cell, used, columns[JOIN_PREFIX + step.id], top)
            _place_join(layout, step, merges[step.id], cell)
        elif step.kind is StepKind.WAIT_DATE:
            layout.boxes[names.step_node(step.id)] = _event(x, y)
        else:
            layout.boxes[names.step_node(step.id)] = Box(x, y, TASK_WIDTH, TASK_HEIGHT)
        if len(step.outcomes) > 1 and not step.kind.is_routing:
            layout.boxes[names.gateway_node(step.id)] = _gateway(x + TASK_WIDTH + 35, y)
    return max(used.values(), default=1)


def _next_cell(used: dict[int, int], column: int, top: int) -> tuple[int, int]:
    row = used.get(column, 0)
    used[column] = row + 1
    return LANE_LEFT + LANE_HEADER + 120 + COLUMN_WIDTH * column, top + 20 + ROW_HEIGHT * row


def _place_join(
    layout: Layout,
    step: StepSpec,
    merged: Sequence[int],
    next_cell: Callable[[], tuple[int, int]],
) -> None:
    """The join where a step would stand; each merge of a branch left of it, in a row of its own."""
    x, y = next_cell()
    layout.boxes[names.join_node(step.id)] = _gateway(x + 70, y)
    for place, number in enumerate(merged):
        if place:
            x, y = next_cell()
        layout.boxes[names.merge_node(step.id, number)] = _gateway(x - 10, y)


def _gateway(x: int, y: int) -> Box:
    return Box(x, y + (TASK_HEIGHT - GATEWAY_SIZE) // 2, GATEWAY_SIZE, GATEWAY_SIZE)


def _event(x: int, y: int) -> Box:
    return Box(x, y + (TASK_HEIGHT - EVENT_SIZE) // 2, EVENT_SIZE, EVENT_SIZE)


def _ends_by_lane(table: StepTable, lane_of: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Each end stands in the lane of the first step that leads to it."""
    lanes: dict[str, str] = {}
    for step, outcome in table.arrows():
        if outcome.end_key is not None:
            lanes.setdefault(outcome.end_key, lane_of[step.id])
    return list(lanes.items())


def _place_ends(layout: Layout, keys: Sequence[str], top: int, left: int) -> list[str]:
    for row, key in enumerate(keys):
        y = top + 20 + ROW_HEIGHT * row + (TASK_HEIGHT - EVENT_SIZE) // 2
        layout.boxes[names.end_node(key)] = Box(left, y, EVENT_SIZE, EVENT_SIZE)
    return [names.end_node(key) for key in keys]
