"""The form section of a service document: what a tenant's builder composes and publishes.

Only the shape and the hard limits are enforced here, so an unfinished draft can be stored;
whether a form makes sense is the business of ``check_form``.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    model_validator,
)
from pydantic import Field as Setting

from formbuilder.domain.cleaning import composed, has_unseen
from formbuilder.domain.limits import (
    MAX_DEPTH,
    MAX_FIELDS,
    MAX_LABEL,
    MAX_LANGUAGES,
    MAX_PAGES,
    MAX_PROSE,
    MAX_RAW_DEPTH,
    MAX_RAW_NODES,
    MAX_SECTIONS,
)
from formbuilder.domain.rules import FieldId, ProfileKey, Rule

PageId = Annotated[str, StringConstraints(pattern=r"^pag_[A-Za-z0-9_]{1,60}$")]
SectionId = Annotated[str, StringConstraints(pattern=r"^sec_[A-Za-z0-9_]{1,60}$")]
FieldKey = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z][a-zA-Z0-9_]{0,63}$")]
TypeKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
PersonalData = Literal["none", "basic", "sensitive"]


def _normalised(words: dict[str, str]) -> dict[str, str]:
    """NFC; what takes no room falls, what cannot be seen or turns the writing round is refused."""
    for text in words.values():
        if has_unseen(text):
            raise ValueError("control characters and marks of direction are not allowed")
    return {language: composed(text).replace("\r", "") for language, text in words.items()}


Label = Annotated[
    dict[Language, Annotated[str, StringConstraints(max_length=MAX_LABEL)]],
    Setting(max_length=MAX_LANGUAGES),
    AfterValidator(_normalised),
]
Prose = Annotated[
    dict[Language, Annotated[str, StringConstraints(max_length=MAX_PROSE)]],
    Setting(max_length=MAX_LANGUAGES),
    AfterValidator(_normalised),
]


class Part(BaseModel):
    # Errors do not quote their input: that of a hostile document takes seconds to write out.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Field(Part):
    """One question. ``id`` never changes; ``key`` is its name in exports and papers."""

    id: FieldId
    key: FieldKey
    type: TypeKey
    label: Label = {}
    help: Prose = {}
    required: bool = False
    visible_if: Rule | None = None
    required_if: Rule | None = None
    """Also required while this is true; ``required`` is required always."""
    calculate: Rule | None = None
    prefill: ProfileKey | None = None
    personal_data: PersonalData | None = None
    purpose: Label = {}
    """Why the answer is needed; asked of whoever asks for sensitive personal data."""
    config: dict[str, Any] = {}
    fields: list["Field"] = []

    def walk(self) -> Iterator["Field"]:
        """This field, then everything inside it."""
        yield self
        for inner in self.fields:
            yield from inner.walk()


class FormPage(Part):
    """One screen of questions."""

    id: PageId
    title: Label = {}
    intro: Prose = {}
    fields: list[Field] = []
    visible_if: Rule | None = None
    section: SectionId | None = None
    """The part of the form this page belongs to; a hidden part hides its pages."""


class PageSection(Part):
    """Pages that belong together: one party's questions, one subject. Its pages name it."""

    id: SectionId
    title: Label = {}
    visible_if: Rule | None = None


class FormSection(Part):
    """The whole form."""

    sections: Annotated[list[PageSection], Setting(max_length=MAX_SECTIONS)] = []
    pages: Annotated[list[FormPage], Setting(max_length=MAX_PAGES)] = []

    @model_validator(mode="before")
    @classmethod
    def _bound_the_raw_document(cls, raw: object) -> object:
        """A hostile document must cost nothing before it is refused."""
        measure_raw(raw)
        return raw

    @model_validator(mode="after")
    def _bound_the_fields(self) -> Self:
        if sum(1 for _ in self.walk()) > MAX_FIELDS:
            raise ValueError(f"a form has at most {MAX_FIELDS} fields")
        return self

    def walk(self) -> Iterator[Field]:
        """All fields in reading order, those of groups included."""
        for page in self.pages:
            for field in page.fields:
                yield from field.walk()


def measure_raw(raw: object) -> None:
    """Refuse data that is too deep or too large, without recursion.

    Raises ``ValueError``.
    """
    stack: list[tuple[object, int, int]] = [(raw, 0, 0)]
    seen = fields = 0
    while stack:
        node, depth, fields_depth = stack.pop()
        seen += 1
        if depth > MAX_RAW_DEPTH or seen > MAX_RAW_NODES:
            raise ValueError("the form is too large or too deep")
        if isinstance(node, dict):
            if isinstance(node.get("type"), str) and "id" in node:
                fields, fields_depth = fields + 1, fields_depth + 1
            if fields > MAX_FIELDS or fields_depth > MAX_DEPTH:
                raise ValueError(f"at most {MAX_FIELDS} fields, nested {MAX_DEPTH} levels")
            stack.extend((value, depth + 1, fields_depth) for value in node.values())
        elif isinstance(node, (list, tuple)):
            stack.extend((value, depth + 1, fields_depth) for value in node)
