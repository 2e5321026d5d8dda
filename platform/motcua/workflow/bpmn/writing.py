"""Table of steps to BPMN 2.0 with diagram interchange. Same table, same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from motcua.workflow.domain.steps import EndKey, StepTable

from . import names
from .layout import Box, Layout, edge, lay_out

_NAMESPACES = {
    "bpmn": names.MODEL,
    "bpmndi": names.DI,
    "dc": names.DC,
    "di": names.DD_DI,
    "xsi": names.XSI,
}

# Names inside the document, in the language of the offices that read it, not of the session
# that happens to export it: the document must come out the same for everybody.
_END_NAMES: Mapping[str, str] = {
    EndKey.ISSUED: "Đã có kết quả",
    EndKey.REFUSED: "Từ chối",
    EndKey.STOPPED: "Dừng xử lý",
    EndKey.WITHDRAWN: "Rút hồ sơ",
}


@dataclass(frozen=True, slots=True)
class _Flow:
    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


def to_bpmn(
    table: StepTable, process_key: str, *, role_names: Mapping[str, str] | None = None
) -> str:
    """The process as an executable BPMN document.

    The table must pass ``lint_steps`` without errors; ``ValueError`` or ``KeyError`` otherwise.
    ``role_names`` gives lanes a name to show instead of the role key.
    """
    if not table.steps:
        raise ValueError("a process needs at least one step")
    layout = lay_out(table)
    flows = _flows(table)
    root = etree.Element(_tag("bpmn", "definitions"), nsmap=_NAMESPACES)
    root.set("id", "definitions")
    root.set("targetNamespace", "urn:motcua:process")
    root.set("exporter", "Motcua")
    _collaboration(root, process_key)
    _process(root, table, layout, flows, role_names or {})
    _diagram(root, layout, flows)
    etree.indent(root)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return body.decode()


def _flows(table: StepTable) -> list[_Flow]:
    flows = [_Flow("flow.start", names.START_ID, names.step_node(table.steps[0].id))]
    for step in table.steps:
        task, gateway = names.step_node(step.id), names.gateway_node(step.id)
        choosing = len(step.outcomes) > 1
        if choosing:
            flows.append(_Flow(f"flow_{step.id}", task, gateway))
        for outcome in step.outcomes:
            end = outcome.end_key
            target = names.step_node(table.step(outcome.to).id) if end is None else None
            flows.append(
                _Flow(
                    id=f"flow_{step.id}.{outcome.id}",
                    source=gateway if choosing else task,
                    target=target or names.end_node(end or ""),
                    name=outcome.label,
                    condition=names.condition(outcome.id) if choosing else "",
                )
            )
    return flows


def _collaboration(root: etree._Element, process_key: str) -> None:
    collaboration = _child(root, "bpmn", "collaboration", id="collaboration")
    _child(
        collaboration,
        "bpmn",
        "participant",
        id="pool",
        name=process_key,
        processRef=names.PROCESS_ID,
    )


def _process(
    root: etree._Element,
    table: StepTable,
    layout: Layout,
    flows: list[_Flow],
    role_names: Mapping[str, str],
) -> None:
    process = _child(root, "bpmn", "process", id=names.PROCESS_ID, isExecutable="true")
    lane_set = _child(process, "bpmn", "laneSet", id="lanes")
    for lane in layout.lanes:
        element = _child(
            lane_set,
            "bpmn",
            "lane",
            id=lane.key,
            name=role_names.get(lane.role, lane.role),
        )
        for node in lane.nodes:
            _child(element, "bpmn", "flowNodeRef").text = node
    _node(process, "startEvent", names.START_ID, "", flows)
    for step in table.steps:
        _node(process, "userTask", names.step_node(step.id), step.name, flows)
        if len(step.outcomes) > 1:
            _node(process, "exclusiveGateway", names.gateway_node(step.id), "", flows)
    for key in table.end_keys():
        _node(process, "endEvent", names.end_node(key), _END_NAMES.get(key, key), flows)
    for flow in flows:
        _sequence_flow(process, flow)


def _node(process: etree._Element, kind: str, node_id: str, name: str, flows: list[_Flow]) -> None:
    element = _child(process, "bpmn", kind, id=node_id)
    if name:
        element.set("name", name)
    for flow in flows:
        if flow.target == node_id:
            _child(element, "bpmn", "incoming").text = flow.id
    for flow in flows:
        if flow.source == node_id:
            _child(element, "bpmn", "outgoing").text = flow.id


def _sequence_flow(process: etree._Element, flow: _Flow) -> None:
    element = _child(
        process,
        "bpmn",
        "sequenceFlow",
        id=flow.id,
        sourceRef=flow.source,
        targetRef=flow.target,
    )
    if flow.name:
        element.set("name", flow.name)
    if flow.condition:
        expression = _child(element, "bpmn", "conditionExpression")
        expression.set(_tag("xsi", "type"), "bpmn:tFormalExpression")
        expression.text = flow.condition


def _diagram(root: etree._Element, layout: Layout, flows: list[_Flow]) -> None:
    diagram = _child(root, "bpmndi", "BPMNDiagram", id="diagram")
    plane = _child(diagram, "bpmndi", "BPMNPlane", id="plane", bpmnElement="collaboration")
    _shape(plane, "pool", layout.pool, horizontal=True)
    for lane in layout.lanes:
        _shape(plane, lane.key, lane.box, horizontal=True)
    for node, box in layout.boxes.items():
        _shape(plane, node, box, horizontal=False)
    for flow in flows:
        drawn = _child(plane, "bpmndi", "BPMNEdge", id=f"{flow.id}.drawn", bpmnElement=flow.id)
        for x, y in edge(layout, flow.source, flow.target):
            _child(drawn, "di", "waypoint", x=str(x), y=str(y))


def _shape(plane: etree._Element, node: str, box: Box, *, horizontal: bool) -> None:
    shape = _child(plane, "bpmndi", "BPMNShape", id=f"{node}.drawn", bpmnElement=node)
    if horizontal:
        shape.set("isHorizontal", "true")
    _child(
        shape,
        "dc",
        "Bounds",
        x=str(box.x),
        y=str(box.y),
        width=str(box.width),
        height=str(box.height),
    )


def _child(parent: etree._Element, prefix: str, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(prefix, tag), attributes)


def _tag(prefix: str, name: str) -> str:
    return f"{{{_NAMESPACES[prefix]}}}{name}"
