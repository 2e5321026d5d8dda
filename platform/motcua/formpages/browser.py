"""What the browser must know of a form to show and hide questions as one types.

Only the skeleton: a long form's words would weigh more than its page. Where no rule touches the
page nothing is told, and of the answers only those that rules read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formbuilder.api import CompiledForm
from motcua.formpages.holes import without_marks

_WORDS: Final = frozenset({"label", "help", "intro", "title", "personal_data", "prefill", "key"})

# Settings without which the browser cannot read an answer or show a calculated one.
_READ: Final = frozenset(
    {"decimals", "list", "revision", "table", "rows", "columns", "kind", "parts"}
)
_COUNT_DAYS: Final = frozenset({"workdays_between", "workday_add"})
_RULES: Final = ("visible_if", "calculate", "required_if")


@dataclass(frozen=True, slots=True)
class ToldToBrowser:
    """``refs`` are the ids whose stored answers are written into the page."""

    has_rules: bool
    reads_profile: bool
    reads_workdays: bool
    refs: frozenset[str]


def told_to_browser(
    compiled: CompiledForm, page_id: str, fee_refs: frozenset[str] = frozenset()
) -> ToldToBrowser:
    """Cheap enough for planning a page, which happens once. ``fee_refs``: what fees depend on."""
    page = next(each for each in compiled.form.pages if each.id == page_id)
    own = [field for top in page.fields for field in top.walk()]
    whole = compiled.form.model_dump(mode="json", exclude_defaults=True)
    refs = frozenset(_found(whole, "ref")) | fee_refs
    moves_fees = bool(fee_refs) and any(field.id in refs for field in own)
    if not moves_fees and not any(_has_rule(field.model_dump(mode="json")) for field in own):
        return ToldToBrowser(False, False, False, frozenset())
    tops = {compiled.fields[ref].group_id or ref for ref in refs if ref in compiled.fields}
    return ToldToBrowser(
        has_rules=True,
        reads_profile=any(_found(whole, "profile")),
        reads_workdays=any(op in _COUNT_DAYS for op in _found(whole, "op")),
        refs=frozenset(tops),
    )


def form_json(compiled: CompiledForm, page_id: str, told: ToldToBrowser) -> str:
    """Safe inside a script."""
    if not told.has_rules:
        return "null"
    form = _bare(compiled.form.model_dump(mode="json", exclude_defaults=True))
    return safe_json({"page": page_id, "form": form})


def safe_json(content: object) -> str:
    """JSON that cannot end the script element it stands in, nor be taken for a mark."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return without_marks(text).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _has_rule(field: Mapping[str, Any]) -> bool:
    return any(field.get(name) is not None for name in _RULES)


def _bare(node: Any) -> Any:
    """Without words; settings go too, but for what tells how a calculation is stored."""
    if isinstance(node, list):
        return [_bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    bare = {
        key: value if key in _RULES else _bare(value)
        for key, value in node.items()
        if key not in _WORDS and key != "config"
    }
    if "config" in node:
        settings = {key: value for key, value in node["config"].items() if key in _READ}
        bare |= {"config": settings} if settings else {}
    return bare


def _found(node: object, name: str) -> Iterator[str]:
    """Every text under ``name`` anywhere below."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == name and isinstance(value, str):
                yield value
            else:
                yield from _found(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _found(value, name)
