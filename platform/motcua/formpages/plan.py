"""From a compiled form page to markup with holes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from formbuilder.api import CompiledField, CompiledForm, CompiledPage, provinces
from motcua.formpages import browser
from motcua.formpages.composites import composite_facts
from motcua.formpages.holes import ROW, ROW_NUMBER, Mark, Perforated, without_marks
from motcua.formpages.rich_text import formatted, paragraphs
from motcua.kernel.i18n import pick


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One form page in one language. ``rows`` maps a group's id to the markup of one row.

    ``calm`` is the body of a page with no errors, notes or locked fields, as most are: two thirds
    of the marks are about these.
    """

    body: Perforated
    calm: Perforated
    rows: dict[str, Perforated]
    field_ids: tuple[str, ...]
    told: browser.ToldToBrowser


def plan_page(
    compiled: CompiledForm,
    page_id: str,
    language: str,
    fee_refs: frozenset[str] = frozenset(),
    *,
    heading: int = 1,
) -> PagePlan:
    """``heading``: the level of the page's title where it stands inside another page."""
    page = compiled.page(page_id)
    told = browser.told_to_browser(compiled, page_id, fee_refs)
    with translation.override(language):
        rows = {
            item.id: _plan_row(item, language) for item in page.fields if item.type.kind == "rows"
        }
        markup = render_to_string(
            "runner/fields.html",
            {
                "page": _page_facts(page, language),
                "heading": heading,
                "fields": [_field_facts(item, item.id, language) for item in page.fields],
                "form_json": browser.form_json(compiled, page_id, told),
            },
        )
    body = Perforated.of(markup)
    calm = body.partly_filled(_calm)
    return PagePlan(body, calm, rows, tuple(item.id for item in page.fields), told)


def described_by(ids: list[str]) -> str:
    return f' aria-describedby="{" ".join(ids)}"' if ids else ""


def _calm(mark: Mark) -> str | None:
    """What a mark becomes where there is nothing to mend."""
    if mark.kind in ("errorclass", "inputerror", "invalid", "error", "disabled"):
        return ""
    if mark.kind == "described":
        path, hint = mark.arguments
        return described_by([f"f-{path.replace('/', '-')}-hint"] if hint == "1" else [])
    return None


def _plan_row(group: CompiledField, language: str) -> Perforated:
    markup = render_to_string(
        "runner/row.html",
        {
            "group": _field_facts(group, group.id, language),
            "row_label": _clean(pick(group.settings.row_label, language) or group.label(language)),
            "row": ROW,
            "row_number": ROW_NUMBER,
            "fields": [
                _field_facts(item, f"{group.id}/{ROW}/{item.id}", language) for item in group.inner
            ],
        },
    )
    return Perforated.of(markup)


def _page_facts(page: CompiledPage, language: str) -> dict[str, Any]:
    return {
        "id": page.id,
        "title": _clean(pick(page.page.title, language)),
        "intro": paragraphs(_clean(pick(page.page.intro, language))),
    }


def _field_facts(item: CompiledField, path: str, language: str) -> dict[str, Any]:
    name = "f-" + path.replace("/", "-")
    facts: dict[str, Any] = {
        "id": item.id,
        "path": path,
        "name": name,
        "label": _clean(item.label(language)),
        "hint": _hint(item, language),
        "asks": item.type.answers and item.type.kind != "rows" and bool(item.type.parts),
        "required": item.field.required,
        "type": item.type.key,
        "template": f"runner/widgets/{item.type.widget}.html",
        "attributes": item.type.attributes(item.settings),
        "settings": item.settings,
        "calculated": item.is_calculated,
        "has_condition": item.field.visible_if is not None,
    }
    own: dict[str, Any] = _clean_deep(item.type.facts(item.settings, language))
    if hasattr(item.settings, "inner"):
        own |= composite_facts(item, path, lambda part, place: _field_facts(part, place, language))
    return facts | _extra(item, language) | own


def _hint(item: CompiledField, language: str) -> str:
    """Help, then an example, as one text: screen readers hear both with the question."""
    example = pick(getattr(item.settings, "example", None), language)
    shown = [pick(item.field.help, language)]
    shown += [_("Ví dụ: %(example)s") % {"example": example}] if example else []
    return _clean("\n".join(text for text in shown if text))


def _extra(item: CompiledField, language: str) -> dict[str, Any]:
    settings = item.settings
    match item.type.widget:
        case "choice" | "choices":
            return {"options": _options(settings, language)}
        case "address" | "old_address":
            return {"provinces": provinces()}
        case "file":
            return {"accept": ",".join((*settings.extensions, *settings.media_types))}
        case "explanation" | "declaration" | "callout" | "rich_text":
            drawn = formatted if item.type.widget == "rich_text" else paragraphs
            title = _clean(pick(item.field.label, language))
            return {"title": title, "body": drawn(_clean(pick(settings.body, language)))}
        case "number" | "money":
            unit = getattr(settings, "unit", None)
            return {"unit": _clean(pick(unit, language)) if isinstance(unit, dict) else ""}
        case _:
            return {}


def _options(settings: Any, language: str) -> list[dict[str, str]]:
    return [
        {
            "value": option.value,
            "label": _clean(pick(option.label, language) or option.value),
            "hint": _clean(pick(option.hint, language)),
        }
        for option in settings.options
    ]


def _clean(text: str) -> str:
    return without_marks(text)


def _clean_deep(facts: Any) -> Any:
    """Words of tenants may stand anywhere in what a type tells its template."""
    if isinstance(facts, str):
        return _clean(facts)
    if isinstance(facts, Mapping):
        return {key: _clean_deep(value) for key, value in facts.items()}
    if isinstance(facts, list | tuple):
        return [_clean_deep(value) for value in facts]
    return facts
