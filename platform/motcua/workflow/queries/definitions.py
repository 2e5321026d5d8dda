"""Published processes."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.workflow.domain.step_json import table_from_json
from motcua.workflow.domain.steps import StepSpec, StepTable
from motcua.workflow.engine.compiling import CompiledProcess, processes
from motcua.workflow.errors import ProcessMissing, StepUnknown
from motcua.workflow.models import ProcessVersion
from motcua.workflow.queries.schema import current_schema


def load_process(version_id: UUID) -> CompiledProcess:
    """The process ready to run; parsed once per schema and version in this server process."""
    return processes.get((current_schema(), version_id), lambda: _read(version_id))


def get_step_table(process_version_id: UUID) -> StepTable:
    return load_process(process_version_id).table


def get_step(process_version_id: UUID, step_id: str) -> StepSpec:
    """One step with its outcomes, for the screen on which somebody completes it."""
    step = get_step_table(process_version_id).by_id.get(step_id)
    if step is None:
        raise StepUnknown(_("Quy trình không có bước này."), step=step_id)
    return step


def get_bpmn(process_version_id: UUID) -> str:
    return _read(process_version_id)[1]


def _read(version_id: UUID) -> tuple[StepTable, str]:
    row = ProcessVersion.objects.filter(id=version_id).values_list("table", "bpmn").first()
    if row is None:
        raise ProcessMissing(_("Không tìm thấy quy trình."))
    return table_from_json(row[0]), row[1]
