"""A form as one prints it: empty, to be filled in by hand, or with the answers of a draft."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from formbuilder.api import CompiledField, CompiledForm, CompiledPage, Context, present
from motcua.catalogue.api import FrozenService, VersionView
from motcua.kernel.i18n import pick
from motcua.portal.runner.drawing import section_title

Sheet = dict[str, Any]
EMPTY_ROWS = 2


def empty_sheet(service: FrozenService | VersionView, language: str) -> Sheet:
    """Every question, also those a rule would hide: paper cannot hide them."""
    form = service.compiled_form
    pages = [_empty_page(form, page, language) for page in form.pages.values()]
    return _head(service, language) | {"filled": False, "pages": pages}


def filled_sheet(
    service: FrozenService, answers: Mapping[str, Any], context: Context, language: str
) -> Sheet:
    """What the draft shows now; questions without an answer have an empty one."""
    form = service.compiled_form
    pages = [
        {
            "section": section_title(form, page.page_id, language),
            "title": page.title,
            "intro": "",
            "rows": [
                {
                    "label": f"{row.group}: {row.label}" if row.group else row.label,
                    "value": row.value,
                    "hint": "",
                    "options": [],
                    "lines": 0,
                }
                for row in page.rows
            ],
        }
        for page in present(form, answers, language, context)
    ]
    return _head(service, language) | {"filled": True, "pages": pages}


def _head(service: FrozenService | VersionView, language: str) -> Sheet:
    document = service.document
    return {
        "service": pick(document.service.name, language),
        "code": document.procedure.code,
        "note": _("Bản in từ cổng dịch vụ công, chưa phải là hồ sơ đã nộp."),
        "code_words": _("Mã thủ tục:"),
        "date_words": _("Ngày …… tháng …… năm ………"),
        "signer_words": _("Người khai"),
        "sign_words": _("(ký, ghi rõ họ tên)"),
    }


def _empty_page(form: CompiledForm, page: CompiledPage, language: str) -> dict[str, Any]:
    return {
        "section": section_title(form, page.id, language),
        "title": pick(page.page.title, language),
        "intro": pick(page.page.intro, language),
        "rows": [row for item in page.fields for row in _empty_rows(item, language)],
    }


def _empty_rows(item: CompiledField, language: str) -> Iterator[dict[str, Any]]:
    if not item.type.answers or item.is_calculated:
        return
    if item.type.kind != "rows":
        yield _blank(item, language, item.label(language))
        return
    name = pick(item.settings.row_label, language) or item.label(language)
    for number in range(1, max(item.settings.min_rows, EMPTY_ROWS) + 1):
        for inner in item.inner:
            if inner.type.answers and not inner.is_calculated:
                yield _blank(inner, language, f"{name} {number}: {inner.label(language)}")


def _blank(item: CompiledField, language: str, label: str) -> dict[str, Any]:
    return {
        "label": label,
        "value": "",
        "hint": pick(item.field.help, language),
        "options": _options(item, language),
        "lines": {"long_text": 4, "address": 2}.get(item.type.key, 1),
    }


def _options(item: CompiledField, language: str) -> list[str]:
    """What may be ticked; long lists are written by hand."""
    if item.type.kind == "bool":
        return [_("Có"), _("Không")]
    options = getattr(item.settings, "options", None) or ()
    if len(options) > 12:
        return []
    return [pick(option.label, language) or option.value for option in options]
