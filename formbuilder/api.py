"""The only door to the form builder: pure functions over documents and answers, no tables."""

from formbuilder.domain.context import EMPTY_CONTEXT, Context
from formbuilder.domain.divisions import (
    Division,
    communes_of,
    find_commune,
    find_province,
    provinces,
)
from formbuilder.domain.document import Field, FormPage, FormSection, PageSection
from formbuilder.domain.evaluation import Evaluation, Reason
from formbuilder.domain.operators import Operator, operators
from formbuilder.domain.problems import FieldError, FormInvalid, Problem, UnknownFormPage
from formbuilder.domain.rules import Rule
from formbuilder.domain.workdays import WorkDays, work_days
from formbuilder.fieldtypes import FieldType, field_types
from formbuilder.queries.check import check_form
from formbuilder.queries.compile import (
    CompiledField,
    CompiledForm,
    CompiledPage,
    compile_form,
    evaluate,
    visible_pages,
)
from formbuilder.queries.describe import describe_field_types, describe_operators, json_schema
from formbuilder.queries.parse import PageParse, parse_page
from formbuilder.queries.prefill import prefill_answers
from formbuilder.queries.present import PresentedPage, PresentedRow, export_answers, present
from formbuilder.queries.rules import CompiledRule, check_rule, compile_condition
from formbuilder.queries.validate import Validation, validate_answers

__all__ = [
    "EMPTY_CONTEXT",
    "CompiledField",
    "CompiledForm",
    "CompiledPage",
    "CompiledRule",
    "Context",
    "Division",
    "Evaluation",
    "Field",
    "FieldError",
    "FieldType",
    "FormInvalid",
    "FormPage",
    "FormSection",
    "Operator",
    "PageParse",
    "PageSection",
    "PresentedPage",
    "PresentedRow",
    "Problem",
    "Reason",
    "Rule",
    "UnknownFormPage",
    "Validation",
    "WorkDays",
    "check_form",
    "check_rule",
    "communes_of",
    "compile_condition",
    "compile_form",
    "describe_field_types",
    "describe_operators",
    "evaluate",
    "export_answers",
    "field_types",
    "find_commune",
    "find_province",
    "json_schema",
    "operators",
    "parse_page",
    "prefill_answers",
    "present",
    "provinces",
    "validate_answers",
    "visible_pages",
    "work_days",
]
