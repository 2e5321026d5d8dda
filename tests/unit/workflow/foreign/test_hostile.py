"""Files that want to hurt or confuse: refused with a reason, in bounded time, nothing run."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.workflow.bpmn.foreign.importing import import_bpmn
from motcua.workflow.bpmn.reading import BpmnRefused
from motcua.workflow.domain.explain import explain_steps
from motcua.workflow.domain.lint import lint_steps

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def file_with(body: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<definitions xmlns="{MODEL}"><process id="p">{body}</process></definitions>'.encode()


def arrow(number: int, source: str, target: str) -> str:
    return f'<sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}"/>'


TASK = '<startEvent id="s"/><userTask id="t" name="Xem"/><endEvent id="e"/>'
GOOD = file_with(TASK + arrow(1, "s", "t") + arrow(2, "t", "e"))
ENTITY = GOOD.replace(b"<definitions", b'<!DOCTYPE d [<!ENTITY x "y">]><definitions', 1)
FILES = {
    "empty": (b" \n", "empty"),
    "entities": (ENTITY, "entities"),
    "entities in UTF-16": (ENTITY.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "entities"),
    "external DTD": (GOOD.replace(b"<def", b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><def', 1), "entities"),
    "too large": (b"<a>" + b" " * 5_000_000 + b"</a>", "too_large"),
    "huge attribute": (file_with(f'<userTask id="t" name="{"x" * 30_000}"/>'), "too_large"),
    "deep": (file_with("<subProcess id='a'>" * 200 + "</subProcess>" * 200), "too_deep"),
    "deeper": (file_with("<subProcess id='a'>" * 5_000 + "</subProcess>" * 5_000), "too_deep"),
    "5,000 elements": (file_with("".join(f'<userTask id="t{n}"/>' for n in range(5_000))), "too_many"),
    "not XML": (b"PK\x03\x04 something", "not_xml"),
    "broken": (GOOD[:-20], "not_xml"),
    "HTML": (b"<html><body>Hi</body></html>", "not_bpmn"),
    "other XML": (b"<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>", "not_bpmn"),
    "BPMN 1": (GOOD.replace(b"20100524", b"20080501"), "not_bpmn"),
    "wrong encoding": (GOOD.replace(b"Xem", b"Xem \xff\xfe"), "encoding"),
    "unknown encoding": (GOOD.replace(b"UTF-8", b"EBCDIC-ES"), "encoding"),
    "odd encoding": (GOOD.replace(b"UTF-8", b"utf-7"), "encoding"),
    "no process": (f'<definitions xmlns="{MODEL}"/>'.encode(), "no_process"),
    "no steps": (file_with('<startEvent id="s"/><endEvent id="e"/>' + arrow(1, "s", "e")), "no_steps"),
    "same id twice": (file_with('<userTask id="t"/><userTask id="t"/>'), "duplicate_id"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_refused_with_its_reason(name: str) -> None:
    content, reason = FILES[name]
    began = time.process_time()
    with pytest.raises(BpmnRefused) as refused:
        import_bpmn(content)
    assert refused.value.details["reason"] == reason
    assert refused.value.message
    assert time.process_time() - began < 3


def test_other_encodings_are_read() -> None:
    text = GOOD.decode()
    for encoding in ("utf-16", "utf-8-sig", "windows-1252"):
        declared = text.replace("UTF-8", "UTF-8" if "8" in encoding else encoding)
        assert import_bpmn(declared.encode(encoding)).table.steps[0].name == "Xem"


def test_200_steps_are_taken_and_201_are_too_many() -> None:
    def chain(count: int) -> bytes:
        tasks = "".join(f'<userTask id="t{n}" name="Bước {n}"/>' for n in range(count))
        arrows = "".join(arrow(n, f"t{n}", f"t{n + 1}") for n in range(count - 1))
        return file_with('<startEvent id="s"/>' + tasks + arrows + arrow(9_999, "s", "t0"))

    assert len(import_bpmn(chain(200)).table.steps) == 200
    with pytest.raises(BpmnRefused) as refused:
        import_bpmn(chain(201))
    assert refused.value.details["reason"] == "too_many_steps"


def test_many_gateways_one_after_another_do_not_multiply() -> None:
    """Two ways at each of 40 decisions are a million million paths, of which 30 are offered."""
    body = TASK + arrow(0, "s", "t") + arrow(1, "t", "g0")
    for n in range(40):
        following = f"g{n + 1}" if n < 39 else "e"
        body += f'<exclusiveGateway id="g{n}"/>'
        body += arrow(10 + 2 * n, f"g{n}", following) + arrow(11 + 2 * n, f"g{n}", following)
    began = time.process_time()
    found = import_bpmn(file_with(body))
    assert all(len(step.outcomes) <= 30 for step in found.table.steps)
    assert time.process_time() - began < 3


def test_gateways_that_lead_to_each_other_only() -> None:
    body = '<startEvent id="s"/><exclusiveGateway id="a"/><exclusiveGateway id="b"/>'
    body += arrow(1, "s", "a") + arrow(2, "a", "b") + arrow(3, "b", "a")
    with pytest.raises(BpmnRefused):
        import_bpmn(file_with(body))


def test_nothing_of_a_script_or_a_condition_survives_as_anything_but_words() -> None:
    body = (
        TASK
        + arrow(1, "s", "t")
        + '<scriptTask id="x" name="Tính"><script>boom()</script></scriptTask>'
    )
    body += arrow(2, "t", "x") + '<sequenceFlow id="f3" sourceRef="x" targetRef="e">'
    body += "<conditionExpression>boom()</conditionExpression></sequenceFlow>"
    found = import_bpmn(file_with(body))
    assert all("boom" not in repr(step) for step in found.table.steps)
    assert {line.kind: line.fate for line in found.explained} == {
        "scriptTask": "changed",
        "conditionExpression": "text",
    }


NODES = st.sampled_from(
    [
        "userTask", "task", "serviceTask", "sendTask", "receiveTask", "scriptTask", "callActivity",
        "subProcess", "exclusiveGateway", "parallelGateway", "inclusiveGateway",
        "eventBasedGateway", "complexGateway", "intermediateCatchEvent", "intermediateThrowEvent",
        "boundaryEvent", "endEvent", "startEvent", "dataObject", "nonsense",
    ]
)  # fmt: skip
NAMES = st.sampled_from(["Ký", "Nộp phí", "Từ chối", "", "Bổ sung hồ sơ", "x" * 400, "<&>\"'"])


@st.composite
def drawings(draw: st.DrawFn) -> bytes:
    """Any elements joined by any arrows: what a person half-way through a drawing may save."""
    kinds = draw(st.lists(NODES, min_size=1, max_size=14))
    count = len(kinds)
    parts = ['<startEvent id="n0"/>']
    for number, kind in enumerate(kinds, start=1):
        name = draw(NAMES).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        at = f'attachedToRef="n{draw(st.integers(0, count))}"' if kind == "boundaryEvent" else ""
        event = draw(st.sampled_from(["", "timer", "message", "link", "error"]))
        inner = f"<{event}EventDefinition/>" if event and kind.endswith("Event") else ""
        parts.append(f'<{kind} id="n{number}" name="{name}" {at}>{inner}</{kind}>')
    ends = st.integers(0, count + 1)
    arrows = [(0, 1), *draw(st.lists(st.tuples(ends, ends), max_size=24))]
    parts += [arrow(n, f"n{a}", f"n{b}") for n, (a, b) in enumerate(arrows)]
    return file_with("".join(parts))


@given(drawings())
@settings(max_examples=80, deadline=None)
def test_any_drawing_is_read_or_refused_and_nothing_is_dropped_silently(content: bytes) -> None:
    try:
        found = import_bpmn(content)
    except BpmnRefused:
        return
    steps = found.table.steps
    ids = {step.id for step in steps}
    assert len(ids) == len(steps)
    for step in steps:
        assert step.outcomes
        for outcome in step.outcomes:
            head = outcome.to.partition(":")[0]
            assert outcome.to in ids or head in ("end", "join", "")
    assert len(explain_steps(found.table)) == len(steps)
    lint_steps(found.table)
    assert import_bpmn(content) == found


@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(noise: bytes, at: int) -> None:
    for content in (noise, GOOD[:at] + noise + GOOD[at:]):
        with suppress(BpmnRefused):
            import_bpmn(content)
