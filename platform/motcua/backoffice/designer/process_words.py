"""The steps of a draft read back in sentences, so that their author can check what was drawn."""

from django.utils.translation import get_language

from motcua.casework.api import actions, step_table_of
from motcua.catalogue.api import ServiceDocument, Step
from motcua.identity.api import ROLES, list_agencies, list_staff
from motcua.workflow.api import explain_steps
from tenants.api import list_active


def read_back(document: ServiceDocument) -> list[str]:
    """One paragraph per step, in the order of the table; those of sub-processes follow."""
    table = step_table_of(document, language=get_language() or "vi")
    return explain_steps(table, role_names=names_in(document))


def names_in(document: ServiceDocument) -> dict[str, str]:
    """Of all roles, and of the units, offices and people that steps name: one query for each kind
    that is named."""
    used = {kind.partition(":")[0] for step in document.process.all_steps() for kind in _keys(step)}
    names = {key: str(role.label) for key, role in ROLES.items()}
    if "agency" in used:
        names |= {f"agency:{each.id}": each.name for each in list_agencies()}
    if "tenant" in used:
        names |= {f"tenant:{each.slug}": each.name for each in list_active()}
    if "person" in used:
        names |= {f"person:{each.id}": each.full_name for each in list_staff()}
    return names


def _keys(step: Step) -> tuple[str, str]:
    return step.agency, step.role


def describe_actions() -> list[dict[str, object]]:
    """What an automatic step can do, and what its author has to give for it."""
    known = [actions.get(key) for key in actions.keys()]  # noqa: SIM118 -- a registry, not a dict
    return [
        {
            "key": action.key,
            "label": str(action.label),
            "settings": [
                {"key": name, "label": str(label)} for name, label in action.settings.items()
            ],
        }
        for action in known
    ]
