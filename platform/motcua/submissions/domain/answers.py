"""Finding and changing single answers by path: ``field`` or ``group/row/field``. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from formbuilder.api import CompiledField, CompiledForm, UploadLimits

_NUMBERED: Final = re.compile(r"r([0-9]{1,9})")


def read_path(answers: Mapping[str, Any], path: str) -> Any:
    """The answer at ``path``; ``None`` when there is none."""
    holder = _holder(answers, path)
    return None if holder is None else holder.get(path.rpartition("/")[2])


def write_path(answers: Mapping[str, Any], path: str, value: Any) -> None:
    """Set the answer at ``path`` in place; an empty one is removed."""
    holder = _holder(answers, path)
    if not isinstance(holder, dict):
        return
    name = path.rpartition("/")[2]
    if value:
        holder[name] = value
    else:
        holder.pop(name, None)


def _holder(answers: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    parts = path.split("/")
    if len(parts) == 1:
        return answers
    if len(parts) != 3:
        return None
    rows = answers.get(parts[0])
    rows = rows if isinstance(rows, list) else []
    return next((row for row in rows if row.get("_row") == parts[1]), None)


def field_at(compiled: CompiledForm, path: str) -> CompiledField | None:
    """The field a path or the name of an input (``f-…``) leads to."""
    parts = path.removeprefix("f-").replace("-", "/").split("/")
    field = compiled.fields.get(parts[-1])
    if field is None or (field.group_id, len(parts)) not in ((parts[0], 3), ("", 1)):
        return None
    return field


def file_input(
    compiled: CompiledForm, name: str
) -> tuple[CompiledField, str, str, UploadLimits] | None:
    """What a file input belongs to: its question, path, the ending of its name, and its limits."""
    head, ending = name, ""
    item = field_at(compiled, name)
    if item is None:
        head, _, key = name.rpartition("-")
        item, ending = field_at(compiled, head), f"-{key}"
    limits = item.type.upload_limits(item.settings, ending) if item else None
    if item is None or limits is None:
        return None
    return item, head.removeprefix("f-").replace("-", "/"), ending, limits


def files_in(
    compiled: CompiledForm, answers: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """All files among the answers as (field id, path, file), in reading order."""
    for page in compiled.pages.values():
        for item in page.fields:
            if item.type.kind == "files":
                yield from ((item.id, item.id, entry) for entry in answers.get(item.id) or ())
            for inner in item.inner:
                if inner.type.kind != "files":
                    continue
                for row in answers.get(item.id) or ():
                    path = f"{item.id}/{row['_row']}/{inner.id}"
                    yield from ((inner.id, path, entry) for entry in row.get(inner.id) or ())


def file_ids(compiled: CompiledForm, answers: Mapping[str, Any]) -> set[UUID]:
    return {UUID(entry["file_id"]) for _, _, entry in files_in(compiled, answers)}


def next_row_id(rows: list[dict[str, Any]]) -> str:
    numbers = [int(match[1]) for row in rows if (match := _NUMBERED.fullmatch(row["_row"]))]
    return f"r{max(numbers, default=0) + 1}"


def top_level(compiled: CompiledForm, field_id: str) -> str:
    """The id a lock is kept under: a field inside a group counts as its group."""
    field = compiled.fields.get(field_id)
    return (field.group_id or field.id) if field else ""
