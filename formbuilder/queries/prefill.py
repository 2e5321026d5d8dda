"""First answers of a new draft, from what is known of the applicant."""

from collections.abc import Mapping
from typing import Any

from formbuilder.fieldtypes.base import Posted, Question
from formbuilder.fieldtypes.personal_number import is_male
from formbuilder.queries.compile import CompiledField, CompiledForm


def prefill_answers(compiled: CompiledForm, profile: Mapping[str, Any]) -> dict[str, Any]:
    """Answers for fields that name a profile entry; what does not fit the field is left out.

    A wrong guess would be worse than an empty field, so nothing is bent to fit, except that
    texts are brought to the field's stored form and the sex to the option that means it.
    """
    found = {}
    for item in compiled.fields.values():
        entry = item.field.prefill
        if item.group_id or item.is_calculated:
            continue
        if entry is None:
            value = _checked(item, item.type.prefill(profile, item.settings))
        else:
            value = _fitting(item, profile.get(entry), is_sex=entry == "sex")
        if value is not None:
            found[item.id] = value
    return found


def _fitting(item: CompiledField, value: Any, *, is_sex: bool) -> Any:
    if hasattr(value, "isoformat"):
        value = value.isoformat()[:10]
    if is_sex and item.type.kind == "choice":
        value = _option_for_sex(item, value)
    if type(value) is str and item.type.parts == ("",):
        posted = Posted("f", {"f": [value]})
        value = item.type.parse(posted, item.settings, Question()).value
    return _checked(item, value)


def _checked(item: CompiledField, value: Any) -> Any:
    if item.type.is_empty(value) or any(item.type.check(value, item.settings, Question())):
        return None
    return value


def _option_for_sex(item: CompiledField, value: Any) -> Any:
    told = is_male(value)
    options = [option for option in item.settings.by_value if is_male(option) is told]
    return options[0] if told is not None and len(options) == 1 else value
