"""Every text a citizen reads before and while filing, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from formbuilder.api import Field
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.kernel.i18n import DEFAULT_LANGUAGE, pick

Role = Literal["label", "help", "prose", "option"]


@dataclass(frozen=True, slots=True)
class CitizenText:
    """Vietnamese words at ``path``; ``place`` names the part for people."""

    path: str
    place: str
    text: str
    role: Role


def citizen_texts(document: ServiceDocument) -> Iterator[CitizenText]:
    """In reading order; empty texts are left out."""
    return (each for each in _all(document) if each.text.strip())


def vietnamese(text: Mapping[str, Any]) -> str:
    """Settings are free-form, so what should be words may be anything."""
    words = text.get(DEFAULT_LANGUAGE, "")
    return words if isinstance(words, str) else ""


def field_name(field: Field) -> str:
    return pick(field.label) or field.key


def _all(document: ServiceDocument) -> Iterator[CitizenText]:
    service = document.service
    name = pick(service.name)
    yield CitizenText("service/summary", name, vietnamese(service.summary), "prose")
    yield CitizenText("service/description", name, vietnamese(service.description), "prose")
    paths = paths_of(document.form)
    for page in document.form.pages:
        place = pick(page.title) or page.id
        yield CitizenText(paths[page.id], place, vietnamese(page.title), "label")
        yield CitizenText(paths[page.id], place, vietnamese(page.intro), "prose")
        for top in page.fields:
            for field in top.walk():
                yield from _of_field(field, paths[field.id])
    for component in document.components:
        place, path = pick(component.name) or component.id, f"components/{component.id}"
        yield CitizenText(path, place, vietnamese(component.template_note), "prose")


def _of_field(field: Field, path: str) -> Iterator[CitizenText]:
    place = field_name(field)
    yield CitizenText(path, place, vietnamese(field.label), "label")
    yield CitizenText(path, place, vietnamese(field.help), "help")
    yield CitizenText(path, place, vietnamese(_words(field.config.get("body"))), "prose")
    options = field.config.get("options")
    for option in options if isinstance(options, list) else ():
        if isinstance(option, dict):
            yield CitizenText(path, place, vietnamese(_words(option.get("label"))), "option")


def _words(value: Any) -> Mapping[str, str]:
    """Settings are free-form until they are checked."""
    if not isinstance(value, dict):
        return {}
    return {str(key): text for key, text in value.items() if isinstance(text, str)}
