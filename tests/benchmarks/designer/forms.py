"""Forms of a given size, as operations: pages of questions, two in three with a condition."""

from typing import Any

KINDS = ("short_text", "date", "number", "yes_no", "single_choice", "long_text")
OPTIONS = [{"value": f"o{n}", "label": {"vi": f"Lựa chọn {n}"}} for n in range(5)]


def pages(count: int, *, on_each: int) -> list[dict[str, Any]]:
    """One ``add`` a page, with its questions inside."""
    made = []
    for start in range(0, count, on_each):
        numbers = range(start, min(start + on_each, count))
        item = {
            "id": f"pag_b{start}",
            "title": {"vi": f"Trang {start // on_each + 1}"},
            "fields": [_field(number, first=start) for number in numbers],
        }
        made.append({"op": "add", "what": "page", "parent": None, "at": None, "item": item})
    return made


def _field(number: int, *, first: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    asked = {"ref": f"fld_b{first}", "part": None}
    return {
        "id": f"fld_b{number}",
        "key": f"cau_{number}",
        "type": kind,
        "label": {"vi": f"Câu hỏi số {number} về người nộp hồ sơ"},
        "help": {"vi": "Ghi như trên giấy tờ."} if number % 3 == 0 else {},
        "visible_if": {"op": "filled", "args": [asked]} if number % 3 and number > first else None,
        "config": {"options": OPTIONS} if kind == "single_choice" else {},
    }
