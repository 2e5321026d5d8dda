"""The steps of a draft read back in sentences, so that their author can check what was drawn."""

from django.utils.translation import get_language

from motcua.catalogue.api import ServiceDocument, Step
from motcua.identity.api import ROLES
from motcua.kernel.i18n import pick
from motcua.workflow.api import OutcomeSpec, StepKind, StepSpec, StepTable, explain_steps


def read_back(document: ServiceDocument) -> list[str]:
    """One paragraph per step, in the order of the table."""
    steps = tuple(_spec(step) for step in document.process.steps)
    names = {key: str(role.label) for key, role in ROLES.items()}
    return explain_steps(StepTable(steps=steps), role_names=names)


def _spec(step: Step) -> StepSpec:
    language = get_language() or "vi"
    return StepSpec(
        id=step.id,
        name=pick(step.name, language),
        role=step.role,
        kind=StepKind(step.kind),
        agency=step.agency,
        working_minutes=step.working_minutes,
        national_state=step.national_state,
        timeout_outcome=step.timeout_outcome,
        outcomes=tuple(
            OutcomeSpec(
                id=outcome.id,
                label=pick(outcome.label, language),
                to=outcome.to,
                requires_reason=outcome.requires_reason,
                kind=outcome.kind,
            )
            for outcome in step.outcomes
        ),
    )
