"""Every field type on one page, looked at by axe: calm and with errors, on a phone and a desktop."""

import json
from pathlib import Path

import pytest

from formbuilder.api import FieldError, FormSection, compile_form, evaluate, field_types
from motcua.formpages.render import PageState, render_page
from tests.contracts.field_types import cases_of
from tests.unit.formbuilder.test_field_type_contract import SETTINGS

pytestmark = pytest.mark.browser
DIST = Path(__file__).parents[2] / "frontend/dist"


def styles():
    """The built style sheet of the portal, where it was built."""
    manifest = DIST / ".vite/manifest.json"
    if not manifest.exists():
        return ""
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    built = entries.get("apps/portal/src/styles/portal.scss", {}).get("file")
    return (DIST / built).read_text(encoding="utf-8") if built else ""


def every_type():
    fields = []
    for kind in field_types:
        inside = [{"id": "fld_in", "key": "in", "type": "short_text", "label": {"vi": "Họ tên"}}]
        fields.append(
            {
                "id": f"fld_{kind.key}",
                "key": kind.key,
                "type": kind.key,
                "label": dict(kind.label),
                "help": dict(kind.hint),
                "config": SETTINGS.get(kind.key, {}),
                "fields": inside if kind.key == "group" else [],
                **({"calculate": {"value": "12"}} if kind.needs_calculation else {}),
            }
        )
    page = {"id": "pag_1", "title": {"vi": "Mọi kiểu câu hỏi"}, "fields": fields}
    return compile_form(FormSection.model_validate({"pages": [page]}))


def drawn(*, with_errors):
    form = every_type()
    answers, errors = {}, []
    for item in form.page("pag_1").fields:
        for case in cases_of(item.type.key):
            if "display" in case and case.get("settings", {}) == item.field.config:
                answers.setdefault(item.id, case.get("stored", case.get("value")))
        if item.type.answers:
            part = next(iter(item.type.endings(item.settings)), "")
            errors.append(FieldError(item.id, item.id, "x", "Nhập câu trả lời", part))
    state = PageState(
        answers=answers, evaluation=evaluate(form, answers), errors=errors if with_errors else ()
    )
    markup = render_page(form, f"every-{with_errors}", "pag_1", state)
    return (
        '<!doctype html><html lang="vi" class="govuk-template"><head><title>Mọi kiểu</title>'
        f"<style>{styles()}</style></head><body class='govuk-template__body'><main>"
        f"<form>{markup}</form></main></body></html>"
    )


# With errors everything is there that is there without; so calm is looked at once.
@pytest.mark.parametrize(
    ("size", "with_errors"), [("phone", False), ("phone", True), ("desktop", True)]
)
def test_every_type_can_be_used_by_everybody(new_page, accessible, picture, size, with_errors):
    page = new_page(size)
    page.set_content(drawn(with_errors=with_errors))
    accessible(page, "main")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, "nothing is wider than the screen"
    picture(page, f"every-type-{size}{'-errors' if with_errors else ''}")
