"""Table of steps to BPMN 2.0 with diagram interchange. Same table, same bytes."""

from collections.abc import Mapping

from lxml import etree

from motcua.workflow.domain.inlining import inline
from motcua.workflow.domain.steps import EndKey, StepTable

from . import names
from .flows import Flow, Node, flows_of, nodes_of
from .layout import Box, Layout, edge, lane_name, lay_out

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


def to_bpmn(
    table: StepTable, process_key: str, *, role_names: Mapping[str, str] | None = None
) -> str:
    """The process as an executable BPMN document.

    The table must pass ``lint_steps`` without errors; ``ValueError`` or ``KeyError`` otherwise.
    Sub-processes are written out where they are called.
    ``role_names`` gives lanes a name to show instead of the key of a role, agency or tenant.
    """
    if not table.steps:
        raise ValueError("a process needs at least one step")
    table = inline(table)
    layout = lay_out(table)
    flows = flows_of(table)
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
    flows: list[Flow],
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
            name=lane_name(lane.role, role_names),
        )
        for node_id in lane.nodes:
            _child(element, "bpmn", "flowNodeRef").text = node_id
    _node(process, Node(names.START_ID, "startEvent", "", ""), flows)
    for node in nodes_of(table):
        _node(process, node, flows)
    for key in table.end_keys():
        _node(process, Node(names.end_node(key), "endEvent", _END_NAMES.get(key, key), ""), flows)
    for flow in flows:
        _sequence_flow(process, flow)


def _node(process: etree._Element, node: Node, flows: list[Flow]) -> None:
    element = _child(process, "bpmn", node.element, id=node.id)
    if node.name:
        element.set("name", node.name)
    if node.default:
        element.set("default", node.default)
    for flow in flows:
        if flow.target == node.id:
            _child(element, "bpmn", "incoming").text = flow.id
    for flow in flows:
        if flow.source == node.id:
            _child(element, "bpmn", "outgoing").text = flow.id
    if node.element == "intermediateCatchEvent":
        _child(element, "bpmn", "timerEventDefinition", id=f"{node.id}.timer")


def _sequence_flow(process: etree._Element, flow: Flow) -> None:
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


def _diagram(root: etree._Element, layout: Layout, flows: list[Flow]) -> None:
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
