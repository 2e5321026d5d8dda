"""Where every node of the diagram goes: lanes are rows, the flow runs left to right.

Plain and predictable on purpose: the same table gives the same picture, so versions can be
compared side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motcua.workflow.domain.graph import forward_only
from motcua.workflow.domain.steps import StepSpec, StepTable

from . import names

TASK_WIDTH, TASK_HEIGHT = 120, 80
GATEWAY_SIZE, EVENT_SIZE = 50, 36
COLUMN_WIDTH, ROW_HEIGHT = 260, 120
POOL_HEADER, LANE_HEADER, MARGIN = 30, 30, 160
LANE_LEFT = MARGIN + POOL_HEADER


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
        rows = _place(layout, steps, columns, top)
        here = [key for key, lane in _ends_by_lane(table, lane_of) if lane == role]
        ends = _place_ends(layout, here, top, LANE_LEFT + width - 100)
        height = ROW_HEIGHT * max(rows, len(ends), 1) + 20
        nodes = [node for step in steps for node in _nodes(step)]
        if steps and steps[0].id == table.steps[0].id:
            first = layout.boxes[names.step_node(table.steps[0].id)]
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
    """A step stands one column right of everything that leads to it."""
    columns = {step.id: 0 for step in table.steps}
    for source, targets in forward_only(table).items():
        for target in targets:
            columns[target] = max(columns[target], columns[source] + 1)
    return columns


def _lanes_by_step(table: StepTable) -> Mapping[str, str]:
    lanes = {}
    for step in table.steps:
        earlier = table.by_id.get(step.officer_of or "")
        lanes[step.id] = (earlier or step).role
    return lanes


def _place(layout: Layout, steps: Sequence[StepSpec], columns: Mapping[str, int], top: int) -> int:
    used: dict[int, int] = {}
    for step in steps:
        column = columns[step.id]
        row = used.get(column, 0)
        used[column] = row + 1
        x = LANE_LEFT + LANE_HEADER + 120 + COLUMN_WIDTH * column
        y = top + 20 + ROW_HEIGHT * row
        task = Box(x, y, TASK_WIDTH, TASK_HEIGHT)
        layout.boxes[names.step_node(step.id)] = task
        if len(step.outcomes) > 1:
            layout.boxes[names.gateway_node(step.id)] = Box(
                task.right + 35,
                task.middle_y - GATEWAY_SIZE // 2,
                GATEWAY_SIZE,
                GATEWAY_SIZE,
            )
    return max(used.values(), default=1)


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


def _nodes(step: StepSpec) -> list[str]:
    nodes = [names.step_node(step.id)]
    return nodes if len(step.outcomes) < 2 else [*nodes, names.gateway_node(step.id)]
