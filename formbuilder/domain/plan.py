"""Order of evaluation: what depends on what, and whether that ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from formbuilder.domain.document import Field, FormPage, FormSection
from formbuilder.domain.rules import refs_of


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids of sections, pages, fields and (per group) sub-fields in an order that respects rules."""

    order: tuple[str, ...]
    inside: Mapping[str, tuple[str, ...]]


class Cycle(Exception):
    """Fields or pages that wait for each other, the first one repeated at the end."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(" > ".join(ids))
        self.ids = ids


def group_map(form: FormSection) -> dict[str, str]:
    """Sub-field id to group id, group id to the empty text."""
    groups: dict[str, str] = {}
    for page in form.pages:
        for field in page.fields:
            if field.fields:
                groups[field.id] = ""
                groups.update((inner.id, field.id) for inner in field.fields)
    return groups


def plan_form(form: FormSection) -> Plan:
    """Topological order. Raises ``Cycle``."""
    groups = group_map(form)
    needs: dict[str, set[str]] = {}
    inside: dict[str, tuple[str, ...]] = {}
    for section in form.sections:
        needs[section.id] = _outside(refs_of(section.visible_if), groups)
    for page in form.pages:
        needs[page.id] = _outside(refs_of(page.visible_if), groups)
        if page.section:
            needs[page.id].add(page.section)
        for field in page.fields:
            needs[field.id] = {page.id} | _field_needs(field, groups)
            if field.fields:
                inside[field.id] = _order_inside(field)
    return Plan(order=_sorted(needs), inside=inside)


def _own_refs(field: Field) -> frozenset[str]:
    return refs_of(field.visible_if) | refs_of(field.calculate)


def _outside(refs: Iterable[str], groups: Mapping[str, str], own: str = "") -> set[str]:
    """References lifted to the top level: reading a sub-field means waiting for its group."""
    return {groups.get(ref) or ref for ref in refs if groups.get(ref) != own or not own}


def _field_needs(field: Field, groups: Mapping[str, str]) -> set[str]:
    wanted = _outside(_own_refs(field), groups)
    for inner in field.fields:
        wanted |= _outside(_own_refs(inner), groups, own=field.id)
    return wanted


def _order_inside(group: Field) -> tuple[str, ...]:
    members = {inner.id for inner in group.fields}
    return _sorted({inner.id: set(_own_refs(inner) & members) for inner in group.fields})


def _sorted(needs: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The same order every time for the same form. References to nothing are left out."""
    place = {id_: position for position, id_ in enumerate(needs)}
    known = {
        id_: sorted(place.keys() & wanted, key=place.__getitem__) for id_, wanted in needs.items()
    }
    try:
        return tuple(TopologicalSorter(known).static_order())
    except CycleError as cycle:
        raise Cycle(tuple(reversed(cycle.args[1]))) from None


def pages_of(form: FormSection) -> dict[str, FormPage]:
    """Field id, sub-fields included, to its page."""
    return {
        inner.id: page for page in form.pages for field in page.fields for inner in field.walk()
    }
