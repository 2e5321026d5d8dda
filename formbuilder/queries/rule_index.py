"""Where every rule acts and what it reads, so each can be found from the other side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from formbuilder.domain.document import Field, FormSection
from formbuilder.domain.rules import AnyRule, ProfileRef, refs_of, walk_rule
from motcua.kernel.i18n import pick

Effect = Literal["visible_if", "required_if", "calculate"]


@dataclass(frozen=True, slots=True)
class RulePlace:
    """One rule of the form. ``subject`` is the section, page or field it decides about."""

    subject: str
    effect: Effect
    path: str
    rule: AnyRule
    reads: frozenset[str]
    profile: frozenset[str]


def index_rules(form: FormSection) -> tuple[RulePlace, ...]:
    """All rules in reading order."""
    return tuple(_places(form))


def rules_touching(form: FormSection, field_id: str) -> tuple[RulePlace, ...]:
    """Rules that decide about this part or read its answer; the former first."""
    found = index_rules(form)
    own = tuple(place for place in found if place.subject == field_id)
    return own + tuple(
        place for place in found if field_id in place.reads and place.subject != field_id
    )


def names_of(form: FormSection, language: str = "vi") -> Mapping[str, str]:
    """What things are called, in the shape ``rule_words`` takes."""
    names: dict[str, str] = {}
    names |= {each.id: pick(each.title, language) or each.id for each in form.sections}
    names |= {each.id: pick(each.title, language) or each.id for each in form.pages}
    for field in form.walk():
        names[field.id] = pick(field.label, language) or field.key
        if field.fields:
            names[f"{field.id}[]"] = names[field.id]
        for value, label in _options(field, language):
            names[f"{field.id}={value}"] = label
    return names


def _places(form: FormSection) -> Iterator[RulePlace]:
    for number, section in enumerate(form.sections):
        yield from _place(section.id, "visible_if", f"sections/{number}", section.visible_if)
    for number, page in enumerate(form.pages):
        yield from _place(page.id, "visible_if", f"pages/{number}", page.visible_if)
        yield from _field_places(page.fields, f"pages/{number}/fields")


def _field_places(fields: list[Field], path: str) -> Iterator[RulePlace]:
    for number, field in enumerate(fields):
        here = f"{path}/{number}"
        yield from _place(field.id, "visible_if", here, field.visible_if)
        yield from _place(field.id, "required_if", here, field.required_if)
        yield from _place(field.id, "calculate", here, field.calculate)
        yield from _field_places(field.fields, f"{here}/fields")


def _place(subject: str, effect: Effect, path: str, rule: AnyRule | None) -> Iterator[RulePlace]:
    if rule is None:
        return
    profile = frozenset(node.profile for node in walk_rule(rule) if isinstance(node, ProfileRef))
    yield RulePlace(subject, effect, f"{path}/{effect}", rule, refs_of(rule), profile)


def _options(field: Field, language: str) -> Iterator[tuple[str, str]]:
    raw = field.config.get("options")
    if field.type == "yes_no" or not isinstance(raw, list):
        return
    for option in raw:
        if isinstance(option, dict) and isinstance(option.get("value"), str):
            label = option.get("label")
            words = pick(label, language) if isinstance(label, dict) else ""
            yield option["value"], words or option["value"]
