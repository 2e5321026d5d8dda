"""Fill in any form page with plausible answers, as a browser would post them."""

from typing import Any

from formbuilder.api import CompiledField, CompiledForm

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def posted_for(
    form: CompiledForm, page_id: str, *, choose: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Inputs for every question of the page; ``choose`` overrides by field id."""
    posted: dict[str, Any] = {}
    for item in form.page(page_id).fields:
        if item.is_calculated or not item.type.answers:
            continue
        if item.type.kind == "rows":
            posted[f"f-{item.id}-rows"] = "r1"
            for inner in item.inner:
                posted.update(_inputs(inner, f"f-{item.id}-r1-{inner.id}", choose or {}))
        else:
            posted.update(_inputs(item, f"f-{item.id}", choose or {}))
    return posted


def _inputs(item: CompiledField, name: str, choose: dict[str, Any]) -> dict[str, Any]:
    settings = item.settings
    if item.id in choose:
        return {name: choose[item.id]}
    match item.type.key:
        case "date":
            year = "1990" if settings.when not in ("future", "today_or_future") else "2027"
            return {f"{name}-day": "17", f"{name}-month": "5", f"{name}-year": year}
        case "yes_no":
            return {name: "yes"}
        case "single_choice":
            return {name: settings.options[0].value}
        case "multiple_choice":
            return {name: [settings.options[0].value]}
        case "number" | "money":
            return {name: str(int(settings.min or 1))}
        case "email":
            return {name: "mau@example.vn"}
        case "phone":
            return {name: "0912345678"}
        case "personal_number":
            return {name: "001190000123"}
        case "address":
            return {
                f"{name}-province": "01",
                f"{name}-commune": "00070",
                f"{name}-detail": "12 phố Huế",
            }
        case "file":
            return {}
        case _:
            return {name: _text(item)}


def _text(item: CompiledField) -> str:
    form = getattr(item.settings, "form", "free")
    return {"digits": "123456", "tax_code": "0100233488", "passport": "C1234567"}.get(
        form, "Trần Thị Mẫu"
    )
