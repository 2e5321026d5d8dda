"""What all parts of a service document share: strictness, ids, and words in several languages."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

MAX_LABEL = 500
MAX_PROSE = 20_000
MAX_LANGUAGES = 12

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]


def _normalised(words: dict[str, str]) -> dict[str, str]:
    """Vietnamese is typed composed or decomposed; one form makes search and diffs reliable."""
    for text in words.values():
        if any(ord(char) < 32 and char not in "\n\t" for char in text):
            raise ValueError("control characters are not allowed")
    return {language: unicodedata.normalize("NFC", text) for language, text in words.items()}


Label = Annotated[
    dict[Language, Annotated[str, StringConstraints(max_length=MAX_LABEL)]],
    Field(max_length=MAX_LANGUAGES),
    AfterValidator(_normalised),
]
Prose = Annotated[
    dict[Language, Annotated[str, StringConstraints(max_length=MAX_PROSE)]],
    Field(max_length=MAX_LANGUAGES),
    AfterValidator(_normalised),
]

_TAIL = r"_[A-Za-z0-9_]{1,50}$"
FieldId = Annotated[str, StringConstraints(pattern=r"^fld_[A-Za-z0-9_]{1,60}$")]
ComponentId = Annotated[str, StringConstraints(pattern="^cmp" + _TAIL)]
FeeId = Annotated[str, StringConstraints(pattern="^fee" + _TAIL)]
WaiverId = Annotated[str, StringConstraints(pattern="^wvr" + _TAIL)]
StepId = Annotated[str, StringConstraints(pattern="^stp" + _TAIL)]
SubProcessId = Annotated[str, StringConstraints(pattern="^sub" + _TAIL)]
OutcomeId = Annotated[str, StringConstraints(pattern="^out" + _TAIL)]
NoticeId = Annotated[str, StringConstraints(pattern="^ntc" + _TAIL)]
BlockId = Annotated[str, StringConstraints(pattern="^blk" + _TAIL)]
LegalBasisId = Annotated[str, StringConstraints(pattern="^lgl" + _TAIL)]


class Part(BaseModel):
    """Base of every part: unknown keys are refused, so a typing error never hides in a draft."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
