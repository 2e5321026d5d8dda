"""What every field type does, and the registry of them. One file per type beside this one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Generic, Literal, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from formbuilder.domain.context import EMPTY_CONTEXT, Context
from formbuilder.domain.document import PersonalData
from formbuilder.domain.operators.base import RuleType
from formbuilder.domain.values import AnswerKind
from motcua.kernel.i18n import I18nText
from motcua.kernel.registry import Registry

TypeGroup = Literal[
    "text", "numbers", "dates", "choice", "person", "address", "business", "files", "layout"
]
"""Under which heading the designer lists a type."""


class TypeConfig(BaseModel):
    """Settings of one field. Every setting has a default, so a new field is valid at once."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


C = TypeVar("C", bound=TypeConfig)


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong with one answer. ``part`` is the ending of the input at fault (``-day``)."""

    code: str
    message: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read from posted inputs.

    ``given`` is false when none of the field's inputs was posted: the stored answer stays.
    With an ``issue`` the value could not be read and must not be stored.
    """

    value: Any = None
    issue: Issue | None = None
    given: bool = True


NOT_GIVEN: Final = Parsed(given=False)


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What may be stored for one file input."""

    max_bytes: int
    media_types: tuple[str, ...]
    max_count: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """What a type may know about the field it checks: its name and the other answers."""

    label: str = ""
    required: bool = False
    context: Context = EMPTY_CONTEXT
    look: Callable[[str], Any] = field(default=lambda _id: None)

    @property
    def noun(self) -> str:
        """The label inside a sentence: ``Họ và tên`` reads ``họ và tên``, ``CCCD`` stays."""
        label = self.label
        if len(label) > 1 and label[0].isupper() and not label[1].isupper():
            return label[0].lower() + label[1:]
        return label

    @property
    def is_sentence(self) -> bool:
        return self.label.rstrip().endswith("?")


@dataclass(frozen=True, slots=True)
class Posted:
    """The posted inputs of one field. Inputs are named ``name`` plus an ending."""

    name: str
    values: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    existing: Any = None

    def one(self, part: str = "") -> str | None:
        """The last value posted under the name; ``None`` when there is none."""
        given = self.values.get(self.name + part)
        return given[-1] if given else None

    def many(self, part: str = "") -> list[str]:
        return list(self.values.get(self.name + part, ()))


class FieldType(Generic[C]):
    """Base of all field types. All methods are pure and fast; ``settings`` is validated."""

    key: str
    label: ClassVar[I18nText]
    group: ClassVar[TypeGroup] = "text"
    hint: ClassVar[I18nText] = {}
    """What the type is for, in a few words for the person who builds a form."""
    keywords: ClassVar[tuple[str, ...]] = ()
    """Vietnamese words a builder may search the type by, besides its label and hint."""
    icon: ClassVar[str]
    """Name of a line icon in the designer."""
    kind: ClassVar[AnswerKind]
    widget: ClassVar[str]
    """Template the runner draws the field with."""
    config: type[C]
    parts: ClassVar[tuple[str, ...]] = ("",)
    """Endings of the input names."""
    personal_data: ClassVar[PersonalData] = "basic"
    """Class of the answer under Law 91/2025; a field may declare another."""
    autocomplete: ClassVar[str] = ""
    inputmode: ClassVar[str] = ""
    calculable: ClassVar[bool] = False
    answers: ClassVar[bool] = True
    needs_label: ClassVar[bool] = False
    """Without an answer, yet nothing without its label."""
    needs_calculation: ClassVar[bool] = False
    """Never asked, so nothing without its calculation."""

    def empty(self) -> Any:
        """The stored answer that means "nothing yet"."""
        return None

    def is_empty(self, value: Any) -> bool:
        return value is None or value in ("", [], {})

    def parse(self, posted: Posted, settings: C, question: Question) -> Parsed:
        """Read the field's inputs."""
        raise NotImplementedError

    def check(self, value: Any, settings: C, question: Question) -> Iterable[Issue]:
        """Faults of a stored, non-empty answer, its JSON shape included."""
        raise NotImplementedError

    def warn(self, value: Any, settings: C, question: Question) -> Iterable[Issue]:
        """Doubts about a well-formed answer; they never stop anybody."""
        return ()

    def check_settings(self, settings: C) -> Iterable[Issue]:
        """What is wrong with the settings beyond their shape."""
        return ()

    def refs(self, settings: C) -> Iterable[str]:
        """Ids of other fields the settings name."""
        return ()

    def display(self, value: Any, settings: C, language: str) -> str:
        """The answer as people read it."""
        raise NotImplementedError

    def export(self, value: Any, settings: C) -> Any:
        """The answer as other systems read it."""
        return value

    def schema(self, settings: C) -> dict[str, Any]:
        """JSON Schema of the stored answer."""
        raise NotImplementedError

    def endings(self, settings: C) -> Sequence[str]:
        """Endings of the input names with these settings."""
        return self.parts

    def upload_limits(self, settings: C, ending: str = "") -> UploadLimits | None:
        """Limits of the file input with this ending; ``None`` when there is no such input."""
        return None

    def rule_parts(self, settings: C) -> Mapping[str, RuleType] | None:
        """Parts that rules may read of a composite answer; ``None`` when they are not known."""
        return None

    def inputs(self, value: Any, settings: C) -> Mapping[str, Sequence[str]] | None:
        """Endings of input names with what they would hold; ``None``: told by the kind alone."""
        return None

    def prefill(self, profile: Mapping[str, Any], settings: C) -> Any:
        """An answer made of what is known of the applicant; ``None`` when there is none."""
        return None

    def data_class(self, settings: C) -> PersonalData:
        """Class of personal data with these settings."""
        return self.personal_data

    def facts(self, settings: C, language: str) -> Mapping[str, Any]:
        """More that the widget's template needs, in the words of ``language``."""
        return {}

    def missing(self, settings: C, question: Question) -> Issue:
        """The error for a required answer that is not there."""
        if question.is_sentence:
            message = _("Trả lời câu hỏi “%(label)s”") % {"label": question.label}
        else:
            message = _("Nhập %(noun)s") % {"noun": question.noun}
        return Issue("required", message, self.parts[0])

    def all_missing(self, settings: C, question: Question) -> Iterable[Issue]:
        """Errors for a required answer of which nothing is there."""
        return (self.missing(settings, question),)

    def attributes(self, settings: C) -> dict[str, str]:
        """HTML attributes the runner puts on the input."""
        pairs = {"autocomplete": self.autocomplete, "inputmode": self.inputmode}
        return {name: value for name, value in pairs.items() if value}


AnyFieldType = FieldType[Any]
field_types: Final[Registry[AnyFieldType]] = Registry("field type", FieldType)


def wrong_type(question: Question) -> Issue:
    """Stored data of another shape: never typed by a person at a form, so no advice is given."""
    return Issue("wrong_type", _("%(label)s có dữ liệu không hợp lệ") % {"label": question.label})


def unreadable(question: Question) -> Issue:
    return Issue(
        "characters",
        _("%(label)s có ký tự không được phép. Xóa đi rồi nhập lại") % {"label": question.label},
    )
