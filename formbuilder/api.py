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
from formbuilder.domain.markup import clean_markup, is_markup
from formbuilder.domain.old_divisions import (
    OldCommune,
    districts_of,
    find_district,
    find_old_commune,
    old_communes_of,
    old_provinces,
)
from formbuilder.domain.operators import Operator, operators
from formbuilder.domain.problems import FieldError, FormInvalid, Problem, UnknownFormPage
from formbuilder.domain.references import (
    BUILT_IN,
    ReferenceColumn,
    ReferenceList,
    ReferenceRow,
    built_in_lists,
    find_reference,
    use_source,
)
from formbuilder.domain.rules import Rule
from formbuilder.domain.workdays import WorkDays, work_days
from formbuilder.fieldtypes import FieldType, field_types
from formbuilder.fieldtypes.base import UploadLimits
from formbuilder.fieldtypes.composite import InnerPart
from formbuilder.fieldtypes.signature import path_of as signature_path
from formbuilder.queries.analyse import analyse_rule, analyse_rules
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
from formbuilder.queries.explain import Explanation, explain
from formbuilder.queries.jsonlogic import Carried, from_jsonlogic, to_jsonlogic
from formbuilder.queries.jsonlogic_import import Lost
from formbuilder.queries.parse import PageParse, parse_page
from formbuilder.queries.prefill import prefill_answers
from formbuilder.queries.present import PresentedPage, PresentedRow, export_answers, present
from formbuilder.queries.rule_index import RulePlace, index_rules, names_of, rules_touching
from formbuilder.queries.rule_words import rule_words
from formbuilder.queries.rules import CompiledRule, check_rule, compile_condition
from formbuilder.queries.sample import Sample, sample_answers, unfilled_names
from formbuilder.queries.validate import Validation, validate_answers

__all__ = [
    "BUILT_IN",
    "EMPTY_CONTEXT",
    "Carried",
    "CompiledField",
    "CompiledForm",
    "CompiledPage",
    "CompiledRule",
    "Context",
    "Division",
    "Evaluation",
    "Explanation",
    "Field",
    "FieldError",
    "FieldType",
    "FormInvalid",
    "FormPage",
    "FormSection",
    "InnerPart",
    "Lost",
    "OldCommune",
    "Operator",
    "PageParse",
    "PageSection",
    "PresentedPage",
    "PresentedRow",
    "Problem",
    "Reason",
    "ReferenceColumn",
    "ReferenceList",
    "ReferenceRow",
    "Rule",
    "RulePlace",
    "Sample",
    "UnknownFormPage",
    "UploadLimits",
    "Validation",
    "WorkDays",
    "analyse_rule",
    "analyse_rules",
    "built_in_lists",
    "check_form",
    "check_rule",
    "clean_markup",
    "communes_of",
    "compile_condition",
    "compile_form",
    "describe_field_types",
    "describe_operators",
    "districts_of",
    "evaluate",
    "explain",
    "export_answers",
    "field_types",
    "find_commune",
    "find_district",
    "find_old_commune",
    "find_province",
    "find_reference",
    "from_jsonlogic",
    "index_rules",
    "is_markup",
    "json_schema",
    "names_of",
    "old_communes_of",
    "old_provinces",
    "operators",
    "parse_page",
    "prefill_answers",
    "present",
    "provinces",
    "rule_words",
    "rules_touching",
    "sample_answers",
    "signature_path",
    "to_jsonlogic",
    "unfilled_names",
    "use_source",
    "validate_answers",
    "visible_pages",
    "work_days",
]
