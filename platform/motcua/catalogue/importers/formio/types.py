"""Component types of Form.io and what they are here."""

from typing import Any, Final

from motcua.catalogue.importers.drafting import Data, accepts, first_type

Component = dict[str, Any]

FRAMES: Final = frozenset({"panel", "fieldset", "well", "columns", "table", "tabs", "container"})
ROWS: Final = frozenset({"datagrid", "editgrid", "datatable"})
WORDS: Final = frozenset({"content", "htmlelement", "html", "alert"})
NOTHING: Final = frozenset({"button", "recaptcha", "captcha"})
"""The platform has its own buttons and its own protection."""

_PLAIN: Final[dict[str, str]] = {
    "textfield": "short_text",
    "textarea": "long_text",
    "number": "number",
    "currency": "money",
    "email": "email",
    "phoneNumber": "phone",
    "url": "short_text",
    "day": "date",
    "date": "date",
    "address": "address",
    "file": "file",
    "image": "file",
    "signature": "signature",
    "tags": "short_text",
    "password": "",
}
_NEWER: Final = {
    "time": ("time", "short_text"),
    "url": ("url", "short_text"),
}
_CHOICES: Final = frozenset({"select", "radio", "selectboxes", "choices"})


def kind_of(component: Component) -> str:
    """Our type; empty for one without a counterpart."""
    kind = str(component.get("type", ""))
    if kind in _CHOICES:
        several = kind == "selectboxes" or component.get("multiple") is True
        return "multiple_choice" if several else "single_choice"
    if kind == "checkbox":
        return _checkbox(component)
    if kind == "datetime":
        return "date" if component.get("enableTime") is False else "short_text"
    if kind == "hidden":
        return "hidden" if component.get("calculateValue") else ""
    if kind in _NEWER:
        return first_type(*_NEWER[kind])
    return _PLAIN.get(kind, "")


def _checkbox(component: Component) -> str:
    """One box that must be ticked is an undertaking; else it is a plain yes or no."""
    validate = component.get("validate")
    required = isinstance(validate, dict) and validate.get("required") is True
    return "declaration" if required else "yes_no"


def options_of(component: Component) -> list[Component] | None:
    """Fixed options; ``None`` when they come from an address or another form."""
    if component.get("type") == "select":
        if component.get("dataSrc", "values") not in ("values", "", None):
            return None
        data = component.get("data")
        values = data.get("values") if isinstance(data, dict) else None
        values = values if isinstance(values, list) else component.get("values")
    else:
        values = component.get("values")
    if not isinstance(values, list):
        return []
    return [each for each in values if isinstance(each, dict)]


_VALIDATE: Final = {
    "minLength": "min_length", "maxLength": "max_length", "min": "min", "max": "max",
    "minSelectedCount": "min_selected", "maxSelectedCount": "max_selected",
}  # fmt: skip


_ELSEWHERE: Final = ("required", "customMessage")


def settings_of(component: Component, kind: str) -> tuple[Data, list[str]]:
    """Settings from ``validate`` and the component itself, and what has no counterpart."""
    validate = component.get("validate")
    validate = validate if isinstance(validate, dict) else {}
    settings: Data = {}
    lost: list[str] = []
    for name, value in validate.items():
        if value is False or value in (None, "", [], {}) or name in _ELSEWHERE:
            continue
        setting = _VALIDATE.get(name)
        number = _number(value) if setting else None
        if setting and number is not None and accepts(kind, setting):
            settings[setting] = number
        elif name == "pattern" and accepts(kind, "pattern"):
            settings["pattern"] = str(value)[:1_000]
        elif name not in ("step", "onlyAvailableItems", "multiple", "integer"):
            lost.append(f"validate.{name}")
    if kind == "number":
        settings["decimals"] = _decimals(component, validate)
    lost += _rest(component, kind)
    return settings, lost


def _decimals(component: Component, validate: Component) -> int:
    limit = component.get("decimalLimit")
    if validate.get("integer") is True or limit == 0:
        return 0
    return limit if type(limit) is int and 0 < limit <= 6 else 6


def _number(value: Any) -> int | float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if not abs(number) < 10**15:
        return None
    return int(number) if number == int(number) else round(number, 6)


def _rest(component: Component, kind: str) -> list[str]:
    """Keys that mean something to the author and have no place here."""
    lost = [name for name in _LOST if component.get(name) not in (None, "", False, [], {}, 0)]
    if component.get("multiple") is True and kind not in ("multiple_choice", "file"):
        lost.append("multiple")
    if component.get("disabled") is True and not component.get("calculateValue"):
        lost.append("disabled")
    if component.get("defaultValue") not in (None, "", False, [], {}, 0):
        lost.append("defaultValue")
    return lost


_LOST: Final = (
    "customDefaultValue", "logic", "inputMask", "displayMask", "prefix", "suffix", "placeholder",
    "unique", "refreshOn", "errors", "case", "inputFormat", "encrypted", "widget.type",
)  # fmt: skip
