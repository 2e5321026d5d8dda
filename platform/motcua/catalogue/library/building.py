"""Small words for writing service documents as Python: questions, conditions, steps, texts."""

from typing import Any

Data = dict[str, Any]


def vi(text: str, en: str = "") -> dict[str, str]:
    return {"vi": text, "en": en} if en else ({"vi": text} if text else {})


def question(
    key: str,
    kind: str,
    label: str,
    *,
    help: str = "",  # noqa: A002 -- the document's own word
    optional: bool = False,
    shown: Data | None = None,
    prefill: str | None = None,
    why: str = "",
    inside: list[Data] | None = None,
    **config: Any,
) -> Data:
    """``shown`` is the condition under which it is asked; a hidden question is never required.

    ``why`` makes the answer sensitive personal data and says what it is needed for.
    """
    return {
        "id": f"fld_{key}",
        "key": key,
        "type": kind,
        "label": vi(label),
        "help": vi(help),
        "required": not optional,
        "visible_if": shown,
        "prefill": prefill,
        "personal_data": "sensitive" if why else None,
        "purpose": vi(why),
        "config": config,
        "fields": inside or [],
    }


def choices(*pairs: tuple[str, str]) -> list[Data]:
    return [{"value": value, "label": vi(label)} for value, label in pairs]


def explanation(key: str, body: str, *, style: str = "inset", shown: Data | None = None) -> Data:
    return question(key, "explanation", "", optional=True, shown=shown, body=vi(body), style=style)


def page(
    key: str, title: str, fields: list[Data], *, intro: str = "", shown: Data | None = None
) -> Data:
    return {
        "id": f"pag_{key}",
        "title": vi(title),
        "intro": vi(intro),
        "fields": fields,
        "visible_if": shown,
    }


def ref(key: str) -> Data:
    return {"ref": f"fld_{key}"}


def const(value: Any) -> Data:
    return {"value": value}


def call(op: str, *args: Data) -> Data:
    return {"op": op, "args": list(args)}


def is_(key: str, value: Any) -> Data:
    return call("eq", ref(key), const(value))


def among(key: str, *values: str) -> Data:
    return call("in", ref(key), *[const(value) for value in values])


def negated(rule: Data) -> Data:
    return call("not", rule)


def outcome(key: str, label: str, to: str, *, kind: str = "forward", reason: bool = False) -> Data:
    return {
        "id": f"out_{key}",
        "label": vi(label),
        "to": to,
        "kind": kind,
        "requires_reason": reason,
    }


def step(
    key: str,
    name: str,
    kind: str,
    role: str,
    minutes: int,
    *outcomes: Data,
    agency: str = "competent",
    state: int = 4,
    timeout: str = "",
    instructions: str = "",
    **more: Any,
) -> Data:
    """``minutes`` are working minutes: a working day has 480. ``more``: other keys of a step."""
    return more | {
        "id": f"stp_{key}",
        "name": vi(name),
        "kind": kind,
        "role": role,
        "agency": agency,
        "working_minutes": minutes,
        "national_state": state,
        "timeout_outcome": timeout,
        "instructions": vi(instructions),
        "outcomes": list(outcomes),
    }


def parallel(key: str, name: str, *branches: str, to: str) -> Data:
    """``branches`` run together; when all have come to ``join:stp_<key>`` it goes to ``to``."""
    return {
        "id": f"stp_{key}",
        "name": vi(name),
        "kind": "parallel",
        "branches": [f"stp_{each}" for each in branches],
        "outcomes": [outcome("xong", "Đã có đủ", f"stp_{to}")],
    }


def wait_until(key: str, name: str, field: str, *, to: str, state: int = 4) -> Data:
    """Goes on by itself on the day answered in ``field``."""
    return {
        "id": f"stp_{key}",
        "name": vi(name),
        "kind": "wait_date",
        "national_state": state,
        "until": {"field": f"fld_{field}", "days_before": 0},
        "outcomes": [outcome("den_ngay", "Đã đến ngày hẹn", f"stp_{to}")],
    }


def late_watch(minutes_before: int, *, to: str = "division_head") -> Data:
    """Whoever has the step is reminded before it is due; ``to`` is told when it is not done."""
    return {
        "reminders": [{"working_minutes_before": minutes_before}],
        "escalation": {"working_minutes_after": 0, "to": to},
    }


def refused(label: str = "Từ chối giải quyết") -> Data:
    return outcome("tu_choi", label, "end:refused", kind="refuse", reason=True)


def paper(
    key: str,
    name: str,
    *,
    field: str | None = None,
    required_if: Data | None = None,
    optional: bool = False,
    originals: int = 1,
    copies: int = 0,
    present: bool = False,
    note: str = "",
) -> Data:
    return {
        "id": f"cmp_{key}",
        "name": vi(name),
        "handling": "present" if present else "submit",
        "optional": optional,
        "required_if": required_if,
        "originals": originals,
        "copies": copies,
        "field_id": f"fld_{field}" if field else None,
        "template_note": vi(note),
    }


def kept(years: int, note: str) -> Data:
    """How long finished dossiers are kept; 0 is for ever."""
    return {"retention_years": years, "retention_note": vi(note)}


def legal(*bases: tuple[str, str]) -> list[Data]:
    return [
        {"id": f"lgl_{index}", "number": number, "title": vi(title)}
        for index, (number, title) in enumerate(bases, start=1)
    ]


def heading(key: str, text: str) -> Data:
    return {"id": f"blk_{key}", "kind": "heading", "text": vi(text)}


def paragraph(key: str, text: str, *, align: str = "justify", shown: Data | None = None) -> Data:
    return {
        "id": f"blk_{key}",
        "kind": "paragraph",
        "text": vi(text),
        "align": align,
        "visible_if": shown,
    }


def rows(key: str, *pairs: tuple[str, str], shown: Data | None = None) -> Data:
    return {
        "id": f"blk_{key}",
        "kind": "rows",
        "rows": [{"label": vi(label), "value": vi(value)} for label, value in pairs],
        "visible_if": shown,
    }
