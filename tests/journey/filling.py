"""Answers to any form page, made from nothing but the page as it was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from bs4 import Tag

from tests.journey.visitor import Fields, Page, Unexpected, Visitor, fields_of, problems_of

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
PROVINCE, COMMUNE = "68", "24781"
_DATE = {"day": "17", "month": "5", "year": "1990"}
_MOST_PAGES = 60


def fill_form(
    visitor: Visitor, page: Page, *, choices: Mapping[str, str] | None = None, upload: bool = False
) -> Page:
    """Go on from the first page of a form to the page where everything is checked.

    ``choices``: answers by the name of the input, e.g. ``{"f-fld_so_ban_sao": "2"}``.
    """
    for _ in range(_MOST_PAGES):
        if page.path.endswith("/kiem-tra/"):
            return page
        form = runner_form(page)
        values = answers_for(form, choices or {})
        files = uploads_for(form) if upload else []
        page = visitor.send(page, form, values=dict(values), files=files, expect=None)
        if page.status != 200:
            raise Unexpected(f"{page.url} refused the answers: {problems_of(page)}")
    raise Unexpected(f"The form at {page.url} never ends.")


def runner_form(page: Page) -> Tag:
    form = page.soup.find("form", id="mc-form-fields")
    if not isinstance(form, Tag):
        raise Unexpected(f"{page.url} is no form page: {page.words[:300]}")
    return form


def answers_for(form: Tag, choices: Mapping[str, str]) -> Fields:
    """Whatever is empty gets a plausible answer; what stands there already stays."""
    found = fields_of(form)
    answers: Fields = {}
    for each in form.find_all(["input", "select", "textarea"]):
        name = str(each.get("name") or "")
        if not is_question(each) or name.endswith("-remove"):
            continue
        if name in choices:
            answers[name] = [choices[name]]
            continue
        if name in answers or any(found.get(name, [])):
            continue
        if (made := _answer(each, name)) is not None:
            answers[name] = [made]
    return answers


def is_question(control: Tag) -> bool:
    """An input of the form's own that is open and shown."""
    name = str(control.get("name") or "")
    mine = name.startswith("f-") and not name.endswith("-present")
    shown = control.find_parent(attrs={"hidden": True}) is None
    return mine and shown and not control.has_attr("disabled")


def uploads_for(form: Tag) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [
        (str(each["name"]), ("giay-to.pdf", PDF, "application/pdf"))
        for each in form.find_all("input", type="file")
        if is_question(each)
    ]


def _answer(control: Tag, name: str) -> str | None:
    kind = str(control.get("type") or "")
    if control.name == "select":
        return _option(control, name)
    if kind in {"radio", "checkbox"}:
        return str(control.get("value"))
    if kind in {"file", "hidden"} or control.has_attr("readonly"):
        return None
    last = name.rpartition("-")[2]
    if last in _DATE:
        return _DATE[last]
    return _typed(control, kind)


def _option(control: Tag, name: str) -> str | None:
    if name.endswith("-province"):
        return PROVINCE
    if name.endswith("-commune"):
        return COMMUNE
    values = [str(each.get("value") or "") for each in control.find_all("option")]
    return next((value for value in values if value), None)


def _typed(control: Tag, kind: str) -> str:
    classes = " ".join(control.get("class") or [])
    if kind == "tel":
        return "0912345678"
    if kind == "email":
        return "mau@example.vn"
    if "mc-digits" in classes:
        return "068095002468"
    if str(control.get("inputmode")) in {"numeric", "decimal"}:
        return "2"
    return "Nguyễn Văn Mẫu"


def id_in(url: str, before: str) -> str:
    """The identifier that follows ``before`` in an address."""
    parts = urlsplit(url).path.split("/")
    if before not in parts[:-1]:
        raise Unexpected(f"{url} holds no identifier after “{before}”.")
    return parts[parts.index(before) + 1]
