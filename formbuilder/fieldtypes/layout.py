"""What the types without an answer share: headings, texts, pictures, lines between questions."""

from collections.abc import Iterator
from typing import Any, TypeVar

from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    TypeConfig,
    wrong_type,
)

C = TypeVar("C", bound=TypeConfig)


class LayoutType(FieldType[C]):
    """Shown, never asked: nothing is read, nothing may be stored."""

    group = "layout"
    kind = "none"
    parts = ()
    personal_data = "none"
    answers = False

    def parse(self, posted: Posted, settings: C, question: Question) -> Parsed:
        return NOT_GIVEN

    def check(self, value: Any, settings: C, question: Question) -> Iterator[Issue]:
        yield wrong_type(question)

    def display(self, value: Any, settings: C, language: str) -> str:
        return ""

    def schema(self, settings: C) -> dict[str, Any]:
        return {"type": "null"}

    def missing(self, settings: C, question: Question) -> Issue:
        raise AssertionError("what asks nothing is never required")
