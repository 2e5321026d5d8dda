"""Everything wrong with a form, told to the person who builds it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import ValidationError

from formbuilder.domain.document import Field, FormPage, FormSection, PageSection
from formbuilder.domain.limits import MAX_FORM_RULE_NODES, MAX_ROWS, MAX_RULE_COST
from formbuilder.domain.operators import operators
from formbuilder.domain.plan import Cycle, group_map, plan_form
from formbuilder.domain.problems import Problem
from formbuilder.domain.program import is_over_rows
from formbuilder.domain.rules import AnyRule, Call, walk_rule
from formbuilder.fieldtypes import FieldType, field_types
from formbuilder.queries.check_rules import RuleCheck
from motcua.kernel.i18n import pick

BLOCKING: Final = frozenset(
    {
        "duplicate_id",
        "unknown_type",
        "bad_setting",
        "nested_group",
        "fields_outside_group",
        "cycle",
        "unknown_operator",
        "argument_count",
        "rule_too_large",
        "rules_too_costly",
    }
)
"""Codes of problems that keep a form from being run at all, even as a preview."""


def check_form(form: FormSection) -> list[Problem]:
    """All problems in reading order; an empty list means the form may be published."""
    return list(_Check(form).run())


def name_of(item: Field | FormPage | PageSection) -> str:
    """What the builder calls a question, page or section."""
    if not isinstance(item, Field):
        return pick(item.title) or item.id
    return pick(item.label) or item.key


class _Check:
    def __init__(self, form: FormSection) -> None:
        self.form = form
        self.rules = RuleCheck(form)

    def run(self) -> Iterator[Problem]:
        if not self.form.pages:
            yield Problem("pages", "no_pages", _("Biểu mẫu chưa có trang nào"))
        yield from self._duplicates()
        yield from self.rules.section_faults()
        for number, page in enumerate(self.form.pages):
            yield from self._page(page, f"pages/{number}")
        yield from self._cost()
        yield from self._cycle()

    def _duplicates(self) -> Iterator[Problem]:
        ids: set[str] = set()
        keys: set[str] = set()
        for path, item in _located(self.form):
            if item.id in ids:
                message = _("“%(name)s” có mã định danh trùng với mục khác")
                yield Problem(path, "duplicate_id", message % {"name": name_of(item)}, item.id)
            ids.add(item.id)
            if isinstance(item, Field):
                if item.key in keys:
                    message = _("Câu hỏi “%(name)s” có khóa “%(key)s” trùng với câu hỏi khác")
                    known = {"name": name_of(item), "key": item.key}
                    yield Problem(f"{path}/key", "duplicate_key", message % known, item.id)
                keys.add(item.key)

    def _page(self, page: FormPage, path: str) -> Iterator[Problem]:
        known = {"name": name_of(page)}
        if not pick(page.title):
            message = _("Trang %(name)s chưa có tiêu đề") % known
            yield Problem(f"{path}/title", "no_title", message, page.id)
        if not page.fields:
            message = _("Trang “%(name)s” chưa có câu hỏi nào") % known
            yield Problem(f"{path}/fields", "empty_page", message, page.id)
        yield from self.rules.page_rules(page, path)
        for number, field in enumerate(page.fields):
            yield from self._field(field, page, f"{path}/fields/{number}")

    def _field(
        self, field: Field, page: FormPage, path: str, group: Field | None = None
    ) -> Iterator[Problem]:
        known = {"name": name_of(field), "type": field.type}
        if field.type not in field_types:
            message = _("Câu hỏi “%(name)s” có loại không tồn tại: %(type)s") % known
            yield Problem(f"{path}/type", "unknown_type", message, field.id)
            return
        kind = field_types.get(field.type)
        if (kind.answers or kind.needs_label) and not pick(field.label):
            message = _("Câu hỏi %(name)s chưa có tên") % known
            yield Problem(f"{path}/label", "no_label", message, field.id)
        yield from self._settings(field, kind, path)
        yield from self._nesting(field, path, group)
        if field.calculate and not kind.calculable:
            message = _("Câu hỏi “%(name)s” thuộc loại không tính tự động được") % known
            yield Problem(f"{path}/calculate", "not_calculable", message, field.id)
        if kind.needs_calculation and field.calculate is None:
            message = _("Câu hỏi “%(name)s” không hỏi người dân nên phải có phép tính") % known
            yield Problem(f"{path}/calculate", "no_calculation", message, field.id)
        yield from self.rules.field_rules(field, page, path, group)
        for number, inner in enumerate(field.fields):
            yield from self._field(inner, page, f"{path}/fields/{number}", field)

    def _settings(self, field: Field, kind: FieldType[Any], path: str) -> Iterator[Problem]:
        name = name_of(field)
        try:
            settings = kind.config.model_validate(field.config)
        except ValidationError as error:
            for fault in error.errors()[:5]:
                place = "/".join(str(part) for part in fault["loc"])
                message = _("Câu hỏi “%(name)s”: thiết lập “%(place)s” không hợp lệ")
                known = {"name": name, "place": place}
                where = f"{path}/config/{place}".rstrip("/")
                yield Problem(where, "bad_setting", message % known, field.id)
            return
        for issue in kind.check_settings(settings):
            message = _("Câu hỏi “%(name)s”: %(fault)s")
            known = {"name": name, "fault": issue.message}
            yield Problem(f"{path}/config", issue.code, message % known, field.id)
        for ref in kind.refs(settings):
            if ref not in self.rules.fields:
                message = _("Câu hỏi “%(name)s” nhắc đến một câu hỏi không còn tồn tại")
                yield Problem(f"{path}/config", "unknown_field", message % {"name": name}, field.id)

    def _nesting(self, field: Field, path: str, group: Field | None) -> Iterator[Problem]:
        known = {"name": name_of(field)}
        if field.type == "group" and group is not None:
            message = _("Nhóm “%(name)s” nằm trong một nhóm khác, điều này không được hỗ trợ")
            yield Problem(path, "nested_group", message % known, field.id)
        elif field.type == "group" and not field.fields:
            message = _("Nhóm “%(name)s” chưa có câu hỏi nào")
            yield Problem(f"{path}/fields", "empty_group", message % known, field.id)
        elif field.type != "group" and field.fields:
            message = _("Câu hỏi “%(name)s” không phải nhóm nên không chứa câu hỏi khác được")
            yield Problem(f"{path}/fields", "fields_outside_group", message % known, field.id)

    def _cost(self) -> Iterator[Problem]:
        nodes = cost = 0
        groups = group_map(self.form)
        for field in self.form.walk():
            for rule in (field.visible_if, field.required_if, field.calculate):
                nodes += _size(rule)
                times = MAX_ROWS if groups.get(field.id) else 1
                cost += times * (_weight(rule) + MAX_ROWS * _looped(rule, groups))
        if nodes > MAX_FORM_RULE_NODES or cost > MAX_RULE_COST:
            message = _("Biểu mẫu có quá nhiều điều kiện và phép tính. Hãy bớt hoặc tách biểu mẫu")
            yield Problem("pages", "rules_too_costly", message)

    def _cycle(self) -> Iterator[Problem]:
        try:
            plan_form(self.form)
        except Cycle as cycle:
            items = {item.id: (path, item) for path, item in _located(self.form)}
            names = [name_of(items[id_][1]) for id_ in cycle.ids if id_ in items]
            path = items[cycle.ids[0]][0] if cycle.ids[0] in items else "pages"
            message = _("Các điều kiện hoặc phép tính phụ thuộc vòng tròn: %(names)s")
            known = {"names": " → ".join(f"“{name}”" for name in names)}
            yield Problem(path, "cycle", message % known, cycle.ids[0])


def _size(rule: AnyRule | None) -> int:
    return 0 if rule is None else sum(1 for _ in walk_rule(rule))


def _weight(rule: AnyRule | None) -> int:
    """Nodes, each as heavy as its operator at its worst."""
    return 0 if rule is None else sum(map(_weight_of, walk_rule(rule)))


def _weight_of(node: AnyRule) -> int:
    known = isinstance(node, Call) and node.op in operators
    return operators.get(node.op).weight if known and isinstance(node, Call) else 1


def _looped(rule: AnyRule | None, groups: Mapping[str, str]) -> int:
    """Nodes that run once per row of some group."""
    if rule is None:
        return 0
    return sum(
        _weight(node.args[1])
        for node in walk_rule(rule)
        if isinstance(node, Call) and is_over_rows(node, groups)
    )


def _located(form: FormSection) -> Iterator[tuple[str, Field | FormPage | PageSection]]:
    """Every section, page and field with its JSON pointer, in reading order."""
    for number, section in enumerate(form.sections):
        yield f"sections/{number}", section
    for number, page in enumerate(form.pages):
        yield f"pages/{number}", page
        yield from _located_fields(page.fields, f"pages/{number}/fields")


def _located_fields(fields: list[Field], path: str) -> Iterator[tuple[str, Field]]:
    for number, field in enumerate(fields):
        yield f"{path}/{number}", field
        yield from _located_fields(field.fields, f"{path}/{number}/fields")
