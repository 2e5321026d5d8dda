"""One entry of a maintained list: kept outside the form, with days on which entries count."""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.cleaning import clean_line, has_unseen
from formbuilder.domain.references import ReferenceList, find_reference
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    unreadable,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig, named

ListKey = Annotated[str, Setting(pattern=r"^(?:[a-z][a-z0-9_-]{0,59})?$")]
Revision = Annotated[str, Setting(max_length=40)] | None
MOST_OPTIONS: Final = 300
"""A longer list is searched, not shown."""


class ReferenceConfig(AnswerConfig):
    """Settings of types that look into a list."""

    list: Annotated[ListKey, named("Khóa của danh mục (xem trang Danh mục)", "Key of the list")] = (
        ""
    )
    revision: Revision = None
    """Set when a form is published; until then the revision in use counts."""

    @property
    def reference(self) -> ReferenceList | None:
        return find_reference(self.list, self.revision)

    @property
    def is_long(self) -> bool:
        found = self.reference
        return found is not None and len(found.rows) > MOST_OPTIONS


class ListChoiceConfig(ReferenceConfig):
    display: Annotated[
        Literal["radio", "select"],
        named(
            "Cách hiện",
            "Shown as",
            {
                "radio": {"vi": "Nút chọn", "en": "Radio buttons"},
                "select": {"vi": "Danh sách xổ xuống", "en": "Drop-down"},
            },
        ),
    ] = "select"


class ListChoice(FieldType[ListChoiceConfig]):
    """Stored as the entry's code."""

    key = "list_choice"
    label = {"vi": "Chọn một trong danh mục", "en": "Choice from a maintained list"}
    group = "choice"
    hint = {
        "vi": "Chọn một mục trong danh mục do cơ quan giữ",
        "en": "One entry of a list the authority keeps",
    }
    keywords = ("danh mục", "bảng mã", "quốc gia", "dân tộc", "lựa chọn")
    icon = "list"
    kind = "choice"
    widget = "list_choice"
    config = ListChoiceConfig

    def endings(self, settings: ListChoiceConfig) -> tuple[str, ...]:
        return ("", "-find")

    def parse(self, posted: Posted, settings: ListChoiceConfig, question: Question) -> Parsed:
        return read_code(posted, settings, question)

    def check(self, value: Any, settings: ListChoiceConfig, question: Question) -> Iterator[Issue]:
        yield from check_code(value, settings, question)

    def check_settings(self, settings: ListChoiceConfig) -> Iterator[Issue]:
        yield from check_list(settings)

    def display(self, value: Any, settings: ListChoiceConfig, language: str) -> str:
        return words_for(value, settings, language)

    def export(self, value: Any, settings: ListChoiceConfig) -> Any:
        return {"code": value, "name": words_for(value, settings, "vi")}

    def schema(self, settings: ListChoiceConfig) -> dict[str, Any]:
        found = settings.reference
        if found is None or settings.is_long:
            return {"type": "string", "maxLength": 64}
        return {"enum": list(found.rows)}

    def inputs(self, value: Any, settings: ListChoiceConfig) -> dict[str, list[str]]:
        return {"": [value]} if type(value) is str else {}

    def missing(self, settings: ListChoiceConfig, question: Question) -> Issue:
        return Issue("required", _("Chọn %(noun)s") % {"noun": question.noun})


def read_code(posted: Posted, settings: ReferenceConfig, question: Question) -> Parsed:
    """The entry's code, chosen from the list or found by what was typed to search it."""
    given, sought = posted.one(), clean_line(posted.one("-find") or "")
    if given is None and not sought:
        return NOT_GIVEN if posted.one("-find") is None else Parsed(None)
    code = clean_line(given or "")
    if has_unseen(code + sought):
        return Parsed(issue=unreadable(question))
    if code or not sought:
        known = not code or find_row(settings, code)
        return Parsed(code or None) if known else Parsed(issue=not_listed(question))
    return read_sought(settings, sought, question)


def find_row(settings: ReferenceConfig, code: object) -> Any:
    found = settings.reference
    return found.find(code) if found else None


def words_for(code: Any, settings: ReferenceConfig, language: str) -> str:
    found = settings.reference
    return found.words_for(str(code), language) if found else str(code)


def read_sought(settings: ReferenceConfig, sought: str, question: Question) -> Parsed:
    """A code or a whole name typed into the search is an answer; anything else asks to choose."""
    found = settings.reference
    hits = found.search(sought, question.context.today) if found else []
    exact = [row for row in hits if sought in (row.code, *row.label.values())]
    if len(exact) == 1:
        return Parsed(exact[0].code)
    if not hits:
        message = _("Không tìm thấy “%(sought)s”. Thử từ khác cho %(noun)s")
        known = {"sought": sought[:80], "noun": question.noun}
        return Parsed(issue=Issue("not_found", message % known, "-find"))
    message = _("Chọn %(noun)s trong các mục tìm thấy")
    return Parsed(issue=Issue("choose_found", message % {"noun": question.noun}, "-find"))


def not_listed(question: Question) -> Issue:
    return Issue("choice", _("Chọn %(noun)s trong danh mục") % {"noun": question.noun})


def check_code(value: Any, settings: ReferenceConfig, question: Question) -> Iterator[Issue]:
    if type(value) is not str or len(value) > 64:
        yield wrong_type(question)
        return
    row = find_row(settings, value)
    if row is None:
        yield not_listed(question)
    elif not row.is_valid(question.context.today):
        message = _("%(label)s: mục “%(name)s” không còn hoặc chưa có hiệu lực. Chọn mục khác")
        known = {"label": question.label, "name": words_for(value, settings, "vi")}
        yield Issue("not_in_force", message % known)


def check_list(settings: ReferenceConfig) -> Iterator[Issue]:
    if not settings.list:
        yield Issue("no_list", _("chưa chọn danh mục"))
    elif settings.reference is None:
        yield Issue("unknown_list", _("danh mục “%(key)s” không có") % {"key": settings.list})
