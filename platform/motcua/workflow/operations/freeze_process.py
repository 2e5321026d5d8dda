import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.step_json import table_to_json
from motcua.workflow.domain.steps import StepTable
from motcua.workflow.engine.compiling import compile_process
from motcua.workflow.errors import ProcessInvalid
from motcua.workflow.models import ProcessVersion


def freeze_process(
    *, key: str, table: StepTable, now: datetime, role_names: Mapping[str, str] | None = None
) -> UUID:
    """Store the process unchangeably and give its id; the same content gives the same id.

    Raises ``ProcessInvalid`` when ``lint_steps`` finds errors.
    """
    errors = [problem for problem in lint_steps(table) if problem.severity == "error"]
    if errors:
        raise ProcessInvalid(
            _("Quy trình còn lỗi nên chưa thể công bố."), problems=[asdict(one) for one in errors]
        )
    bpmn = to_bpmn(table, key, role_names=role_names)
    compile_process(bpmn)
    content = table_to_json(table)
    body = json.dumps([content, bpmn], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with transaction.atomic():
        version, _created = ProcessVersion.objects.get_or_create(
            key=key,
            sha256=hashlib.sha256(body.encode()).hexdigest(),
            defaults={"table": content, "bpmn": bpmn, "created_at": now},
        )
    return version.id
