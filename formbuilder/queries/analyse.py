"""Rules that say nothing: pages nobody reaches, conditions that never or always hold."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.domain import numbers
from formbuilder.domain.document import Field, FormPage, FormSection, PageSection
from formbuilder.domain.operators import operators
from formbuilder.domain.plan import Cycle, group_map, plan_form
from formbuilder.domain.problems import Problem
from formbuilder.domain.rules import AnyRule, Call, Constant, plain, refs_of, walk_rule
from formbuilder.fieldtypes import field_types
from formbuilder.queries.rule_index import names_of
from formbuilder.queries.rule_words import rule_words
from formbuilder.queries.truth import Abstraction, Question, Test, Truth, every_case
from motcua.kernel.i18n import pick

MAX_RULES: Final = 2_000
_CONTEXT_DEPTH: Final = 3
Part = Field | FormPage | PageSection


def analyse_rules(form: FormSection) -> list[Problem]:
    """Rules and pages that can be shown to do nothing; pure, and silent where it cannot be sure.

    What ``check_form`` finds is not repeated; a form it finds cycles in is not analysed. Every
    problem is worth a warning: the form runs, but not as its author thinks.
    """
    try:
        plan_form(form)
    except Cycle:
        return []
    return list(_Analysis(form).run())


def analyse_rule(form: FormSection, rule: AnyRule, *, name: str, path: str) -> list[Problem]:
    """The same for a condition outside the form; ``name`` says whose, in Vietnamese."""
    try:
        plan_form(form)
    except Cycle:
        return []
    found = _Analysis(form)
    return list(found.verdict(rule, found.truth([rule], []), name, (path, "")))


class _Analysis:
    def __init__(self, form: FormSection) -> None:
        self.form, self.names = form, names_of(form)
        self.groups = group_map(form)
        self.questions = {field.id: _question(field) for field in form.walk()}
        self.fields = {field.id: field for field in form.walk()}
        self.sections = {section.id: section for section in form.sections}
        self.page_of = {
            field.id: page for page in form.pages for top in page.fields for field in top.walk()
        }
        self.unreached: set[str] = set()
        self.atoms: dict[int, str] = {}

    def run(self) -> Iterator[Problem]:
        for number, section in enumerate(self.form.sections):
            what = _("Phần “%(name)s”") % {"name": pick(section.title) or section.id}
            yield from self._shown(section, [], what, f"sections/{number}")
        for number, page in enumerate(self.form.pages):
            yield from self._page(page, f"pages/{number}")

    def _page(self, page: FormPage, path: str) -> Iterator[Problem]:
        what = _("Trang “%(name)s”") % {"name": pick(page.title) or page.id}
        around = self._around_page(page)
        yield from self._shown(page, around, what, path)
        around = [*around, *([page.visible_if] if page.visible_if else [])]
        for number, field in enumerate(page.fields):
            yield from self._field(field, around, f"{path}/fields/{number}")
        asked = [field for field in page.fields if field.id not in self.unreached]
        if page.fields and not asked and page.id not in self.unreached:
            message = _("%(what)s không bao giờ có câu nào để hiện") % {"what": what}
            yield Problem(path, "unreachable_page", message, page.id)

    def _field(self, field: Field, around: list[AnyRule], path: str) -> Iterator[Problem]:
        name = {"name": pick(field.label) or field.key}
        yield from self._shown(field, around, _("Câu hỏi “%(name)s”") % name, path)
        here = [*around, *([field.visible_if] if field.visible_if else [])]
        if field.required_if is not None and field.id not in self.unreached:
            what = _("Điều kiện bắt buộc của câu hỏi “%(name)s”") % name
            truth = self.truth([field.required_if], here)
            place = (f"{path}/required_if", field.id)
            yield from self.verdict(field.required_if, truth, what, place)
        if field.calculate is not None:
            yield from self._calculation(field, name, f"{path}/calculate")
        for number, inner in enumerate(field.fields):
            yield from self._field(inner, here, f"{path}/fields/{number}")

    def _shown(self, part: Part, around: list[AnyRule], what: str, path: str) -> Iterator[Problem]:
        rule = part.visible_if
        if rule is None:
            return
        truth = self.truth([rule], around)
        at = (f"{path}/visible_if", part.id)
        if not truth.sometimes:
            self.unreached.add(part.id)
            code = "never_visible" if isinstance(part, Field) else "unreachable_page"
            message = _("%(what)s không bao giờ hiện: điều kiện không thể đúng (%(rule)s)")
            yield Problem(at[0], code, message % {"what": what, "rule": self._say(rule)}, at[1])
        elif not truth.fails:
            message = _("%(what)s luôn hiện: điều kiện không bao giờ sai (%(rule)s)")
            known = {"what": what, "rule": self._say(rule)}
            yield Problem(at[0], "always_visible", message % known, at[1])
        else:
            yield from self._parts(rule, what, at)

    def verdict(
        self, rule: AnyRule, truth: Truth, what: str, at: tuple[str, str]
    ) -> Iterator[Problem]:
        known = {"what": what, "rule": self._say(rule)}
        if not truth.sometimes:
            message = _("%(what)s không bao giờ đúng (%(rule)s)") % known
            yield Problem(at[0], "never_true", message, at[1])
        elif not truth.fails:
            yield Problem(at[0], "always_true", _("%(what)s luôn đúng (%(rule)s)") % known, at[1])
        else:
            yield from self._parts(rule, what, at)

    def _parts(self, rule: AnyRule, what: str, at: tuple[str, str]) -> Iterator[Problem]:
        """One of several conditions that says nothing, in a whole that does."""
        if not isinstance(rule, Call) or rule.op not in ("and", "or") or len(rule.args) < 2:
            return
        for number, arg in enumerate(rule.args):
            truth = self.truth([arg], [])
            if truth.sometimes and truth.fails:
                continue
            known = {"what": what, "rule": self._say(arg)}
            if truth.fails:
                code, message = "part_never", _("%(what)s: vế này không bao giờ đúng (%(rule)s)")
            else:
                code, message = "part_always", _("%(what)s: vế này luôn đúng (%(rule)s)")
            yield Problem(f"{at[0]}/args/{number}", code, message % known, at[1])

    def _calculation(self, field: Field, name: Mapping[str, str], path: str) -> Iterator[Problem]:
        rule = field.calculate
        assert rule is not None
        if any(not isinstance(node, (Call, Constant)) or _moves(node) for node in walk_rule(rule)):
            return
        message = _("Phép tính của câu hỏi “%(name)s” luôn cho một kết quả, không đọc câu nào")
        yield Problem(path, "constant_calculation", message % name, field.id)

    def _around_page(self, page: FormPage) -> list[AnyRule]:
        section = self.sections.get(page.section or "")
        return [section.visible_if] if section and section.visible_if else []

    def truth(self, rules: list[AnyRule], around: list[AnyRule]) -> Truth:
        """Of all ``rules`` together wherever ``around`` holds; hidden questions have no answer."""
        for depth in (_CONTEXT_DEPTH, 0):
            found = self._tried(rules, around, depth)
            if found is not None:
                return found
        return (self._tried(rules, [], 0) if around else None) or Truth()

    def _tried(self, rules: list[AnyRule], around: list[AnyRule], depth: int) -> Truth | None:
        world = Abstraction(self.questions, names=self.atoms)
        wanted = [world.test(rule) for rule in rules]
        given = [world.test(rule) for rule in around]
        hidden = self._hidden_tests(world, [*rules, *around], depth)
        cases = None if world.is_large else every_case(world.domains())
        if cases is None:
            return None
        truth = Truth(False, False)
        for case in cases:
            for id_, test in hidden:
                if not test(case):
                    case[id_] = None
            if all(test(case) for test in given):
                holds = all(test(case) for test in wanted)
                truth.sometimes |= holds
                truth.fails |= not holds
                if truth.sometimes and truth.fails:
                    break
        return truth

    def _hidden_tests(
        self, world: Abstraction, rules: list[AnyRule], depth: int
    ) -> list[tuple[str, Test]]:
        """Tests that make the answers of hidden questions null, in the order of evaluation."""
        found: dict[str, Test] = {}
        wave = {ref for rule in rules for ref in refs_of(rule)}
        for _level in range(depth):
            if world.is_large:
                break
            deeper: set[str] = set()
            for id_ in sorted(wave - found.keys()):
                conditions = self._conditions_of(id_)
                if conditions and not self.groups.get(id_):
                    tests = [world.test(rule) for rule in conditions]
                    found[id_] = lambda case, tests=tests: all(test(case) for test in tests)  # type: ignore[misc]
                    deeper |= {ref for rule in conditions for ref in refs_of(rule)}
            wave = deeper
        return list(reversed(found.items()))

    def _conditions_of(self, id_: str) -> list[AnyRule]:
        field, page = self.fields.get(id_), self.page_of.get(id_)
        if field is None or page is None:
            return []
        own = [field.visible_if, page.visible_if]
        return [*self._around_page(page), *(rule for rule in own if rule is not None)]

    def _say(self, rule: AnyRule) -> str:
        return rule_words(plain(rule), self.names)


def _moves(node: Call | Constant) -> bool:
    if not isinstance(node, Call) or node.op not in operators:
        return False
    operator = operators.get(node.op)
    return operator.reads_today or operator.reads_workdays


def _question(field: Field) -> Question:
    kind = field_types.get(field.type).kind if field.type in field_types else "none"
    options = None
    if kind in ("choice", "choices") and field.calculate is None:
        options = _options(field.config.get("options"))
    if kind in ("number", "money") and field.calculate is None:
        low, high = field.config.get("min"), field.config.get("max")
        return Question(kind, None, numbers.from_json(low), numbers.from_json(high))
    return Question(kind, options)


def _options(raw: Any) -> tuple[str, ...] | None:
    if not isinstance(raw, list) or not raw:
        return None
    values = [option.get("value") for option in raw if isinstance(option, dict)]
    return tuple(value for value in values if isinstance(value, str))
