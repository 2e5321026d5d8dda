"""Which answers an officer sees (security checklist, item 13).

An officer sees what the steps of his roles need, all his steps together, wherever the dossier is
now: who judged it may look at what he judged. A step may name pages and questions. One that names
nothing shows everything to who judges, and to the others (issuing, handing over, fees) all but
sensitive answers.
"""

from collections.abc import Iterator
from typing import Final

from motcua.catalogue.api import ServiceDocument, Step

JUDGING_KINDS: Final = frozenset({"reception", "review", "draft", "approve"})
# Roles that read dossiers without a step of their own.
JUDGING_ROLES: Final = frozenset(
    {"receptionist", "specialist", "division_head", "leader", "inspector", "procedure_control"}
)
_OFFICER: Final = "officer:"
_AGENCY: Final = "agency:"


def hidden_fields(
    document: ServiceDocument,
    *,
    roles: frozenset[str],
    sensitive: frozenset[str],
    held_step: str = "",
    consulted: frozenset[str] | None = None,
) -> frozenset[str]:
    """Ids of questions, also inside groups, that these roles do not see.

    ``held_step``: the step in this person's hands, whatever the role it was given to.
    ``consulted``: who works at a unit that is only asked for its opinion; then no more than the
    steps of these agencies (as the document names them) show.
    """
    own = [
        step
        for step in document.process.all_steps()
        if _is_own(step, document, roles, held_step)
        and (consulted is None or step.agency in consulted)
    ]
    if not own and consulted is not None:
        return _all_fields(document)
    if not own:
        return frozenset() if roles & JUDGING_ROLES else sensitive
    everything = _all_fields(document)
    seen = frozenset[str]().union(*(_seen_at(step, document, sensitive) for step in own))
    return everything - seen


def named_fields(document: ServiceDocument, step_id: str) -> frozenset[str]:
    """What a step names outright, for who is no officer here; naming nothing shows nothing."""
    step = next((each for each in document.process.all_steps() if each.id == step_id), None)
    if step is None or step.shown is None:
        return frozenset()
    return _seen_at(step, document, frozenset())


def consulted_agencies(document: ServiceDocument) -> frozenset[str]:
    """Units that are asked for their opinion only, as the document names them."""
    steps = document.process.all_steps()
    return frozenset(
        step.agency for step in steps if step.kind == "consult" and step.agency.startswith(_AGENCY)
    )


def missing_targets(document: ServiceDocument) -> Iterator[tuple[str, str]]:
    """Step and page or question it shows, where the form no longer has that."""
    known = _all_fields(document) | {page.id for page in document.form.pages}
    for step in document.process.all_steps():
        yield from ((step.id, target) for target in step.shown or () if target not in known)


def _is_own(step: Step, document: ServiceDocument, roles: frozenset[str], held_step: str) -> bool:
    if step.id == held_step:
        return True
    role = step.role
    if role.startswith(_OFFICER):
        named = role.removeprefix(_OFFICER)
        role = next((each.role for each in document.process.all_steps() if each.id == named), "")
    return role in roles


def _seen_at(step: Step, document: ServiceDocument, sensitive: frozenset[str]) -> frozenset[str]:
    if step.shown is None:
        everything = _all_fields(document)
        return everything if step.kind in JUDGING_KINDS else everything - sensitive
    named = frozenset(step.shown)
    pages = (page for page in document.form.pages if page.id in named)
    whole = {each.id for page in pages for field in page.fields for each in field.walk()}
    single = {
        each.id for field in document.form.walk() if field.id in named for each in field.walk()
    }
    return frozenset(whole | single)


def _all_fields(document: ServiceDocument) -> frozenset[str]:
    return frozenset(field.id for field in document.form.walk())
