"""What the composite types share: one answer put together from parts of simpler types.

An answer is stored flat, so that rules and columns reach every part by one name:
``{"name": "Trần Văn Bình", "birth": "1990", "residence.commune": "00070"}``. The inputs of a part
are named ``f-<field>-<part>`` plus the ending of the part's own type.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.domain.operators.base import RuleType
from formbuilder.domain.values import PART_KEY, AnswerKind
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    AnyFieldType,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig
from motcua.kernel.i18n import I18nText, pick

_RULE_TYPES: Final[Mapping[AnswerKind, RuleType]] = {
    "text": "text",
    "choice": "text",
    "choices": "list",
    "date": "date",
    "number": "number",
    "money": "number",
    "bool": "bool",
}


@dataclass(frozen=True)
class InnerPart:
    """One part: a simpler type with settings of its own."""

    key: str
    type: AnyFieldType
    settings: Any
    label: I18nText
    required: bool = False
    hint: I18nText | None = None

    def words(self, language: str) -> str:
        return pick(self.label, language)

    @property
    def is_record(self) -> bool:
        """Whether the part has parts itself, stored as ``part.inner``."""
        return self.type.kind == "address"


class CompositeConfig(AnswerConfig):
    @property
    def inner(self) -> tuple[InnerPart, ...]:
        raise NotImplementedError


C = TypeVar("C", bound=CompositeConfig)


def part_of(value: Mapping[str, Any], part: InnerPart) -> Any:
    """The part's answer as its own type stores it."""
    if not part.is_record:
        return value.get(part.key)
    start = part.key + "."
    found = {key[len(start) :]: text for key, text in value.items() if key.startswith(start)}
    return found or None


def put_part(into: dict[str, Any], part: InnerPart, value: Any) -> None:
    if part.is_record and type(value) is dict:
        into.update({f"{part.key}.{key}": text for key, text in value.items()})
    elif value is not None:
        into[part.key] = value


def inner_question(part: InnerPart, question: Question) -> Question:
    """Errors name the part and whose it is: “Ngày sinh (Người mẹ)”."""
    label = part.words(get_language() or "vi")
    whole = question.label
    shown = _("%(part)s (%(whole)s)") % {"part": label, "whole": whole} if whole else label
    return Question(shown, part.required, question.context, question.look)


def _moved(issue: Issue, part: InnerPart) -> Issue:
    return Issue(issue.code, issue.message, f"-{part.key}{issue.part}")


class CompositeType(FieldType[C]):
    kind = "parts"
    widget = "composite"

    def endings(self, settings: C) -> Sequence[str]:
        return [
            f"-{part.key}{ending}"
            for part in settings.inner
            for ending in part.type.endings(part.settings)
        ]

    def parse(self, posted: Posted, settings: C, question: Question) -> Parsed:
        before = posted.existing if type(posted.existing) is dict else {}
        value: dict[str, Any] = {}
        is_given, issue = False, None
        for part in settings.inner:
            kept = part_of(before, part)
            own = Posted(f"{posted.name}-{part.key}", posted.values, posted.files, kept)
            parsed = part.type.parse(own, part.settings, inner_question(part, question))
            is_given = is_given or parsed.given
            if parsed.issue is not None:
                issue = issue or _moved(parsed.issue, part)
            put_part(value, part, parsed.value if parsed.given else kept)
        if not is_given:
            return NOT_GIVEN
        return Parsed(issue=issue) if issue else Parsed(value or None)

    def check(self, value: Any, settings: C, question: Question) -> Iterator[Issue]:
        if not self._is_record(value, settings):
            yield wrong_type(question)
            return
        for part in settings.inner:
            yield from self._check_part(value, part, question)
        yield from self.check_whole(value, settings, question)

    def _check_part(
        self, value: Mapping[str, Any], part: InnerPart, question: Question
    ) -> Iterator[Issue]:
        own, asked = part_of(value, part), inner_question(part, question)
        if part.type.is_empty(own):
            if part.required:
                yield _moved(part.type.missing(part.settings, asked), part)
            return
        for issue in part.type.check(own, part.settings, asked):
            yield _moved(issue, part)

    def check_whole(self, value: Any, settings: C, question: Question) -> Iterator[Issue]:
        """What can only be said of several parts together."""
        yield from ()

    def _is_record(self, value: Any, settings: C) -> bool:
        if type(value) is not dict or len(value) > 1_000:
            return False
        keys = {part.key for part in settings.inner if not part.is_record}
        records = tuple(f"{part.key}." for part in settings.inner if part.is_record)
        return all(
            type(key) is str
            and PART_KEY.fullmatch(key) is not None
            and (key in keys or key.startswith(records or ("\0",)))
            for key in value
        )

    def warn(self, value: Any, settings: C, question: Question) -> Iterator[Issue]:
        for part in settings.inner:
            own = part_of(value, part)
            if not part.type.is_empty(own):
                for issue in part.type.warn(own, part.settings, inner_question(part, question)):
                    yield _moved(issue, part)

    def check_settings(self, settings: C) -> Iterator[Issue]:
        if not settings.inner:
            yield Issue("no_parts", _("chưa hỏi phần nào"))

    def display(self, value: Any, settings: C, language: str) -> str:
        lines = []
        for part in settings.inner:
            own = part_of(value, part)
            if not part.type.is_empty(own):
                shown = part.type.display(own, part.settings, language)
                lines.append(f"{part.words(language)}: {shown}")
        return "\n".join(lines)

    def export(self, value: Any, settings: C) -> Any:
        return {
            part.key: part.type.export(own, part.settings)
            for part in settings.inner
            if not part.type.is_empty(own := part_of(value, part))
        }

    def schema(self, settings: C) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in settings.inner:
            own = part.type.schema(part.settings)
            if part.is_record:
                named = {f"{part.key}.{key}": each for key, each in own["properties"].items()}
                needed = [f"{part.key}.{key}" for key in own["required"]]
            else:
                named, needed = {part.key: own | {"title": pick(part.label)}}, [part.key]
            properties |= named
            required += needed if part.required else []
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def rule_parts(self, settings: C) -> dict[str, RuleType]:
        found: dict[str, RuleType] = {}
        for part in settings.inner:
            if part.is_record:
                found |= dict.fromkeys(
                    (f"{part.key}.{key}" for key in ("province", "commune", "detail")), "text"
                )
            else:
                found[part.key] = _RULE_TYPES.get(part.type.kind, "any")
        return found

    def inputs(self, value: Any, settings: C) -> dict[str, Sequence[str]]:
        shown: dict[str, Sequence[str]] = {}
        for part in settings.inner if type(value) is dict else ():
            own = part_of(value, part)
            if not part.type.is_empty(own):
                given = part.type.inputs(own, part.settings)
                given = {"": [str(own)]} if given is None else given
                shown |= {f"-{part.key}{ending}": texts for ending, texts in given.items()}
        return shown

    def all_missing(self, settings: C, question: Question) -> Iterator[Issue]:
        needed = [part for part in settings.inner if part.required]
        for part in needed or settings.inner[:1]:
            yield _moved(part.type.missing(part.settings, inner_question(part, question)), part)

    def missing(self, settings: C, question: Question) -> Issue:
        for issue in self.all_missing(settings, question):
            return issue
        return super().missing(settings, question)
