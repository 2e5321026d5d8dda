"""Faults of conditions and calculations, said in words that name the question."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formbuilder.domain.document import Field, FormPage, FormSection
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
    "not_an_address": gettext_lazy("lấy phần địa chỉ của “%(ref)s”, nhưng đó không phải địa chỉ"),
    "nested_rows": gettext_lazy("dùng phép “%(op)s” trên nhóm bên trong một phép trên nhóm khác"),
    "argument_type": gettext_lazy("phép “%(op)s” cần %(wanted)s nhưng nhận %(found)s"),
    "argument_count": gettext_lazy("phép “%(op)s” thiếu hoặc thừa vế"),
    "unknown_choice": gettext_lazy("“%(ref)s” không có lựa chọn “%(value)s”"),
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
        self._pages = {page.id: number for number, page in enumerate(form.pages)}
        self._options = lru_cache(maxsize=None)(self._read_options)

    def page_rules(self, page: FormPage, path: str) -> Iterator[Problem]:
        if page.visible_if is None:
            return
        what = _("Điều kiện hiện trang “%(name)s”") % {"name": pick(page.title) or page.id}
        where = f"{path}/visible_if"
        yield from self._faults(
            page.visible_if, self._scope(""), "bool", what=what, at=(where, page.id)
        )
        latest = self._pages.get(page.id, 0) - 1
        yield from self._later(page.visible_if, latest, what, where, page.id)

    def field_rules(
        self, field: Field, page: FormPage, path: str, group: Field | None
    ) -> Iterator[Problem]:
        scope = self._scope(group.id if group else "")
        known = {"name": pick(field.label) or field.key}
        if field.visible_if is not None:
            what = _("Điều kiện hiện câu hỏi “%(name)s”") % known
            where = f"{path}/visible_if"
            yield from self._faults(
                field.visible_if, scope, "bool", what=what, at=(where, field.id)
            )
            latest = self._pages.get(page.id, 0)
            yield from self._later(field.visible_if, latest, what, where, field.id)
        if field.calculate is not None:
            wanted = _RESULTS.get(self._kinds[field.id], "any")
            what = _("Phép tính của câu hỏi “%(name)s”") % known
            where = f"{path}/calculate"
            yield from self._faults(field.calculate, scope, wanted, what=what, at=(where, field.id))

    def outside_rule(
        self, rule: AnyRule, wanted: RuleType, name: str, path: str
    ) -> Iterator[Problem]:
        """Faults of a rule that belongs to another part of the service document."""
        yield from self._faults(rule, self._scope(""), wanted, what=name, at=(path, ""))

    def _scope(self, inside: str) -> Scope:
        return Scope(self._kinds, self._groups, self._options, inside)

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
        raw = field.config.get("options")
        if not isinstance(raw, list):
            return frozenset()
        return frozenset(
            option["value"]
            for option in raw
            if isinstance(option, dict) and isinstance(option.get("value"), str)
        )
