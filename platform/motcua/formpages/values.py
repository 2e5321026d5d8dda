"""Stored answers as the inputs of a page would hold them."""

from typing import Any

from formbuilder.api import CompiledField


def inputs_of(item: CompiledField, name: str, value: Any) -> dict[str, list[str]]:
    """Input name → values, for redisplay. Unfitting stored data shows as nothing."""
    if value is None:
        return {}
    told = item.type.inputs(value, item.settings)
    if told is not None:
        return {name + ending: list(values) for ending, values in told.items()}
    return _by_kind(item, name, value)


def _by_kind(item: CompiledField, name: str, value: Any) -> dict[str, list[str]]:
    match item.type.kind:
        case "date" if isinstance(value, str):
            year, month, day = (*value.split("-"), "", "")[:3]
            return {
                f"{name}-year": [year],
                f"{name}-month": [month.lstrip("0")],
                f"{name}-day": [day.lstrip("0")],
            }
        case "address" if isinstance(value, dict):
            return {f"{name}-{part}": [str(text)] for part, text in value.items()}
        case "choices" if isinstance(value, list):
            return {name: [str(each) for each in value]}
        case "files" | "rows" | "none":
            return {}
    return {name: [_one_input(item, value)]}


def _one_input(item: CompiledField, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if item.type.kind == "number":
        return _numeral(value)
    return _local_phone(str(value)) if item.type.key == "phone" else str(value)


def _numeral(value: Any) -> str:
    """Vietnamese notation without grouping: what can be typed again."""
    return str(value).replace(".", ",")


def _local_phone(number: str) -> str:
    return "0" + number[3:] if number.startswith("+84") else number
