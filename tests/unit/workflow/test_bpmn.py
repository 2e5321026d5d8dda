"""The drawn document: valid, complete, the same every time; and reading hostile ones."""

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator

from motcua.workflow.bpmn import names
from motcua.workflow.bpmn.reading import BpmnRefused, read_bpmn
from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.steps import StepTable
from tests.factories.workflow import chain, outcome, step, usual_table

NS = {"b": names.MODEL, "di": names.DI}


@pytest.mark.parametrize("table", [usual_table(), chain(1), chain(12)])
def test_the_document_is_valid_bpmn(table: StepTable) -> None:
    text = to_bpmn(table, "1.000894")
    BpmnValidator().validate(etree.fromstring(text.encode()))
    assert text == to_bpmn(table, "1.000894")


def test_everything_in_the_process_is_drawn() -> None:
    root = read_bpmn(to_bpmn(usual_table(), "p"))
    nodes = root.xpath("//b:process//*[@id][not(self::b:laneSet)]/@id", namespaces=NS)
    drawn = set(root.xpath("//@bpmnElement"))
    assert set(nodes) <= drawn
    placed = root.xpath("//b:flowNodeRef/text()", namespaces=NS)
    assert len(placed) == len(set(placed)) == 1 + 5 + 3 + 2


def test_boxes_do_not_overlap() -> None:
    root = read_bpmn(to_bpmn(usual_table(), "p"))
    boxes = []
    for shape in root.iterfind(".//di:BPMNShape", NS):
        if shape.get("isHorizontal"):
            continue
        bounds = shape[0]
        x, y, w, h = (int(bounds.get(k, "0")) for k in ("x", "y", "width", "height"))
        assert all(
            x >= x2 + w2 or x2 >= x + w or y >= y2 + h2 or y2 >= y + h for x2, y2, w2, h2 in boxes
        )
        boxes.append((x, y, w, h))
    assert len(boxes) == 11


def test_names_are_text_never_markup() -> None:
    nasty = step("a", outcome("x", "end:issued"))
    table = StepTable((nasty.__class__(**{**_fields(nasty), "name": '<script>"&'}),))
    root = read_bpmn(to_bpmn(table, '"><x/>'))
    assert root.xpath("//b:userTask/@name", namespaces=NS) == ['<script>"&']


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not xml",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "<x/>",
        f'<b:definitions xmlns:b="{names.MODEL}"><b:scriptTask id="s"/></b:definitions>',
        (
            f'<b:definitions xmlns:b="{names.MODEL}"><b:process><b:extensionElements/></b:process>'
            "</b:definitions>"
        ),
        (
            f'<b:definitions xmlns:b="{names.MODEL}"><b:sequenceFlow id="f"><b:conditionExpression>'
            '__import__("os")</b:conditionExpression></b:sequenceFlow></b:definitions>'
        ),
        (
            f'<b:definitions xmlns:b="{names.MODEL}">{"<b:process>" * 3000}{"</b:process>" * 3000}'
            "</b:definitions>"
        ),
        "x" * 1_000_001,
    ],
)
def test_hostile_documents_are_refused(text: str) -> None:
    with pytest.raises(BpmnRefused):
        read_bpmn(text)


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
