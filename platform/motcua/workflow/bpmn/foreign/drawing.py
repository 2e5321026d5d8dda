"""The elements of a BPMN file as plain objects, before anything is decided about them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from lxml import etree

from motcua.workflow.bpmn import names

from .opening import refuse

TASKS: Final = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
    }
)
SUBS: Final = frozenset({"subProcess", "adHocSubProcess", "transaction"})
GATEWAYS: Final = frozenset(
    {
        "exclusiveGateway",
        "inclusiveGateway",
        "parallelGateway",
        "complexGateway",
        "eventBasedGateway",
    }
)
EVENTS: Final = frozenset(
    {
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
    }
)
_NODES: Final = TASKS | GATEWAYS | EVENTS
_LOOPS: Final = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
_PERFORMERS: Final = frozenset({"potentialOwner", "humanPerformer", "performer"})
_WHO: Final = frozenset({"assignee", "candidateGroups", "candidateUsers"})
_LONGEST: Final = 300
_LONGEST_TEXT: Final = 500


@dataclass(slots=True)
class Node:
    """``event``: ``timer``, ``message``, … of an event; ``timer`` its kind and text.

    ``lanes`` from the outermost to the innermost; ``who`` are names found in settings.
    """

    id: str
    name: str
    tag: str
    event: str = ""
    timer: tuple[str, str] = ("", "")
    attached_to: str = ""
    interrupting: bool = True
    default: str = ""
    called: str = ""
    loops: bool = False
    by_event: bool = False
    lanes: list[str] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    inner: "Scope | None" = None


@dataclass(frozen=True, slots=True)
class Flow:
    """``condition`` with its ``language`` as the file has them; never run."""

    id: str
    name: str
    source: str
    target: str
    condition: str = ""
    language: str = ""


@dataclass(slots=True)
class Scope:
    """A process or a sub-process: nodes and flows, and what else lies in it."""

    id: str
    name: str
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    others: list[tuple[str, str, str]] = field(default_factory=list)
    """Tag, id and text of what is neither: annotations, data, unknown elements."""
    lanes: list[tuple[str, str]] = field(default_factory=list)
    is_executable: bool = False
    _leaving: dict[str, list[Flow]] | None = None
    _coming: dict[str, list[Flow]] | None = None

    def leaving(self, node_id: str) -> list[Flow]:
        """Complete only once the whole scope is read."""
        if self._leaving is None:
            self._leaving = {}
            for flow in self.flows:
                self._leaving.setdefault(flow.source, []).append(flow)
        return self._leaving.get(node_id, [])

    def coming(self, node_id: str) -> list[Flow]:
        if self._coming is None:
            self._coming = {}
            for flow in self.flows:
                self._coming.setdefault(flow.target, []).append(flow)
        return self._coming.get(node_id, [])

    def count(self) -> int:
        inner = (node.inner.count() for node in self.nodes.values() if node.inner)
        return len(self.nodes) + len(self.flows) + len(self.others) + sum(inner)


@dataclass(slots=True)
class Drawing:
    """``pools``: id, name and process of each; ``vendors``: prefix or address to how often."""

    processes: list[Scope]
    pools: list[tuple[str, str, str]]
    messages: list[tuple[str, str]]
    vendors: dict[str, int]
    is_own: bool


def read_drawing(root: etree._Element) -> Drawing:
    """Everything the file says about how work flows."""
    return Drawing(
        processes=[_scope(element) for element in root if _tag(element) == "process"],
        pools=[
            (_id(each), clean(each.get("name", "")), each.get("processRef", ""))
            for each in _children(root, "collaboration", "participant")
        ],
        messages=[
            (_id(each), clean(each.get("name", "")))
            for each in _children(root, "collaboration", "messageFlow")
        ],
        vendors=_vendors(root),
        is_own=root.get("exporter") == "Motcua"
        or root.get("targetNamespace") == "urn:motcua:process",
    )


def clean(text: str, longest: int = _LONGEST) -> str:
    """One line of printable words, as tools wrap names over several."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())[:longest]


def _scope(element: etree._Element) -> Scope:
    scope = Scope(_id(element), clean(element.get("name", "")))
    scope.is_executable = element.get("isExecutable") == "true"
    for child in element:
        tag = _tag(child)
        if tag in _NODES:
            node = _node(child, tag)
            node.id = node.id or f"{tag}.{len(scope.nodes) + 1}"
            if node.id in scope.nodes:
                message = _("Tệp có hai phần tử cùng mã “%(id)s”.") % {"id": node.id}
                raise refuse("duplicate_id", message)
            scope.nodes[node.id] = node
        elif tag == "sequenceFlow":
            scope.flows.append(_flow(child))
        elif tag not in _SILENT and tag:
            scope.others.append((tag, _id(child), clean(_words(child), _LONGEST_TEXT)))
    for lane_set in element:
        if _tag(lane_set) == "laneSet":
            _read_lanes(lane_set, scope, [])
    return scope


_SILENT: Final = _LOOPS | {
    "laneSet",
    "documentation",
    "extensionElements",
    "incoming",
    "outgoing",
    "association",
    "dataInputAssociation",
    "dataOutputAssociation",
    "ioSpecification",
    "property",
    "monitoring",
    "auditing",
}


def _node(element: etree._Element, tag: str) -> Node:
    node = Node(
        _id(element),
        clean(element.get("name", "")),
        tag,
        attached_to=clean(element.get("attachedToRef", "")),
        interrupting=element.get("cancelActivity", element.get("isInterrupting", "true"))
        != "false",
        default=clean(element.get("default", "")),
        called=clean(element.get("calledElement", "")),
        by_event=element.get("triggeredByEvent") == "true",
    )
    for child in element:
        inner = _tag(child)
        if inner.endswith("EventDefinition"):
            node.event = inner.removesuffix("EventDefinition")
            node.timer = _timer(child)
        node.loops = node.loops or inner in _LOOPS
        if inner in _PERFORMERS:
            node.who.append(clean(_text(child)))
    for key, value in element.items():
        if etree.QName(key).namespace and etree.QName(key).localname in _WHO:
            node.who.append(clean(str(value)))
    if tag in SUBS:
        node.inner = _scope(element)
    return node


def _timer(definition: etree._Element) -> tuple[str, str]:
    for child in definition:
        if _tag(child) in ("timeDuration", "timeDate", "timeCycle"):
            return _tag(child), clean(_text(child), 100)
    return "", ""


def _flow(element: etree._Element) -> Flow:
    condition = next((each for each in element if _tag(each) == "conditionExpression"), None)
    return Flow(
        _id(element),
        clean(element.get("name", "")),
        clean(element.get("sourceRef", "")),
        clean(element.get("targetRef", "")),
        clean(_text(condition), _LONGEST_TEXT) if condition is not None else "",
        clean(condition.get("language", ""), 100) if condition is not None else "",
    )


def _read_lanes(lane_set: etree._Element, scope: Scope, above: list[str]) -> None:
    for lane in lane_set:
        if _tag(lane) != "lane":
            continue
        name = clean(lane.get("name", ""))
        scope.lanes.append((_id(lane), name))
        for child in lane:
            if _tag(child) == "flowNodeRef":
                node = scope.nodes.get((child.text or "").strip())
                if node is not None:
                    node.lanes = [*above, name]
            elif _tag(child) == "childLaneSet":
                _read_lanes(child, scope, [*above, name])


def _vendors(root: etree._Element) -> dict[str, int]:
    """Settings of other programs, by the prefix they are written with."""
    known = {names.MODEL, names.DI, names.DC, names.DD_DI, names.XSI, _XML, _COLOUR, _COLOUR_OMG}
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items() if prefix}
    found: dict[str, int] = {}
    for element in root.iter():
        spaces = [
            etree.QName(element).namespace,
            *(etree.QName(key).namespace for key in element.attrib),
        ]
        for space in spaces:
            if space and space not in known:
                name = clean(prefixes.get(space, space))
                found[name] = found.get(name, 0) + 1
    return found


_XML: Final = "http://www.w3.org/XML/1998/namespace"
_COLOUR: Final = "http://bpmn.io/schema/bpmn/biocolor/1.0"
_COLOUR_OMG: Final = "http://www.omg.org/spec/BPMN/non-normative/color/1.0"


def _children(root: etree._Element, parent: str, tag: str) -> Iterator[etree._Element]:
    for element in root:
        if _tag(element) == parent:
            yield from (child for child in element if _tag(child) == tag)


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _words(element: etree._Element) -> str:
    return element.get("name") or _text(element)


def _tag(element: etree._Element) -> str:
    name = etree.QName(element)
    return name.localname if name.namespace == names.MODEL else ""


def _id(element: etree._Element) -> str:
    return clean(element.get("id", ""))
