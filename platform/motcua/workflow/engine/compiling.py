"""BPMN text to the library's specification, once per process version."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from motcua.workflow.bpmn import names
from motcua.workflow.bpmn.reading import read_bpmn

_CACHE_SIZE = 512


def compile_process(bpmn: str) -> BpmnProcessSpec:
    """Parse a checked document. Tens of milliseconds: go through ``SpecCache`` at run time."""
    parser = BpmnParser()
    parser.add_bpmn_xml(read_bpmn(bpmn))
    return parser.get_spec(names.PROCESS_ID)


class SpecCache:
    """Least recently used specifications, by (schema, process version id).

    A version never changes, so there is nothing to invalidate. Specifications are only read
    while running and are shared between threads.
    """

    def __init__(self, size: int = _CACHE_SIZE) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, BpmnProcessSpec] = OrderedDict()

    def get(self, key: Hashable, load_bpmn: Callable[[], str]) -> BpmnProcessSpec:
        with self._lock:
            spec = self._kept.get(key)
            if spec is not None:
                self._kept.move_to_end(key)
                return spec
        spec = compile_process(load_bpmn())
        with self._lock:
            self._kept[key] = spec
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return spec


specs = SpecCache()
