"""The paper that ends a dossier: blocks of words with placeholders, never code."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from formbuilder.api import Rule
from motcua.catalogue.domain.parts import BlockId, FieldId, Label, Part, Prose


class Heading(Part):
    id: BlockId
    kind: Literal["heading"]
    text: Label = {}
    visible_if: Rule | None = None


class Paragraph(Part):
    id: BlockId
    kind: Literal["paragraph"]
    text: Prose = {}
    align: Literal["left", "center", "right", "justify"] = "left"
    visible_if: Rule | None = None


class ResultRow(Part):
    label: Label = {}
    value: Label = {}


class Rows(Part):
    """Lines of "label: value"."""

    id: BlockId
    kind: Literal["rows"]
    rows: Annotated[list[ResultRow], Field(max_length=100)] = []
    visible_if: Rule | None = None


class GroupTable(Part):
    """A table with one line per row of a repeating group."""

    id: BlockId
    kind: Literal["group_table"]
    group_field: FieldId
    columns: Annotated[list[FieldId], Field(max_length=12)] = []
    visible_if: Rule | None = None


Block = Annotated[Heading | Paragraph | Rows | GroupTable, Field(discriminator="kind")]


class ResultTemplate(Part):
    """``name`` is the kind of paper (Giấy khai sinh), ``title`` what stands on top of it."""

    code: Annotated[str, StringConstraints(max_length=100)] = ""
    name: Label = {}
    title: Label = {}
    blocks: Annotated[list[Block], Field(max_length=100)] = []
    copies_field: FieldId | None = None
    signer_title: Label = {}
