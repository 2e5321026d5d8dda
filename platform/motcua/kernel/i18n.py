"""Text typed by tenants: a map from language to words, Vietnamese first."""

from collections.abc import Mapping
from typing import Final

I18nText = dict[str, str]
DEFAULT_LANGUAGE: Final = "vi"


def pick(text: Mapping[str, str] | None, language: str = DEFAULT_LANGUAGE) -> str:
    """The words in ``language``, else in Vietnamese, else in any language there is."""
    if not text:
        return ""
    for candidate in (language, language.split("-", maxsplit=1)[0], DEFAULT_LANGUAGE):
        if words := text.get(candidate):
            return words
    return next((words for words in text.values() if words), "")
