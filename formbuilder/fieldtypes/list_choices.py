"""Several entries of a maintained list."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.limits import MAX_CHOICES
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.list_choice import (
    ReferenceConfig,
    check_code,
    check_list,
    not_listed,
    words_for,
)


class ListChoicesConfig(ReferenceConfig):
    min_count: Annotated[int, Setting(ge=0, le=MAX_CHOICES), named("Chọn ít nhất", "At least")] = 0
    max_count: Annotated[
        Annotated[int, Setting(ge=1, le=MAX_CHOICES)] | None, named("Chọn nhiều nhất", "At most")
    ] = None


class ListChoices(FieldType[ListChoicesConfig]):
    """Stored as the codes in the list's order, without repetition."""

    key = "list_choices"
    label = {"vi": "Chọn nhiều trong danh mục", "en": "Choices from a maintained list"}
    group = "choice"
    hint = {
        "vi": "Chọn nhiều mục trong danh mục do cơ quan giữ",
        "en": "Several entries of a list the authority keeps",
    }
    keywords = ("danh mục", "bảng mã", "nhiều lựa chọn")
    icon = "list-checks"
    kind = "choices"
    widget = "list_choices"
    config = ListChoicesConfig

    def parse(self, posted: Posted, settings: ListChoicesConfig, question: Question) -> Parsed:
        given = [value for value in posted.many() if value]
        if not given:
            return Parsed(None) if posted.many() else NOT_GIVEN
        found = settings.reference
        if found is None or any(value not in found.rows for value in given):
            return Parsed(issue=not_listed(question))
        chosen = set(given)
        return Parsed([code for code in found.rows if code in chosen])

    def check(self, value: Any, settings: ListChoicesConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not list or any(type(each) is not str for each in value):
            yield wrong_type(question)
            return
        if len(set(value)) != len(value) or len(value) > MAX_CHOICES:
            yield wrong_type(question)
            return
        for code in value:
            issue = next(check_code(code, settings, question), None)
            if issue:
                yield issue
                return
        known = {"label": question.label, "min": settings.min_count, "max": settings.max_count}
        if len(value) < settings.min_count:
            yield Issue("too_few", _("%(label)s: chọn ít nhất %(min)d mục") % known)
        if settings.max_count is not None and len(value) > settings.max_count:
            yield Issue("too_many", _("%(label)s: chọn nhiều nhất %(max)d mục") % known)

    def check_settings(self, settings: ListChoicesConfig) -> Iterator[Issue]:
        yield from check_list(settings)
        if settings.max_count is not None and settings.min_count > settings.max_count:
            yield Issue("bounds", _("số mục ít nhất lớn hơn số mục nhiều nhất"))
        if settings.is_long:
            yield Issue("list_too_long", _("danh mục quá dài để tích chọn; dùng loại chọn một"))

    def display(self, value: Any, settings: ListChoicesConfig, language: str) -> str:
        return ", ".join(words_for(code, settings, language) for code in value)

    def export(self, value: Any, settings: ListChoicesConfig) -> Any:
        return [{"code": code, "name": words_for(code, settings, "vi")} for code in value]

    def schema(self, settings: ListChoicesConfig) -> dict[str, Any]:
        found = settings.reference
        items: dict[str, Any] = {"enum": list(found.rows)} if found else {"type": "string"}
        bounds: dict[str, Any] = {"minItems": settings.min_count, "uniqueItems": True}
        if settings.max_count is not None:
            bounds["maxItems"] = settings.max_count
        return {"type": "array", "items": items, **bounds}

    def inputs(self, value: Any, settings: ListChoicesConfig) -> dict[str, list[str]]:
        return {"": [str(code) for code in value]} if type(value) is list else {}

    def missing(self, settings: ListChoicesConfig, question: Question) -> Issue:
        return Issue("required", _("Chọn ít nhất một mục: %(noun)s") % {"noun": question.noun})
