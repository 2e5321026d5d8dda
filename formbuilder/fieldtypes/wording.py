"""What the single-line and multi-line text types share."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from formbuilder.domain.cleaning import clean_line, clean_lines, has_unseen, is_clean
from formbuilder.domain.limits import MAX_TEXT
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    TypeConfig,
    unreadable,
    wrong_type,
)

C = TypeVar("C", bound=TypeConfig)


def too_long(question: Question, length: int, longest: int) -> Issue:
    message = _("%(label)s dài %(length)d ký tự, chỉ được tối đa %(longest)d ký tự")
    known = {"label": question.label, "length": length, "longest": longest}
    return Issue("too_long", message % known)


class WordingType(FieldType[C]):
    """Stored as non-empty NFC text."""

    kind = "text"
    lines = False

    def parse(self, posted: Posted, settings: C, question: Question) -> Parsed:
        given = posted.one()
        if given is None:
            return NOT_GIVEN
        if len(given) > 2 * MAX_TEXT:
            return Parsed(issue=too_long(question, len(given), MAX_TEXT))
        text = clean_lines(given) if self.lines else clean_line(given)
        if has_unseen(text):
            return Parsed(issue=unreadable(question))
        return Parsed(self.normalise(text, settings) if text else None)

    def normalise(self, text: str, settings: C) -> str:
        """The form in which it is stored."""
        return text

    def is_text(self, value: Any) -> bool:
        return type(value) is str and is_clean(value) and (self.lines or "\n" not in value)

    def check_text(
        self, value: Any, question: Question, *, shortest: int, longest: int
    ) -> Iterator[Issue]:
        if not self.is_text(value):
            yield wrong_type(question)
        elif len(value) > longest:
            yield too_long(question, len(value), longest)
        elif len(value) < shortest:
            message = _("%(label)s phải có ít nhất %(shortest)d ký tự")
            yield Issue("too_short", message % {"label": question.label, "shortest": shortest})

    def display(self, value: Any, settings: C, language: str) -> str:
        return str(value)
