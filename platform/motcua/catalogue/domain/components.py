"""Thành phần hồ sơ: the papers of a dossier and the questions that collect them."""

from typing import Annotated, Literal

from pydantic import Field

from formbuilder.api import Rule
from motcua.catalogue.domain.parts import ComponentId, FieldId, Label, Part, Prose

Count = Annotated[int, Field(ge=0, le=99)]


class Requirement(Part):
    """One paper. ``required_if`` is empty for a paper that is always, or (``optional``) never due.

    ``field_id`` is the file question that takes it online; none when it is shown at the counter.
    """

    id: ComponentId
    name: Label = {}
    handling: Literal["submit", "present"] = "submit"
    optional: bool = False
    required_if: Rule | None = None
    originals: Count = 0
    copies: Count = 0
    field_id: FieldId | None = None
    template_note: Prose = {}
