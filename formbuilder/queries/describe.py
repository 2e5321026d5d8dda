"""The form and the field types described for machines: designer, API, other systems."""

from functools import lru_cache
from typing import Any

from formbuilder.domain.document import Field, FormSection
from formbuilder.domain.operators import operators
from formbuilder.fieldtypes import FieldType, field_types
from motcua.kernel.i18n import pick


def describe_field_types() -> list[dict[str, Any]]:
    """For each type: key, label, icon, widget, defaults and JSON Schema of its settings."""
    return [dict(_described(kind)) for kind in field_types]


@lru_cache(maxsize=256)
def _described(kind: FieldType[Any]) -> dict[str, Any]:
    """Once a process: the schema of a type's settings takes longer to make than a page."""
    return {
        "key": kind.key,
        "label": dict(kind.label),
        "group": kind.group,
        "hint": dict(kind.hint),
        "keywords": list(kind.keywords),
        "icon": kind.icon,
        "kind": kind.kind,
        "widget": kind.widget,
        "parts": list(kind.parts),
        "personal_data": kind.personal_data,
        "autocomplete": kind.autocomplete,
        "inputmode": kind.inputmode,
        "calculable": kind.calculable,
        "has_answer": kind.answers,
        "default_config": kind.config().model_dump(mode="json"),
        "config_schema": kind.config.model_json_schema(),
    }


def describe_operators() -> list[dict[str, Any]]:
    """Signatures of the rule operators, for the designer's rule editor."""
    return [
        {
            "key": operator.key,
            "accepts": list(operator.accepts),
            "returns": operator.returns,
            "at_least": operator.at_least,
            "repeats": operator.repeats,
            "over_rows": operator.over_rows,
        }
        for operator in operators
    ]


def json_schema(form: FormSection) -> dict[str, Any]:
    """JSON Schema 2020-12 of submitted answers, by field id; ``x-key`` carries the export key.

    Fields that may be hidden are never required in it. Raises ``UnknownPlugin`` and pydantic's
    ``ValidationError`` for a form that ``check_form`` refuses.
    """
    properties: dict[str, Any] = {}
    required: list[str] = []
    for page in form.pages:
        for field in page.fields:
            if not field_types.get(field.type).answers:
                continue
            properties[field.id] = _field_schema(field)
            if field.required and field.visible_if is None and page.visible_if is None:
                required.append(field.id)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field_schema(field: Field) -> dict[str, Any]:
    kind = field_types.get(field.type)
    settings = kind.config.model_validate(field.config)
    schema = kind.schema(settings)
    if kind.kind == "rows":
        schema["items"] = _row_schema(field)
    return {
        **schema,
        "title": pick(field.label) or field.key,
        "x-key": field.key,
        "x-personal-data": field.personal_data or kind.data_class(settings),
    }


def _row_schema(group: Field) -> dict[str, Any]:
    inner = [field for field in group.fields if field_types.get(field.type).answers]
    return {
        "type": "object",
        "properties": {
            "_row": {"type": "string", "pattern": "^[A-Za-z0-9]{1,32}$"},
            **{field.id: _field_schema(field) for field in inner},
        },
        "required": ["_row", *(f.id for f in inner if f.required and f.visible_if is None)],
        "additionalProperties": False,
    }
