"""A form made ready to run: settings validated, rules compiled, lookups built. Cache the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from formbuilder.domain.context import EMPTY_CONTEXT, Context
from formbuilder.domain.document import Field, FormPage, FormSection, PersonalData
from formbuilder.domain.evaluation import Evaluation, RuleForm, compile_rules, run
from formbuilder.domain.problems import FormInvalid, UnknownFormPage
from formbuilder.fieldtypes import FieldType, field_types
from formbuilder.queries.check import BLOCKING, check_form
from motcua.kernel.i18n import pick


@dataclass(frozen=True, slots=True)
class CompiledField:
    """A field with its type and its validated settings."""

    field: Field
    page_id: str
    type: FieldType[Any]
    settings: Any
    inner: tuple["CompiledField", ...] = ()
    group_id: str = ""

    @property
    def id(self) -> str:
        return self.field.id

    @property
    def is_calculated(self) -> bool:
        return self.field.calculate is not None

    @property
    def personal_data(self) -> PersonalData:
        """Class of personal data: the field's own word, else its type's."""
        return self.field.personal_data or self.type.data_class(self.settings)

    def label(self, language: str = "vi") -> str:
        return pick(self.field.label, language) or self.field.key


@dataclass(frozen=True, slots=True)
class CompiledPage:
    page: FormPage
    fields: tuple[CompiledField, ...]

    @property
    def id(self) -> str:
        return self.page.id


@dataclass(frozen=True)
class CompiledForm:
    """Immutable; safe to share between threads and requests."""

    form: FormSection
    rules: RuleForm
    pages: Mapping[str, CompiledPage]
    fields: Mapping[str, CompiledField] = field(default_factory=dict)
    """By id, fields inside groups included."""

    def page(self, page_id: str) -> CompiledPage:
        try:
            return self.pages[page_id]
        except KeyError:
            raise UnknownFormPage(_("Biểu mẫu không có trang này")) from None

    @cached_property
    def page_ids(self) -> tuple[str, ...]:
        return tuple(self.pages)


def compile_form(form: FormSection) -> CompiledForm:
    """Compile. Raises ``FormInvalid`` when the form has a problem that keeps it from running.

    Costs milliseconds; callers cache by version id.
    """
    blocking = tuple(problem for problem in check_form(form) if problem.code in BLOCKING)
    if blocking:
        raise FormInvalid(blocking[0].message, problems=blocking)
    kinds = {type_.key: type_.kind for type_ in field_types}
    pages = {page.id: _compile_page(page) for page in form.pages}
    fields = {
        inner.id: inner
        for page in pages.values()
        for top in page.fields
        for inner in (top, *top.inner)
    }
    return CompiledForm(form, compile_rules(form, kinds), pages, fields)


def _compile_page(page: FormPage) -> CompiledPage:
    return CompiledPage(page, tuple(_compile_field(item, page.id) for item in page.fields))


def _compile_field(item: Field, page_id: str, group_id: str = "") -> CompiledField:
    kind = field_types.get(item.type)
    settings = kind.config.model_validate(item.config)
    inner = tuple(_compile_field(sub, page_id, item.id) for sub in item.fields)
    return CompiledField(item, page_id, kind, settings, inner, group_id)


def evaluate(
    compiled: CompiledForm, answers: Mapping[str, Any], context: Context = EMPTY_CONTEXT
) -> Evaluation:
    """Which pages and fields are visible, and all values with calculations. Never raises."""
    return run(compiled.rules, answers, context)


def visible_pages(compiled: CompiledForm, evaluation: Evaluation) -> tuple[str, ...]:
    """Ids of pages a citizen walks through: visible, with something visible on them."""
    shown = evaluation.visible
    return tuple(
        page.id
        for page in compiled.pages.values()
        if page.id in shown and any(item.id in shown for item in page.fields)
    )
