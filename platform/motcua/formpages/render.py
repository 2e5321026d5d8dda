"""A form page for one request: the plan's holes filled with a draft's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import (
    EMPTY_CONTEXT,
    CompiledField,
    CompiledForm,
    Context,
    Evaluation,
    FieldError,
    communes_of,
    evaluate,
    explain,
)
from motcua.formpages.browser import safe_json
from motcua.formpages.composites import HOLES, inner_errors
from motcua.formpages.holes import Mark
from motcua.formpages.plan import PagePlan, described_by, plan_page
from motcua.formpages.values import inputs_of
from motcua.kernel.recent import Recent
from tenants.api import current_schema

MAX_PLANS: Final = 2_000

_plans: Recent[PagePlan] = Recent(MAX_PLANS)


@dataclass(frozen=True, slots=True)
class PageState:
    """What a draft holds for one page.

    ``raw`` are inputs just posted; they win over stored answers, so that nothing typed is lost.
    """

    answers: Mapping[str, Any]
    evaluation: Evaluation
    errors: Sequence[FieldError] = ()
    warnings: Sequence[FieldError] = ()
    raw: Mapping[str, Sequence[str]] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    """Fields that may not be changed (a supplement opens only some)."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Words shown at a field, such as an officer's reason."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where answers that nobody typed come from, by field id, in words."""
    world: Context = EMPTY_CONTEXT
    """What rules may read besides the answers."""


def cached_plan(
    compiled: CompiledForm,
    version_id: str,
    page_id: str,
    language: str,
    fee_refs: frozenset[str] = frozenset(),
    *,
    heading: int = 1,
) -> PagePlan:
    """The plan of a published page; versions never change, so it never expires."""
    key = (current_schema(), version_id, language, page_id)
    return _plans.get(
        key, lambda: plan_page(compiled, page_id, language, fee_refs, heading=heading)
    )


def render_page(
    compiled: CompiledForm,
    version_id: str,
    page_id: str,
    state: PageState,
    *,
    fee_refs: frozenset[str] = frozenset(),
    heading: int = 1,
) -> str:
    """Safe markup of the page's questions. ``version_id`` names what never changes."""
    language = get_language() or "vi"
    plan = cached_plan(compiled, version_id, page_id, language, fee_refs, heading=heading)
    return _Filler(compiled, page_id, plan, state).markup()


class _Filler:
    def __init__(
        self, compiled: CompiledForm, page_id: str, plan: PagePlan, state: PageState
    ) -> None:
        self.compiled, self.plan, self.state = compiled, plan, state
        self.page = compiled.page(page_id)
        self.errors = inner_errors(state.errors, compiled)
        self.warnings = {warning.path: warning for warning in state.warnings}
        self.inputs = self._inputs()
        self.visible = self._visible()

    def markup(self) -> str:
        state = self.state
        marked = state.locked | state.origins.keys()
        is_calm = not (state.errors or state.warnings or state.notes)
        is_calm = is_calm and marked.isdisjoint(self.plan.field_ids)
        return (self.plan.calm if is_calm else self.plan.body).filled(self._fill)

    def _inputs(self) -> dict[str, list[str]]:
        inputs: dict[str, list[str]] = {}
        for item in self.page.fields:
            if item.type.kind == "rows":
                for row in self._rows(item):
                    for sub in item.inner:
                        name = f"f-{item.id}-{row['_row']}-{sub.id}"
                        inputs.update(inputs_of(sub, name, row.get(sub.id)))
            else:
                value = self.state.answers.get(item.id)
                if item.is_calculated:
                    value = self.state.evaluation.values.get(item.id)
                inputs.update(inputs_of(item, f"f-{item.id}", value))
        inputs.update({name: list(values) for name, values in self.state.raw.items()})
        return inputs

    def _visible(self) -> frozenset[str]:
        """Rows offered to begin with are in no answer yet; their questions show all the same."""
        offered = {
            item.id: rows
            for item in self.page.fields
            if item.type.kind == "rows"
            and not self.state.answers.get(item.id)
            and (rows := self._rows(item))
        }
        if not offered:
            return self.state.evaluation.visible
        answers = {**self.state.answers, **offered}
        return evaluate(self.compiled, answers, self.state.world).visible

    def _rows(self, group: CompiledField) -> list[dict[str, Any]]:
        rows = self.state.answers.get(group.id) or []
        if not rows and group.settings.min_rows:
            rows = [{"_row": f"r{number}"} for number in range(1, group.settings.min_rows + 1)]
        return list(rows)

    @property
    def evaluation(self) -> Evaluation:
        return self.state.evaluation

    def stored(self, path: str) -> Any:
        """The answer at a path, rows of groups included."""
        return self._file_value(path)[1]

    def _fill(self, mark: Mark) -> str:
        drawn = HOLES.get(mark.kind)
        if drawn is not None:
            return drawn(self, *mark.arguments)
        return getattr(self, f"_fill_{mark.kind}")(*mark.arguments)  # type: ignore[no-any-return]

    def _fill_value(self, name: str) -> str:
        given = self.inputs.get(name)
        return escape(given[-1]) if given else ""

    def _fill_checked(self, name: str, value: str) -> str:
        return " checked" if value in self.inputs.get(name, ()) else ""

    def _fill_selected(self, name: str, value: str) -> str:
        return " selected" if value in self.inputs.get(name, ()) else ""

    def _fill_hidden(self, path: str) -> str:
        return "" if path in self.visible else " hidden"

    def _fill_absent(self, path: str) -> str:
        """A question that is not shown must not tell the server that it was."""
        shown = path in self.visible
        return "" if shown and not self._fill_disabled(path) else " disabled"

    def _fill_disabled(self, path: str) -> str:
        return " disabled" if path.partition("/")[0] in self.state.locked else ""

    def _fill_errorclass(self, path: str) -> str:
        return " govuk-form-group--error" if path in self.errors else ""

    def _fill_inputerror(self, path: str, part: str, kind: str) -> str:
        for error in self.errors.get(path, ()):
            if not part or error.part in ("", part):
                return f" govuk-{kind}--error"
        return ""

    def _fill_invalid(self, path: str) -> str:
        return ' aria-invalid="true"' if path in self.errors else ""

    def _fill_described(self, path: str, hint: str) -> str:
        name = "f-" + path.replace("/", "-")
        ids = [f"{name}-hint"] if hint == "1" else []
        ids += [f"{name}-error"] if path in self.errors else []
        ids += [f"{name}-note"] if path in self.warnings or path in self.state.notes else []
        return described_by(ids)

    def _fill_error(self, path: str) -> str:
        found = self.errors.get(path)
        name = "f-" + path.replace("/", "-")
        shown = ""
        if found:
            label = escape(_("Lỗi:"))
            words = "<br>".join(escape(error.message) for error in found)
            shown = (
                f'<p id="{name}-error" class="govuk-error-message">'
                f'<span class="govuk-visually-hidden">{label}</span> {words}</p>'
            )
        return shown + self._note(path, name) + self._origin(path)

    def _note(self, path: str, name: str) -> str:
        words = self.state.notes.get(path)
        if words is None and path in self.warnings:
            words = self.warnings[path].message
        if words is None:
            return ""
        return f'<p id="{name}-note" class="mc-field-note">{escape(words)}</p>'

    def _origin(self, path: str) -> str:
        words = self.state.origins.get(path)
        return f'<p class="mc-origin">{escape(words)}</p>' if words else ""

    def _fill_why(self, path: str) -> str:
        """Which of one's own answers made this question appear."""
        state = self.state
        if path not in self.visible:
            return ""
        words = explain(self.compiled, state.evaluation, path).sentence
        if not words:
            return ""
        return (
            '<details class="govuk-details mc-why"><summary class="govuk-details__summary">'
            f'<span class="govuk-details__summary-text">{escape(_("Vì sao có mục này?"))}</span>'
            f'</summary><div class="govuk-details__text">{escape(words)}</div></details>'
        )

    def _fill_communes(self, name: str) -> str:
        province = self.inputs.get(f"{name}-province", [""])[-1]
        chosen = self.inputs.get(f"{name}-commune", [""])[-1]
        return "".join(
            f'<option value="{place.code}"{" selected" if place.code == chosen else ""}>'
            f"{escape(place.name)}</option>"
            for place in communes_of(province)
        )

    def _fill_files(self, path: str) -> str:
        item, value = self._file_value(path)
        if not value:
            return ""
        name = "f-" + path.replace("/", "-")
        context = {"files": value, "name": name, "field_id": item.id if item else ""}
        return render_to_string("runner/files.html", context)

    def _file_value(self, path: str) -> tuple[CompiledField | None, Any]:
        parts = path.split("/")
        item = self.compiled.fields.get(parts[-1])
        if len(parts) == 1:
            return item, self.state.answers.get(parts[0])
        for row in self.state.answers.get(parts[0]) or ():
            if row.get("_row") == parts[1]:
                return item, row.get(parts[2])
        return item, None

    def _fill_rows(self, group_id: str) -> str:
        group = self.compiled.fields[group_id]
        plan = self.plan.rows[group_id]
        return "".join(
            plan.for_row(row["_row"], number).filled(self._fill)
            for number, row in enumerate(self._rows(group), start=1)
        )

    def _fill_answers(self) -> str:
        """Only what rules read: the page of one topic does not carry the others' answers."""
        told = self.plan.told
        if not told.has_rules:
            return "{}"
        known = self.state.answers
        wanted = [key for key in known if key in told.refs or key in self.plan.field_ids]
        return safe_json({key: known[key] for key in wanted})

    def _fill_context(self) -> str:
        """Facts from outside the form, where its rules read them."""
        told, world, known = self.plan.told, self.state.world, dict[str, Any]()
        if told.reads_profile:
            known["profile"] = dict(world.profile)
        if told.reads_workdays and world.workdays is not None:
            known["workdays"] = world.workdays.to_json()
        return safe_json(known)
