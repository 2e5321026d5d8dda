"""A rule said in Vietnamese, for people who review a change."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_VERBS: Final = {
    "eq": gettext_lazy("là"),
    "ne": gettext_lazy("không phải là"),
    "gt": gettext_lazy("lớn hơn"),
    "ge": gettext_lazy("từ"),
    "lt": gettext_lazy("nhỏ hơn"),
    "le": gettext_lazy("không quá"),
    "in": gettext_lazy("là một trong"),
    "contains": gettext_lazy("có chọn"),
    "add": "+",
    "sub": "−",
    "mul": "×",
    "div": "÷",
}
_JOINS: Final = {"and": gettext_lazy("và"), "or": gettext_lazy("hoặc")}
_FRAMES: Final = {
    "not": gettext_lazy("không đúng rằng %(what)s"),
    "filled": gettext_lazy("%(what)s đã được trả lời"),
    "empty": gettext_lazy("%(what)s chưa được trả lời"),
}
_MAX_WORDS: Final = 400

Node = Mapping[str, Any]


def rule_words(rule: Node | None, names: Mapping[str, str]) -> str:
    """``names`` gives questions by id and, as ``<field>=<value>``, their options."""
    if rule is None:
        return _("luôn luôn")
    words = _say(rule, names, "")
    return words if len(words) <= _MAX_WORDS else words[: _MAX_WORDS - 1] + "…"


def _say(rule: Node, names: Mapping[str, str], subject: str) -> str:
    if "ref" in rule:
        return f"“{names.get(rule['ref'], rule['ref'])}”"
    if "profile" in rule:
        return _("thông tin người nộp (%(key)s)") % {"key": rule["profile"]}
    if "value" in rule:
        return _constant(rule["value"], names, subject)
    return _call(str(rule.get("op", "")), list(rule.get("args", ())), names)


def _call(op: str, args: list[Node], names: Mapping[str, str]) -> str:
    subject = next((str(arg["ref"]) for arg in args if "ref" in arg), "")
    said = [_say(arg, names, subject) for arg in args]
    if op in _JOINS:
        parts = [_bracketed(arg, words) for arg, words in zip(args, said, strict=True)]
        return f" {_JOINS[op]} ".join(parts)
    if op in _FRAMES:
        return str(_FRAMES[op]) % {"what": " ".join(said)}
    if op in _VERBS and len(said) >= 2:
        return f"{said[0]} {_VERBS[op]} {', '.join(said[1:])}"
    return f"{op}({'; '.join(said)})"


def _bracketed(arg: Node, words: str) -> str:
    return f"({words})" if arg.get("op") in ("and", "or") else words


def _constant(value: Any, names: Mapping[str, str], subject: str) -> str:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, list):
        return ", ".join(_constant(each, names, subject) for each in value)
    label = names.get(f"{subject}={value}")
    return f"“{label}”" if label else str(value)
