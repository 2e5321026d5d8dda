from collections.abc import Iterator, Mapping
from typing import Literal

from formbuilder.api import Field, FormSection, Rule, check_form, check_rule
from formbuilder.api import Problem as FormProblem
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem

Paths = Mapping[str, str]


def check_form_section(document: ServiceDocument) -> Iterator[Problem]:
    """The form builder's findings, with paths of ids."""
    paths = paths_of(document.form)
    for problem in check_form(document.form):
        path = paths.get(problem.subject, "form")
        yield Problem(path, f"form.{problem.code}", problem.message)


def check_condition(
    document: ServiceDocument,
    rule: Rule | None,
    *,
    name: str,
    path: str,
    wanted: Literal["bool", "number"] = "bool",
) -> Iterator[Problem]:
    """A condition of a fee, a paper, a block; ``name`` says of which, in Vietnamese."""
    if rule is None:
        return
    found: Iterator[FormProblem] = check_rule(
        document.form, rule, wanted=wanted, name=name, path=path
    )
    for problem in found:
        yield Problem(path, f"rule.{problem.code}", problem.message)


def paths_of(form: FormSection) -> Paths:
    """Id of a page or field to its path of ids."""
    paths: dict[str, str] = {section.id: f"form/{section.id}" for section in form.sections}
    for page in form.pages:
        paths[page.id] = f"form/{page.id}"
        for field in page.fields:
            _add_paths(field, paths[page.id], paths)
    return paths


def _add_paths(field: Field, owner: str, paths: dict[str, str]) -> None:
    paths[field.id] = f"{owner}/{field.id}"
    for inner in field.fields:
        _add_paths(inner, paths[field.id], paths)


def top_fields(form: FormSection) -> dict[str, Field]:
    """Fields outside groups by id: those with one answer per dossier."""
    return {field.id: field for page in form.pages for field in page.fields}


def all_fields(form: FormSection) -> dict[str, Field]:
    return {field.id: field for field in form.walk()}
