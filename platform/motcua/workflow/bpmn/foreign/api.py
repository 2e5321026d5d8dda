"""The door to processes drawn elsewhere, for the apps above."""

from motcua.workflow.bpmn.foreign.importing import ForeignProcess, import_bpmn
from motcua.workflow.bpmn.foreign.opening import MAX_BYTES
from motcua.workflow.bpmn.foreign.telling import Explained

__all__ = ["MAX_BYTES", "Explained", "ForeignProcess", "import_bpmn"]
