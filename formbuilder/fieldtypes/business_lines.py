"""Lines of business by their codes, one of them the main one; found by code or by words."""

from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.built_in_lists import BUSINESS_LINES
from formbuilder.domain.cleaning import clean_line, has_unseen
from formbuilder.domain.operators.base import RuleType
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
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.list_choice import (
    ListKey,
    ReferenceConfig,
    check_code,
    check_list,
    not_listed,
    read_sought,
    words_for,
)

MAX_LINES: Final = 100


class BusinessLinesConfig(ReferenceConfig):
    list: Annotated[ListKey, named("Khóa của danh mục ngành", "Key of the list")] = BUSINESS_LINES
    max_count: Annotated[
        int, Setting(ge=1, le=MAX_LINES), named("Số ngành nhiều nhất", "At most")
    ] = 30
    main_required: Annotated[bool, named("Phải chọn ngành chính", "One main line")] = True
    """One of the lines has to be named the main one."""


class BusinessLines(FieldType[BusinessLinesConfig]):
    """Stored as ``{"codes": ["5610", "5630"], "main": "5610"}``."""

    key = "business_lines"
    label = {"vi": "Ngành, nghề kinh doanh", "en": "Business lines"}
    group = "business"
    hint = {
        "vi": "Mã ngành cấp bốn, tìm theo mã hoặc tên, một ngành chính",
        "en": "Codes found by number or words, one of them the main line",
    }
    keywords = ("ngành", "nghề", "mã ngành", "VSIC", "kinh doanh", "hộ kinh doanh")
    icon = "briefcase-business"
    kind = "parts"
    widget = "business_lines"
    config = BusinessLinesConfig
    parts = ("-codes", "-main", "-find")
    personal_data = "none"

    def parse(self, posted: Posted, settings: BusinessLinesConfig, question: Question) -> Parsed:
        codes, sought = posted.many("-codes"), clean_line(posted.one("-find") or "")
        told = [posted.one(part) for part in ("-find", "-main", "-present")]
        if not codes and all(text is None for text in told):
            return NOT_GIVEN
        chosen = list(dict.fromkeys(code for code in codes if code))
        if has_unseen("".join(chosen) + sought):
            return Parsed(issue=unreadable(question))
        if sought and not _is_settled(settings, sought, chosen, question):
            found = read_sought(settings, sought, question)
            if found.issue is not None:
                return found
            chosen = list(dict.fromkeys([*chosen, found.value]))
        reference = settings.reference
        if reference is None or any(code not in reference.rows for code in chosen):
            return Parsed(issue=not_listed(question)) if chosen else Parsed(None)
        return Parsed(_value(chosen, posted.one("-main")) if chosen else None)

    def check(
        self, value: Any, settings: BusinessLinesConfig, question: Question
    ) -> Iterator[Issue]:
        if not _is_record(value):
            yield wrong_type(question)
            return
        codes, known = value["codes"], {"label": question.label, "count": settings.max_count}
        if len(codes) > settings.max_count:
            message = _("%(label)s: chọn nhiều nhất %(count)d ngành")
            yield Issue("too_many", message % known, "-find")
        for code in codes:
            issue = next(check_code(code, settings, question), None)
            if issue:
                yield Issue(issue.code, issue.message, "-find")
                return
        if settings.main_required and "main" not in value:
            message = _("%(label)s: chọn ngành chính")
            yield Issue("main", message % known, "-main")

    def check_settings(self, settings: BusinessLinesConfig) -> Iterator[Issue]:
        yield from check_list(settings)

    def display(self, value: Any, settings: BusinessLinesConfig, language: str) -> str:
        main = " (ngành chính)" if language.startswith("vi") else " (main line)"
        return "\n".join(
            f"{code} – {words_for(code, settings, language)}"
            + (main if code == value.get("main") else "")
            for code in value["codes"]
        )

    def export(self, value: Any, settings: BusinessLinesConfig) -> Any:
        return [
            {
                "code": code,
                "name": words_for(code, settings, "vi"),
                "is_main": code == value.get("main"),
            }
            for code in value["codes"]
        ]

    def schema(self, settings: BusinessLinesConfig) -> dict[str, Any]:
        code = {"type": "string", "maxLength": 64}
        return {
            "type": "object",
            "properties": {
                "codes": {
                    "type": "array",
                    "items": code,
                    "minItems": 1,
                    "maxItems": settings.max_count,
                    "uniqueItems": True,
                },
                "main": code,
            },
            "required": ["codes", "main"] if settings.main_required else ["codes"],
            "additionalProperties": False,
        }

    def rule_parts(self, settings: BusinessLinesConfig) -> dict[str, RuleType]:
        return {"codes": "list", "main": "text"}

    def inputs(self, value: Any, settings: BusinessLinesConfig) -> dict[str, Any]:
        if not _is_record(value):
            return {}
        main = {"-main": [value["main"]]} if "main" in value else {}
        return {"-codes": list(value["codes"]), **main}

    def missing(self, settings: BusinessLinesConfig, question: Question) -> Issue:
        message = _("Tìm và chọn %(noun)s") % {"noun": question.noun}
        return Issue("required", message, "-find")


def _is_settled(
    settings: BusinessLinesConfig, sought: str, chosen: Any, question: Question
) -> bool:
    """Words still in the search box do not matter once something they found is ticked."""
    found = settings.reference
    hits = found.search(sought, question.context.today) if found and chosen else []
    exact = [row for row in hits if sought in (row.code, *row.label.values())]
    return len(exact) != 1 and any(row.code in chosen for row in hits)


def _value(codes: Any, main: str | None) -> dict[str, Any]:
    """A single line is the main one without being asked."""
    if main not in codes:
        main = codes[0] if len(codes) == 1 else None
    return {"codes": codes, "main": main} if main else {"codes": codes}


def _is_record(value: Any) -> bool:
    if type(value) is not dict or not value.keys() <= {"codes", "main"}:
        return False
    codes = value.get("codes")
    return (
        type(codes) is list
        and 0 < len(codes) <= MAX_LINES
        and all(type(code) is str and 0 < len(code) <= 64 for code in codes)
        and len(set(codes)) == len(codes)
        and ("main" not in value or value["main"] in codes)
    )
