"""A rule said in Vietnamese or English, for authors, reviewers and citizens."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_WORDS: Final = 400
Node = Mapping[str, Any]
Names = Mapping[str, str]
Frame = str | Promise

_JOINS: Final[Mapping[str, Frame]] = {"and": gettext_lazy("và"), "or": gettext_lazy("hoặc")}
_SIGNS: Final[Mapping[str, Frame]] = {
    "eq": gettext_lazy("là"),
    "ne": gettext_lazy("không phải là"),
    "gt": gettext_lazy("lớn hơn"),
    "ge": gettext_lazy("từ"),
    "lt": gettext_lazy("nhỏ hơn"),
    "le": gettext_lazy("không quá"),
    "in": gettext_lazy("là một trong"),
    "contains": gettext_lazy("có"),
    "starts_with": gettext_lazy("bắt đầu bằng"),
    "ends_with": gettext_lazy("kết thúc bằng"),
    "add": "+",
    "sub": "−",
    "mul": "×",
    "div": "÷",
}
_FRAMES: Final[Mapping[str, Frame]] = {
    "not": gettext_lazy("không đúng rằng %(a)s"),
    "filled": gettext_lazy("%(a)s đã được trả lời"),
    "empty": gettext_lazy("%(a)s chưa được trả lời"),
    "between": gettext_lazy("%(a)s từ %(b)s đến %(c)s"),
    "if": gettext_lazy("nếu %(a)s thì %(b)s, không thì %(c)s"),
    "coalesce": gettext_lazy("câu trả lời đầu tiên có trong: %(all)s"),
    "today": gettext_lazy("hôm nay"),
    "age": gettext_lazy("tuổi theo %(a)s"),
    "age2": gettext_lazy("tuổi theo %(a)s, tính vào %(b)s"),
    "days_between": gettext_lazy("số ngày từ %(a)s đến %(b)s"),
    "months_between": gettext_lazy("số tháng tròn từ %(a)s đến %(b)s"),
    "workdays_between": gettext_lazy("số ngày làm việc từ %(a)s đến %(b)s"),
    "workday_add": gettext_lazy("%(b)s ngày làm việc sau %(a)s"),
    "date_add": gettext_lazy("%(b)s %(c)s sau %(a)s"),
    "year": gettext_lazy("năm của %(a)s"),
    "month": gettext_lazy("tháng của %(a)s"),
    "day": gettext_lazy("ngày của %(a)s"),
    "weekday": gettext_lazy("thứ trong tuần của %(a)s"),
    "round": gettext_lazy("%(a)s làm tròn"),
    "floor": gettext_lazy("%(a)s làm tròn xuống"),
    "ceil": gettext_lazy("%(a)s làm tròn lên"),
    "abs": gettext_lazy("độ lớn của %(a)s"),
    "length": gettext_lazy("số ký tự của %(a)s"),
    "fold": gettext_lazy("%(a)s (không phân biệt hoa thường và dấu)"),
    "number": gettext_lazy("số trong %(a)s"),
    "concat": gettext_lazy("ghép %(all)s"),
    "slice": gettext_lazy("một đoạn của %(a)s"),
    "sum": gettext_lazy("tổng của %(all)s"),
    "min": gettext_lazy("số nhỏ nhất trong %(all)s"),
    "max": gettext_lazy("số lớn nhất trong %(all)s"),
    "count": gettext_lazy("số lượng %(all)s"),
    "any": gettext_lazy("ít nhất một trong: %(all)s"),
    "all": gettext_lazy("tất cả: %(all)s"),
}
_ROW_FRAMES: Final[Mapping[str, Frame]] = {
    "any": gettext_lazy("ít nhất một mục của %(a)s có %(b)s"),
    "all": gettext_lazy("mọi mục của %(a)s đều có %(b)s"),
    "count": gettext_lazy("số mục của %(a)s có %(b)s"),
    "sum": gettext_lazy("tổng %(b)s của mọi mục trong %(a)s"),
    "min": gettext_lazy("%(b)s nhỏ nhất trong %(a)s"),
    "max": gettext_lazy("%(b)s lớn nhất trong %(a)s"),
}
_UNITS: Final = {
    "days": gettext_lazy("ngày"),
    "months": gettext_lazy("tháng"),
    "years": gettext_lazy("năm"),
}
_PROFILE: Final = {
    "full_name": gettext_lazy("họ tên của người nộp"),
    "birth_date": gettext_lazy("ngày sinh của người nộp"),
    "sex": gettext_lazy("giới tính của người nộp"),
    "personal_number": gettext_lazy("số định danh của người nộp"),
    "phone": gettext_lazy("số điện thoại của người nộp"),
    "email": gettext_lazy("thư điện tử của người nộp"),
    "address": gettext_lazy("nơi ở của người nộp"),
    "assurance": gettext_lazy("mức độ định danh của người nộp"),
}
_PARTS: Final = {
    "province": gettext_lazy("tỉnh, thành phố của %(a)s"),
    "commune": gettext_lazy("xã, phường của %(a)s"),
    "detail": gettext_lazy("số nhà, đường của %(a)s"),
}
_BOOLEAN: Final = frozenset({"and", "or", "if"})


def rule_words(rule: Node | None, names: Names) -> str:
    """``names`` gives questions by id and, as ``<field>=<value>``, their options.

    A group is a name like any other; to be told as rows it also stands as ``<group>[]``.
    """
    if rule is None:
        return _("luôn luôn")
    words = _say(rule, names, "")
    return words if len(words) <= MAX_WORDS else words[: MAX_WORDS - 1] + "…"


def profile_words(key: str) -> str:
    return str(_PROFILE.get(key, key))


def _say(rule: Node, names: Names, subject: str) -> str:
    if "ref" in rule:
        words = f"“{names.get(rule['ref'], rule['ref'])}”"
        part = rule.get("part")
        if not part:
            return words
        frame = _PARTS.get(part)
        return str(frame) % {"a": words} if frame else f"{words} ({part})"
    if "profile" in rule:
        return profile_words(rule["profile"])
    if "value" in rule:
        return _constant(rule["value"], names, subject)
    return _call(str(rule.get("op", "")), list(rule.get("args") or ()), names)


def _call(op: str, args: list[Node], names: Names) -> str:
    subject = next((str(arg["ref"]) for arg in args if "ref" in arg), "")
    said = list(_arguments(op, args, names, subject))
    if op in _JOINS:
        return f" {_JOINS[op]} ".join(said)
    if op in _SIGNS and len(said) >= 2:
        joint = f" {_SIGNS[op]} "
        if op in ("add", "sub", "mul", "div"):
            return joint.join(said)
        return f"{said[0]}{joint}{', '.join(said[1:])}"
    is_rows = op in _ROW_FRAMES and len(args) == 2 and f"{subject}[]" in names
    frame = _ROW_FRAMES[op] if is_rows else _FRAMES.get(f"{op}{len(said)}", _FRAMES.get(op))
    if frame is None:
        return f"{op}({'; '.join(said)})"
    known = dict(zip("abc", [*said, "", "", ""], strict=False))
    return str(frame) % {**known, "all": ", ".join(said)}


def _arguments(op: str, args: list[Node], names: Names, subject: str) -> Iterator[str]:
    for place, arg in enumerate(args):
        words = _say(arg, names, subject)
        unit = arg.get("value")
        if op == "date_add" and place == 2 and isinstance(unit, str) and unit in _UNITS:
            words = str(_UNITS[unit])
        nested = arg.get("op") in _BOOLEAN and op in (*_JOINS, "not")
        sums = arg.get("op") in ("add", "sub") and op in ("mul", "div", "sub")
        yield f"({words})" if nested or sums else words


def _constant(value: Any, names: Names, subject: str) -> str:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, list):
        return ", ".join(_constant(each, names, subject) for each in value)
    if value is None:
        return _("không có gì")
    label = names.get(f"{subject}={value}")
    if label:
        return f"“{label}”"
    return f"“{value}”" if isinstance(value, str) and not value[:4].isdigit() else str(value)
