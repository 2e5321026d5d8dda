"""What numbers on papers share: one exact form, typed with any spaces, dots and small letters."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final, TypeVar

from formbuilder.fieldtypes.base import Issue, Question, TypeConfig, wrong_type
from formbuilder.fieldtypes.wording import WordingType

_FILLING: Final = re.compile(r"[ .\u2013\u2014_-]")
C = TypeVar("C", bound=TypeConfig)


def squeezed(text: str) -> str:
    """Without spaces, dots and dashes, in capitals."""
    return _FILLING.sub("", text).upper()


class CodeType(WordingType[C]):
    """A number or code of one exact form."""

    widget = "short"
    longest: ClassVar[int] = 30

    def normalise(self, text: str, settings: C) -> str:
        return squeezed(text) if len(text) <= 100 else text

    def fits(self, value: str, settings: C) -> bool:
        raise NotImplementedError

    def unfitting(self, question: Question, settings: C) -> Issue:
        """What to say when the form is wrong."""
        raise NotImplementedError

    def check(self, value: Any, settings: C, question: Question) -> Iterator[Issue]:
        if not self.is_text(value):
            yield wrong_type(question)
        elif not self.fits(value, settings):
            yield self.unfitting(question, settings)

    def schema(self, settings: C) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}

    def attributes(self, settings: C) -> dict[str, str]:
        found = super().attributes(settings)
        return {
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "characters",
        } | found
