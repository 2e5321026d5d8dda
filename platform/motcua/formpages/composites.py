"""What composite questions need on a page: their parts in the plan, their holes at the request."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, Protocol

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import (
    CompiledField,
    CompiledForm,
    Evaluation,
    Field,
    FieldError,
    InnerPart,
    ReferenceList,
    ReferenceRow,
    districts_of,
    find_commune,
    find_old_commune,
    old_communes_of,
    old_provinces,
)
from motcua.kernel.i18n import pick


class Filling(Protocol):
    """What the filler of a page offers to the holes below."""

    compiled: CompiledForm
    inputs: dict[str, list[str]]

    @property
    def evaluation(self) -> Evaluation: ...
    def stored(self, path: str) -> Any: ...


def part_fields(item: CompiledField) -> Iterator[tuple[str, CompiledField]]:
    """The parts of a composite question as questions of their own, for the widgets' templates."""
    parts: Iterable[InnerPart] = getattr(item.settings, "inner", ())
    for part in parts:
        field = Field(
            id=item.id,
            key="part",
            type=part.type.key,
            label=dict(part.label),
            help=dict(part.hint or {}),
            required=part.required,
        )
        yield part.key, CompiledField(field, item.page_id, part.type, part.settings)


def composite_facts(
    item: CompiledField, path: str, draw: Callable[[CompiledField, str], dict[str, Any]]
) -> dict[str, Any]:
    """``draw`` gives the facts of one part at its own path."""
    parts = [draw(part, f"{path}/{key}") | {"key": key} for key, part in part_fields(item)]
    facts: dict[str, Any] = {"inner": parts}
    if item.type.widget == "matrix":
        width = len(item.settings.columns)
        facts["rows"] = [
            {"label": row.label, "cells": parts[at * width : (at + 1) * width]}
            for at, row in enumerate(item.settings.rows)
        ]
        facts["columns"] = item.settings.columns
    return facts


def inner_errors(
    errors: Iterable[FieldError], compiled: CompiledForm
) -> dict[str, list[FieldError]]:
    """Errors by path, those of a part under the part's own path."""
    found: dict[str, list[FieldError]] = {}
    for error in errors:
        item = compiled.fields.get(error.field_id)
        placed = _at_part(error, item) if item else error
        found.setdefault(placed.path, []).append(placed)
    return found


def _at_part(error: FieldError, item: CompiledField) -> FieldError:
    own = getattr(item.settings, "inner", ()) or getattr(item.settings, "documents", ())
    keys = [part.key for part in own]
    for key in sorted(keys, key=len, reverse=True):
        start = f"-{key}"
        if error.part == start or error.part.startswith(start + "-"):
            return replace(error, path=f"{error.path}/{key}", part=error.part[len(start) :])
    return error


def _settings_at(filling: Filling, path: str) -> Any:
    """Settings of the question or the part that stands at ``path``."""
    segments = path.split("/")
    for at in range(len(segments) - 1, -1, -1):
        item = filling.compiled.fields.get(segments[at])
        if item is None:
            continue
        rest = "/".join(segments[at + 1 :])
        inner = {part.key: part for part in getattr(item.settings, "inner", ())}
        return inner[rest].settings if rest in inner else item.settings
    return None


def _today(filling: Filling) -> date | None:
    today = filling.evaluation.state.today
    return date.fromisoformat(today) if today else None


def _language() -> str:
    return get_language() or "vi"


def _name(path: str) -> str:
    return "f-" + path.replace("/", "-")


def _offered(filling: Filling, path: str) -> list[ReferenceRow]:
    """Entries that may be chosen today, and what is chosen already."""
    reference = _reference(filling, path)
    if reference is None:
        return []
    chosen, today = set(filling.inputs.get(_name(path), ())), _today(filling)
    return [row for row in reference.rows.values() if row.is_valid(today) or row.code in chosen]


def _reference(filling: Filling, path: str) -> ReferenceList | None:
    found: ReferenceList | None = getattr(_settings_at(filling, path), "reference", None)
    return found


def _option(value: str, words: str, *, is_chosen: bool) -> str:
    mark = " selected" if is_chosen else ""
    return f'<option value="{escape(value)}"{mark}>{escape(words)}</option>'


def list_options(filling: Filling, path: str) -> str:
    chosen, language = filling.inputs.get(_name(path), ()), _language()
    return "".join(
        _option(row.code, pick(row.label, language), is_chosen=row.code in chosen)
        for row in _offered(filling, path)
    )


def list_ticks(filling: Filling, path: str, kind: str) -> str:
    """Radio buttons or tick boxes for every entry."""
    return _ticks(filling, path, _offered(filling, path), kind, _name(path))


def found_rows(filling: Filling, path: str, kind: str) -> str:
    """What a search of a long list found, and what is chosen; each to be ticked."""
    reference, name = _reference(filling, path), _name(path)
    if reference is None:
        return ""
    ending = "-codes" if kind == "checkbox" else ""
    chosen = filling.inputs.get(name + ending, [])
    sought = (filling.inputs.get(f"{name}-find") or [""])[-1]
    hits = reference.search(sought, _today(filling))
    rows = [row for code in chosen if (row := reference.find(code))]
    rows += [row for row in hits if row.code not in chosen]
    return _ticks(filling, path, rows, kind, name + ending)


def _ticks(filling: Filling, path: str, rows: Sequence[ReferenceRow], kind: str, name: str) -> str:
    if not rows:
        return ""
    chosen, language = set(filling.inputs.get(name, ())), _language()
    context = {
        "kind": kind,
        "name": name,
        "rows": [
            {
                "code": row.code,
                "label": pick(row.label, language),
                "checked": row.code in chosen,
                "id": name if at == 0 else f"{name}-{at + 1}",
            }
            for at, row in enumerate(rows)
        ],
    }
    return render_to_string("runner/ticks.html", context)


def main_line(filling: Filling, path: str) -> str:
    """Which of the chosen lines is the main one."""
    reference, name = _reference(filling, path), _name(path)
    codes = filling.inputs.get(f"{name}-codes", [])
    rows = [row for code in codes if reference and (row := reference.find(code))]
    return _ticks(filling, path, rows, "radio", f"{name}-main")


def old_province_options(filling: Filling, path: str) -> str:
    chosen = filling.inputs.get(f"{_name(path)}-old_province", ())
    return "".join(
        _option(place.code, place.name, is_chosen=place.code in chosen) for place in old_provinces()
    )


def old_district_options(filling: Filling, path: str) -> str:
    name = _name(path)
    province = (filling.inputs.get(f"{name}-old_province") or [""])[-1]
    chosen = filling.inputs.get(f"{name}-old_district", ())
    return "".join(
        _option(place.code, place.name, is_chosen=place.code in chosen)
        for place in districts_of(province)
    )


def old_commune_options(filling: Filling, path: str) -> str:
    name = _name(path)
    district = (filling.inputs.get(f"{name}-old_district") or [""])[-1]
    chosen = filling.inputs.get(f"{name}-old_commune", ())
    return "".join(
        _option(place.code, place.name, is_chosen=place.code in chosen)
        for place in old_communes_of(district)
    )


def successor_options(filling: Filling, path: str) -> str:
    """Today's communes that took the old one over."""
    name = _name(path)
    old = find_old_commune((filling.inputs.get(f"{name}-old_commune") or [""])[-1])
    chosen = filling.inputs.get(f"{name}-now", ())
    return "".join(
        _option(place.code, place.name, is_chosen=place.code in chosen or len(old.successors) == 1)
        for code in (old.successors if old else ())
        if old and (place := find_commune(code))
    )


def document_files(filling: Filling, path: str, key: str) -> str:
    """What was uploaded for one named paper."""
    value = filling.stored(path)
    own = [each for each in value or () if each.get("document") == key]
    if not own:
        return ""
    name = _name(path)
    context = {"files": own, "name": name, "id_start": f"{name}-{key}"}
    return render_to_string("runner/files.html", context)


def drawn_signature(filling: Filling, path: str) -> str:
    """The stored drawing as a picture; the path holds digits and the letters M and L only."""
    from formbuilder.api import signature_path

    drawn = (filling.inputs.get(f"{_name(path)}-drawn") or [""])[-1]
    line = signature_path({"drawn": drawn})
    if not line:
        return ""
    title = escape(_("Chữ ký đã vẽ"))
    return (
        '<svg class="mc-signature__picture" viewBox="0 0 1000 400" role="img"'
        f' aria-label="{title}">'
        f'<path d="{line}" fill="none" stroke="currentColor" stroke-width="6"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


HOLES: Final[Mapping[str, Callable[..., str]]] = {
    "listoptions": list_options,
    "listticks": list_ticks,
    "found": found_rows,
    "mainline": main_line,
    "oldprovinces": old_province_options,
    "olddistricts": old_district_options,
    "oldcommunes": old_commune_options,
    "successors": successor_options,
    "docfiles": document_files,
    "signature": drawn_signature,
}
