"""Small forms for tests: ``form(page(field(...)))`` as plain data."""

from datetime import date
from typing import Any

from formbuilder.api import CompiledForm, Context, FormSection, compile_form

TODAY = date(2026, 11, 21)
CONTEXT = Context(today=TODAY)
FILE = {
    "file_id": "018f4d2e-0000-7000-8000-000000000001",
    "name": "giay-chung-sinh.pdf",
    "size": 1024,
    "sha256": "a" * 64,
    "media_type": "application/pdf",
}


def field(name: str, type_: str = "short_text", **more: Any) -> dict[str, Any]:
    return {
        "id": f"fld_{name}",
        "key": name,
        "type": type_,
        "label": {"vi": more.pop("label", f"Câu {name}")},
        **more,
    }


def choice(name: str, *values: str, type_: str = "single_choice", **more: Any) -> dict[str, Any]:
    options = [{"value": value, "label": {"vi": value.title()}} for value in values]
    return field(name, type_, config={"options": options, **more.pop("config", {})}, **more)


def page(name: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": f"pag_{name}",
        "title": {"vi": f"Trang {name}"},
        "fields": list(fields),
        **more,
    }


def form(*pages: dict[str, Any]) -> FormSection:
    return FormSection.model_validate({"pages": list(pages)})


def compiled(*pages: dict[str, Any]) -> CompiledForm:
    return compile_form(form(*pages))


def call(op: str, *args: Any) -> dict[str, Any]:
    """A rule: ``"$x"`` is the field ``fld_x``, dicts are rules, all else are constants."""
    return {"op": op, "args": [_node(arg) for arg in args]}


def _node(arg: Any) -> dict[str, Any]:
    if isinstance(arg, dict):
        return arg
    if isinstance(arg, str) and arg.startswith("$"):
        return {"ref": f"fld_{arg[1:]}"}
    return {"value": arg}
