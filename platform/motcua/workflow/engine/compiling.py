"""BPMN text to the library's specification, once per process version."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from motcua.workflow.bpmn import names
from motcua.workflow.bpmn.reading import read_bpmn
from motcua.workflow.domain.steps import StepTable

_CACHE_SIZE = 512


def compile_process(bpmn: str) -> BpmnProcessSpec:
    """Parse a checked document. Tens of milliseconds: go through ``ProcessCache`` at run time."""
    parser = BpmnParser()
    parser.add_bpmn_xml(_without_deeds(read_bpmn(bpmn)))
    return parser.get_spec(names.PROCESS_ID)


def _without_deeds(root: etree._Element) -> etree._Element:
    """To the library every step is a task that somebody else says is done: it calls no service
    and watches no clock; timers fire from our own table."""
    for tag in ("serviceTask", "intermediateCatchEvent"):
        for element in root.iter(f"{{{names.MODEL}}}{tag}"):
            element.tag = f"{{{names.MODEL}}}userTask"
    for timer in list(root.iter(f"{{{names.MODEL}}}timerEventDefinition")):
        parent = timer.getparent()
        if parent is not None:
            parent.remove(timer)
    return root


@dataclass(frozen=True, slots=True)
class CompiledProcess:
    """A process version ready to run."""

    table: StepTable
    spec: BpmnProcessSpec


class ProcessCache:
    """Least recently used processes, by (schema, process version id).

    A version never changes, so there is nothing to invalidate. Specifications are only read
    while running and are shared between threads.
    """

    def __init__(self, size: int = _CACHE_SIZE) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, CompiledProcess] = OrderedDict()

    def get(self, key: Hashable, load: Callable[[], tuple[StepTable, str]]) -> CompiledProcess:
        """``load`` gives the table and its BPMN when the process is not yet known."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        table, bpmn = load()
        compiled = CompiledProcess(table, compile_process(bpmn))
        with self._lock:
            self._kept[key] = compiled
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return compiled


processes = ProcessCache()
