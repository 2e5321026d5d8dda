"""The one thing to decide at a step, where there is only one."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import forward_outcome, is_supplement
from motcua.casework.errors import CaseMoved
from motcua.casework.models import Case, Holding
from motcua.workflow import api as workflow


def usual_outcome(work_item_id: UUID) -> str:
    """The outcome that takes an approval on its way, for deciding many at once.

    Raises ``CaseMoved`` when the step is gone, is no approval, or leaves something to choose.
    """
    held = Holding.objects.filter(item_id=work_item_id).only("case", "step_id", "kind").first()
    if held is None:
        raise CaseMoved(_("Việc này đã được xử lý xong."))
    version = Case.objects.values_list("process_version_id", flat=True).get(pk=held.case_id)
    if held.kind != workflow.StepKind.APPROVE or version is None:
        raise CaseMoved(_("Bước này không phải bước phê duyệt. Hãy mở hồ sơ."))
    table = workflow.get_step_table(version)
    step = table.step(held.step_id)
    ways = [
        each
        for each in step.outcomes
        if each.kind in ("forward", "confirm")
        and each.end_key in (None, workflow.EndKey.ISSUED)
        and not is_supplement(each, table)
    ]
    chosen = forward_outcome(step, table)
    if chosen is None or len(ways) > 1 or chosen.requires_reason:
        raise CaseMoved(_("Bước này có nhiều cách duyệt. Hãy mở hồ sơ để chọn."))
    return chosen.id
