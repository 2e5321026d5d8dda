"""BPMN comes from people and from the internet: read it without trusting it.

No DTD, no entities, no network, bounded size and count, and only the elements our engine is
meant to run. In particular no script or call elements and no vendor extensions; a service task is
only a name here, what it does is looked up elsewhere.
"""

from django.utils.translation import gettext as _
from lxml import etree

from motcua.kernel.errors import Invalid

from . import names

MAX_CHARACTERS = 1_000_000
MAX_ELEMENTS = 10_000

_ALLOWED = {
    names.MODEL: frozenset(
        {
            "definitions",
            "collaboration",
            "participant",
            "process",
            "laneSet",
            "lane",
            "flowNodeRef",
            "startEvent",
            "endEvent",
            "userTask",
            "serviceTask",
            "intermediateCatchEvent",
            "timerEventDefinition",
            "parallelGateway",
            "exclusiveGateway",
            "sequenceFlow",
            "conditionExpression",
            "incoming",
            "outgoing",
            "documentation",
        }
    ),
    names.DI: frozenset({"BPMNDiagram", "BPMNPlane", "BPMNShape", "BPMNEdge", "BPMNLabel"}),
    names.DC: frozenset({"Bounds"}),
    names.DD_DI: frozenset({"waypoint"}),
}


class BpmnRefused(Invalid):
    code = "bpmn_refused"


def read_bpmn(text: str) -> etree._Element:
    """The document's root. Raises ``BpmnRefused`` for anything unsafe or unsupported."""
    if len(text) > MAX_CHARACTERS:
        raise BpmnRefused(_("Tệp quy trình quá lớn."))
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BpmnRefused(_("Tệp quy trình chứa khai báo không được phép."))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as broken:
        raise BpmnRefused(_("Tệp quy trình không đúng định dạng BPMN.")) from broken
    _check_elements(root)
    return root


def _check_elements(root: etree._Element) -> None:
    for count, element in enumerate(root.iter(), start=1):
        if count > MAX_ELEMENTS:
            raise BpmnRefused(_("Quy trình có quá nhiều phần tử."))
        name = etree.QName(element)
        if name.localname not in _ALLOWED.get(name.namespace or "", frozenset()):
            raise BpmnRefused(
                _("Quy trình dùng phần tử “%(name)s” không được hỗ trợ.") % {"name": name.localname}
            )
        if name.localname == "conditionExpression" and names.outcome_in(element.text or "") is None:
            raise BpmnRefused(_("Điều kiện rẽ nhánh chỉ được so sánh kết quả của bước."))
