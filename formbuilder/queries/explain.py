"""Why a question is asked, or is not: for its author, and in one sentence for the citizen."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.domain.evaluation import Evaluation, Step
from formbuilder.domain.program import compile_rule, is_over_rows
from formbuilder.domain.rules import AnyRule, Call, ProfileRef, Ref, plain, walk_rule
from formbuilder.fieldtypes.base import Question
from formbuilder.queries.compile import CompiledForm
from formbuilder.queries.rule_index import names_of
from formbuilder.queries.rule_words import profile_words, rule_words

_MOST_ANSWERS: Final = 3
_QUESTION: Final = Question()


@dataclass(frozen=True, slots=True)
class Explanation:
    """``because`` is whose condition decided: the thing itself, its page or its section.

    ``conditions`` are the parts of that condition that decided, in words, for the author;
    ``sentence`` tells a citizen which of their answers it was. Both are empty when there is no
    condition at all.
    """

    subject: str
    visible: bool
    because: str
    conditions: tuple[str, ...] = ()
    sentence: str = ""


def explain(
    compiled: CompiledForm, evaluation: Evaluation, subject: str, language: str | None = None
) -> Explanation:
    """``subject`` is the id of a section, page or field, or a path inside a group.

    The sentence says nothing that the citizen has not answered themselves or can see in their
    own profile. Unknown subjects are told as hidden, without words.
    """
    return _Explainer(compiled, evaluation, language or get_language() or "vi").tell(subject)


class _Explainer:
    def __init__(self, compiled: CompiledForm, evaluation: Evaluation, language: str) -> None:
        self.compiled, self.evaluation, self.language = compiled, evaluation, language
        self.state = evaluation.state

    def tell(self, subject: str) -> Explanation:
        visible = subject in self.evaluation.visible
        step, row = self._find(subject)
        if step is None or step.rule is None:
            return Explanation(subject, visible, step.id if step else "")
        if row is not None:
            self.state.rows[row[0]] = row[1]
        parts = self._deciding(step.rule, wanted=visible)
        names = names_of(self.compiled.form, self.language)
        words = tuple(rule_words(plain(part), names) for part in parts)
        found = Explanation(subject, visible, step.id, words, self._sentence(parts, visible))
        if row is not None:
            self.state.rows.pop(row[0], None)
        return found

    def _find(self, subject: str) -> tuple[Step | None, tuple[str, dict[str, Any]] | None]:
        """The step whose condition decided, and the row it is in."""
        nodes, shown = self.compiled.rules.nodes, self.evaluation.visible
        group, _slash, rest = subject.partition("/")
        step = nodes.get(group)
        while step is not None and step.owner and step.owner not in shown:
            step = nodes[step.owner]
        if not rest or step is None or group not in shown:
            return self._with_condition(step), None
        row_id, _slash, field_id = rest.partition("/")
        stored = self.evaluation.values.get(group) or []
        for number, row in enumerate(stored):
            if row["_row"] == row_id:
                return nodes.get(field_id), (group, self.state.values[group][number])
        return None, None

    def _with_condition(self, step: Step | None) -> Step | None:
        """What is shown without a condition of its own may be shown because of its page's."""
        nodes, found = self.compiled.rules.nodes, step
        while found is not None and found.rule is None and found.owner:
            found = nodes[found.owner]
        return found if found is not None and found.rule is not None else step

    def _deciding(self, rule: AnyRule, *, wanted: bool) -> list[AnyRule]:
        """The smallest conditions that make the rule what it is."""
        groups = self.compiled.rules.groups
        if (compile_rule(rule, groups)(self.state) is True) is not wanted:
            return []
        splits = isinstance(rule, Call) and rule.op in ("and", "or", "all", "any")
        if isinstance(rule, Call) and splits and not is_over_rows(rule, groups):
            return [part for arg in rule.args for part in self._deciding(arg, wanted=wanted)]
        return [rule]

    def _sentence(self, parts: list[AnyRule], visible: bool) -> str:
        told = list(dict.fromkeys(words for part in parts for words in self._facts(part)))
        if not told:
            return ""
        facts = "; ".join(told[:_MOST_ANSWERS])
        if visible:
            return _("Hỏi mục này vì: %(facts)s.") % {"facts": facts}
        return _("Không cần trả lời mục này vì: %(facts)s.") % {"facts": facts}

    def _facts(self, part: AnyRule) -> list[str]:
        facts = []
        for node in walk_rule(part):
            if isinstance(node, Ref) and (item := self.compiled.fields.get(node.ref)):
                facts.append(self._answer(item.id))
            elif isinstance(node, ProfileRef):
                facts.append(
                    _("tài khoản của bạn (%(what)s)") % {"what": profile_words(node.profile)}
                )
            elif isinstance(node, Call) and node.op == "today":
                facts.append(_("ngày hôm nay"))
        return facts

    def _answer(self, field_id: str) -> str:
        item = self.compiled.fields[field_id]
        label = item.label(self.language)
        if item.group_id:
            row = self.state.rows.get(item.group_id)
            if row is None:
                return _("các mục của “%(label)s”") % {
                    "label": self.compiled.fields[item.group_id].label(self.language)
                }
            index = self.state.values[item.group_id].index(row)
            value = self.evaluation.values[item.group_id][index].get(field_id)
        else:
            value = self.evaluation.values.get(field_id)
        if item.type.is_empty(value):
            return _("“%(label)s” chưa được trả lời") % {"label": label}
        if any(item.type.check(value, item.settings, _QUESTION)):
            return f"“{label}”"
        words = item.type.display(value, item.settings, self.language)
        return _("“%(label)s” là “%(answer)s”") % {"label": label, "answer": words[:80]}
