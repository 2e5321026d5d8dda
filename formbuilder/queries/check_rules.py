"""Faults of conditions and calculations, said in words that name the question."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from formbuilder.domain.document import Field, FormPage, FormSection, PageSection
from formbuilder.domain.operators import RuleType
from formbuilder.domain.plan import group_map
from formbuilder.domain.problems import Problem
from formbuilder.domain.rule_types import Fault, Scope, rule_faults
from formbuilder.domain.rules import AnyRule, refs_of
from formbuilder.domain.values import AnswerKind
from formbuilder.fieldtypes import field_types
from motcua.kernel.i18n import pick

_MESSAGES: Final[Mapping[str, Promise]] = {
    "rule_too_large": gettext_lazy("quá dài hoặc quá nhiều tầng"),
    "rule_result": gettext_lazy("cho kết quả %(found)s, cần %(wanted)s"),
    "number_range": gettext_lazy("có số quá lớn hoặc có hơn 6 chữ số sau dấu phẩy"),
    "unknown_operator": gettext_lazy("dùng phép “%(op)s” không tồn tại"),
    "unknown_field": gettext_lazy("nhắc đến một câu hỏi không còn tồn tại"),
    "row_field_outside": gettext_lazy(
        "nhắc đến “%(ref)s” nằm trong một nhóm lặp lại; hãy dùng phép tính trên cả nhóm"
    ),
    "not_an_address": gettext_lazy("lấy một phần của “%(ref)s”, nhưng câu này chỉ có một phần"),
    "unknown_part": gettext_lazy("“%(ref)s” không có phần “%(part)s”"),
    "nested_rows": gettext_lazy("dùng phép “%(op)s” trên nhóm bên trong một phép trên nhóm khác"),
    "argument_type": gettext_lazy("phép “%(op)s” cần %(wanted)s nhưng nhận %(found)s"),
    "argument_count": gettext_lazy("phép “%(op)s” thiếu hoặc thừa vế"),
    "unknown_choice": gettext_lazy("“%(ref)s” không có lựa chọn “%(value)s”"),
    "not_asked": gettext_lazy("không có tác dụng: câu này tự tính hoặc không có câu trả lời"),
    "later_page": gettext_lazy("phụ thuộc vào “%(ref)s” ở trang sau"),
}
_TYPES: Final[Mapping[RuleType, Promise]] = {
    "any": gettext_lazy("giá trị bất kỳ"),
    "bool": gettext_lazy("điều kiện đúng hoặc sai"),
    "number": gettext_lazy("số"),
    "text": gettext_lazy("văn bản"),
    "date": gettext_lazy("ngày"),
    "list": gettext_lazy("danh sách"),
    "address": gettext_lazy("địa chỉ"),
    "parts": gettext_lazy("câu trả lời nhiều phần"),
    "files": gettext_lazy("tệp"),
    "rows": gettext_lazy("nhóm lặp lại"),
}
_RESULTS: Final[Mapping[AnswerKind, RuleType]] = {
    "text": "text",
    "number": "number",
    "money": "number",
    "date": "date",
    "bool": "bool",
}


def _is_asked(field: Field) -> bool:
    return field.type in field_types and field_types.get(field.type).answers


class RuleCheck:
    """Checks the rules of one form; built once, it knows every field by id."""

    def __init__(self, form: FormSection) -> None:
        self.fields = {field.id: field for field in form.walk()}
        self._kinds: dict[str, AnswerKind] = {
            field.id: field_types.get(field.type).kind if field.type in field_types else "none"
            for field in self.fields.values()
        }
        self._groups = group_map(form)
        self._page_number = {
            inner.id: number
            for number, page in enumerate(form.pages)
            for field in page.fields
            for inner in field.walk()
        }
        self._form = form
        self._pages = {page.id: number for number, page in enumerate(form.pages)}
        self._options = lru_cache(maxsize=None)(self._read_options)
        self._parts = lru_cache(maxsize=None)(self._read_parts)

    def section_faults(self) -> Iterator[Problem]:
        """Sections without pages or torn apart, pages of no section, rules of sections."""
        known = {section.id for section in self._form.sections}
        for number, page in enumerate(self._form.pages):
            if page.section is not None and page.section not in known:
                message = _("Trang “%(name)s” thuộc một phần không còn tồn tại")
                name = {"name": pick(page.title) or page.id}
                yield Problem(f"pages/{number}/section", "unknown_section", message % name, page.id)
        for number, section in enumerate(self._form.sections):
            yield from self._section(section, f"sections/{number}")

    def _section(self, section: PageSection, path: str) -> Iterator[Problem]:
        name, pages = {"name": pick(section.title) or section.id}, self._form.pages
        places = [place for place, page in enumerate(pages) if page.section == section.id]
        if not places:
            message = _("Phần “%(name)s” chưa có trang nào") % name
            yield Problem(path, "empty_section", message, section.id)
        elif places[-1] - places[0] >= len(places):
            message = _("Các trang của phần “%(name)s” không đứng liền nhau") % name
            yield Problem(path, "split_section", message, section.id)
        what, at = _("Điều kiện hiện phần “%(name)s”") % name, (f"{path}/visible_if", section.id)
        latest = min(places, default=0) - 1
        yield from self._condition(section.visible_if, self._scope(""), what, at, latest)

    def page_rules(self, page: FormPage, path: str) -> Iterator[Problem]:
        what = _("Điều kiện hiện trang “%(name)s”") % {"name": pick(page.title) or page.id}
        latest, at = self._pages.get(page.id, 0) - 1, (f"{path}/visible_if", page.id)
        yield from self._condition(page.visible_if, self._scope(""), what, at, latest)

    def field_rules(
        self, field: Field, page: FormPage, path: str, group: Field | None
    ) -> Iterator[Problem]:
        scope, latest = self._scope(group.id if group else ""), self._pages.get(page.id, 0)
        known = {"name": pick(field.label) or field.key}
        what, at = _("Điều kiện hiện câu hỏi “%(name)s”") % known, (f"{path}/visible_if", field.id)
        yield from self._condition(field.visible_if, scope, what, at, latest)
        what = _("Điều kiện bắt buộc của câu hỏi “%(name)s”") % known
        at = (f"{path}/required_if", field.id)
        yield from self._condition(field.required_if, scope, what, at, latest)
        if field.required_if is not None and (field.calculate is not None or not _is_asked(field)):
            yield Problem(at[0], "not_asked", f"{what}: {_MESSAGES['not_asked']}", field.id)
        if field.calculate is not None:
            wanted = _RESULTS.get(self._kinds[field.id], "any")
            what = _("Phép tính của câu hỏi “%(name)s”") % known
            at = (f"{path}/calculate", field.id)
            yield from self._faults(field.calculate, scope, wanted, what=what, at=at)

    def _condition(
        self, rule: AnyRule | None, scope: Scope, what: str, at: tuple[str, str], latest: int
    ) -> Iterator[Problem]:
        """``latest`` is the number of the last page whose answers the rule may use."""
        if rule is not None:
            yield from self._faults(rule, scope, "bool", what=what, at=at)
            yield from self._later(rule, latest, what, *at)

    def outside_rule(
        self, rule: AnyRule, wanted: RuleType, name: str, path: str
    ) -> Iterator[Problem]:
        """Faults of a rule that belongs to another part of the service document."""
        yield from self._faults(rule, self._scope(""), wanted, what=name, at=(path, ""))

    def _scope(self, inside: str) -> Scope:
        return Scope(self._kinds, self._groups, self._options, inside, self._parts)

    def _faults(
        self, rule: AnyRule, scope: Scope, wanted: RuleType, *, what: str, at: tuple[str, str]
    ) -> Iterator[Problem]:
        """``at`` is the path of the rule and the id of what it belongs to."""
        where, subject = at
        for fault in rule_faults(rule, scope, wanted):
            message = f"{what}: {self._words(fault)}"
            yield Problem(where + fault.pointer, fault.code, message, subject)

    def _later(
        self, rule: AnyRule, latest: int, what: str, where: str, subject: str
    ) -> Iterator[Problem]:
        """A visibility condition can only use what the citizen has already been asked."""
        for ref in sorted(refs_of(rule)):
            if self._page_number.get(ref, -1) > latest:
                words = self._words(Fault("", "later_page", {"ref": ref}))
                yield Problem(where, "later_page", f"{what}: {words}", subject)

    def _words(self, fault: Fault) -> str:
        known = {
            name: str(_TYPES[value]) if name in ("wanted", "found") else value
            for name, value in fault.known.items()
        }
        if field := self.fields.get(str(known.get("ref", ""))):
            known["ref"] = pick(field.label) or field.key
        return str(_MESSAGES[fault.code]) % known

    def _read_options(self, field_id: str) -> frozenset[str] | None:
        """Values a choice field offers; ``None`` for fields that offer none."""
        field = self.fields.get(field_id)
        if field is None or self._kinds[field_id] not in ("choice", "choices"):
            return None
        if "options" not in field_types.get(field.type).config.model_fields:
            return None  # its values are kept in a list outside the form
        raw = field.config.get("options")
        if not isinstance(raw, list):
            return frozenset()
        return frozenset(
            option["value"]
            for option in raw
            if isinstance(option, dict) and isinstance(option.get("value"), str)
        )

    def _read_parts(self, field_id: str) -> Mapping[str, RuleType] | None:
        """Parts of a composite field; ``None`` when its settings do not tell."""
        field = self.fields.get(field_id)
        if field is None or self._kinds[field_id] != "parts":
            return None
        kind = field_types.get(field.type)
        try:
            settings = kind.config.model_validate(field.config)
        except ValidationError:
            return None  # reported where the settings are checked
        return kind.rule_parts(settings)
