"""Which lists a form uses, and the form with the revisions of these lists written in. Pure."""

from collections.abc import Iterator, Mapping

from formbuilder.api import Field, FormSection, field_types
from motcua.kernel.i18n import I18nText


def lists_used(form: FormSection) -> Iterator[tuple[str, Field]]:
    """Key of the list and the question that uses it, in reading order."""
    for field in form.walk():
        key = list_of(field)
        if key:
            yield key, field


def list_of(field: Field) -> str:
    """Key of the list a question looks into; empty for all other questions."""
    if field.type not in field_types:
        return ""
    kind = field_types.get(field.type).config
    if not {"list", "revision"} <= kind.model_fields.keys():
        return ""
    key = field.config.get("list", kind.model_fields["list"].default)
    return key if isinstance(key, str) else ""


def types_with_default(key: str) -> list[str]:
    """Types that look into this list when nothing else is said."""
    return [
        kind.key
        for kind in field_types
        if "list" in kind.config.model_fields and kind.config.model_fields["list"].default == key
    ]


def pin_form(form: FormSection, pins: Mapping[str, str]) -> FormSection:
    """The form whose questions name the revisions they were published with."""
    if not pins:
        return form
    pages = [
        page.model_copy(update={"fields": [_pinned(field, pins) for field in page.fields]})
        for page in form.pages
    ]
    return form.model_copy(update={"pages": pages})


def _pinned(field: Field, pins: Mapping[str, str]) -> Field:
    changed: dict[str, object] = {}
    if field.fields:
        changed["fields"] = [_pinned(inner, pins) for inner in field.fields]
    revision = pins.get(list_of(field))
    if revision:
        changed["config"] = {**field.config, "revision": revision}
    return field.model_copy(update=changed) if changed else field


def label_of(field: Field) -> I18nText:
    return field.label or {"vi": field.key}
