"""A promise or a consent: one box, ticked or not."""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _

from formbuilder.domain.document import Label, Prose
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig, named
from motcua.kernel.i18n import I18nText, pick

_WORDS: Final[dict[str, tuple[I18nText, I18nText]]] = {
    "declaration": (
        {"vi": "Tôi cam đoan điều trên là đúng", "en": "I declare that this is true"},
        {"vi": "Đã cam đoan", "en": "Declared"},
    ),
    "consent": (
        {"vi": "Tôi đồng ý", "en": "I consent"},
        {"vi": "Đã đồng ý", "en": "Consented"},
    ),
}


class DeclarationConfig(AnswerConfig):
    purpose: Annotated[
        Literal["declaration", "consent"],
        named(
            "Đây là",
            "This is",
            {
                "declaration": {"vi": "Lời cam đoan", "en": "A declaration"},
                "consent": {"vi": "Sự đồng ý", "en": "A consent"},
            },
        ),
    ] = "declaration"
    body: Annotated[Prose, named("Nội dung cam đoan hoặc đồng ý", "What is declared")] = {}
    tick: Annotated[Label, named("Chữ cạnh ô đánh dấu", "Words beside the box")] = {}

    def tick_words(self, language: str) -> str:
        return pick(self.tick, language) or pick(_WORDS[self.purpose][0], language)


class Declaration(FieldType[DeclarationConfig]):
    """Stored as ``true``; an unticked box is no answer, for nobody consents by doing nothing."""

    key = "declaration"
    label = {"vi": "Cam đoan, đồng ý", "en": "Declaration, consent"}
    group = "choice"
    hint = {"vi": "Ô đánh dấu để cam đoan hoặc đồng ý", "en": "A box to declare or consent"}
    keywords = ("cam đoan", "cam kết", "đồng ý", "chấp thuận", "xác nhận", "dữ liệu cá nhân")
    icon = "signature-check"
    kind = "bool"
    widget = "declaration"
    config = DeclarationConfig
    personal_data = "none"

    def parse(self, posted: Posted, settings: DeclarationConfig, question: Question) -> Parsed:
        given = posted.one()
        if given is None:
            return Parsed(None) if posted.one("-present") is not None else NOT_GIVEN
        if given not in ("yes", ""):
            return Parsed(issue=wrong_type(question))
        return Parsed(given == "yes" or None)

    def check(self, value: Any, settings: DeclarationConfig, question: Question) -> Iterator[Issue]:
        if value is not True:
            yield wrong_type(question)

    def display(self, value: Any, settings: DeclarationConfig, language: str) -> str:
        return pick(_WORDS[settings.purpose][1], language)

    def schema(self, settings: DeclarationConfig) -> dict[str, Any]:
        return {"type": "boolean", "const": True}

    def missing(self, settings: DeclarationConfig, question: Question) -> Issue:
        message = _("Đánh dấu vào ô ở mục “%(label)s” để tiếp tục")
        return Issue("required", message % {"label": question.label})

    def inputs(self, value: Any, settings: DeclarationConfig) -> dict[str, list[str]]:
        return {"": ["yes"]} if value is True else {}

    def facts(self, settings: DeclarationConfig, language: str) -> dict[str, Any]:
        return {"tick": settings.tick_words(language)}
