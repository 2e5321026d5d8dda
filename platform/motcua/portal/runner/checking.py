"""The page before sending, as markup for the holes of its frame."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import PresentedPage, PresentedRow, evaluate, present
from motcua.catalogue.api import FrozenService
from motcua.portal.runner.costs import promised
from motcua.portal.runner.drawing import rules_world
from motcua.submissions import api as submissions

Missing = tuple[submissions.MissingAnswer, ...]


def check_markup(
    draft: submissions.DraftView, service: FrozenService, missing: Missing, *, now: datetime
) -> dict[str, str]:
    """Safe markup for ``missing``, ``rows``, ``fees`` and ``promise``."""
    form = service.compiled_form
    shown = evaluate(form, draft.answers, rules_world(draft))
    visible = {key: value for key, value in shown.values.items() if value is not None}
    pages = present(form, visible, get_language() or "vi")
    fees = submissions.fees_of(draft, now=now)
    return {
        "missing": _missing(draft.id, missing),
        "rows": "".join(_page(draft.id, page) for page in pages),
        "fees": render_to_string("runner/fees.html", {"fees": fees}),
        "promise": _promise(promised(service, now)),
    }


def _missing(draft_id: UUID, missing: Missing) -> str:
    if not missing:
        return ""
    links = "".join(
        f'<li><a href="{_page_url(draft_id, each.page_id)}#{escape(each.input_name)}">'
        f"{escape(each.message)}</a></li>"
        for each in missing
    )
    title = escape(_("Hồ sơ chưa nộp được vì còn thiếu"))
    return (
        '<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">'
        f'<h2 class="govuk-error-summary__title">{title}</h2>'
        '<div class="govuk-error-summary__body">'
        f'<ul class="govuk-list govuk-error-summary__list">{links}</ul></div></div></div>'
    )


def _page(draft_id: UUID, page: PresentedPage) -> str:
    title = escape(page.title)
    return (
        '<div class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">'
        f'<h2 class="govuk-summary-card__title">{title}</h2>'
        '<p class="govuk-summary-card__actions">'
        f'<a class="govuk-link" href="{_page_url(draft_id, page.page_id)}">{escape(_("Sửa"))}'
        f'<span class="govuk-visually-hidden"> {title}</span></a></p></div>'
        '<div class="govuk-summary-card__content">'
        f'<dl class="govuk-summary-list">{rows_markup(page.rows)}</dl></div></div>'
    )


def rows_markup(rows: Iterable[PresentedRow]) -> str:
    return "".join(
        '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">'
        f"{_group(row)}{escape(row.label)}</dt>"
        f'<dd class="govuk-summary-list__value">{_value(row)}</dd></div>'
        for row in rows
    )


def _group(row: PresentedRow) -> str:
    return f'<span class="mc-row-group">{escape(row.group)}</span> ' if row.group else ""


def _value(row: PresentedRow) -> str:
    return "<br>".join(escape(line) for line in row.value.splitlines()) or "—"


def _page_url(draft_id: UUID, page_id: str) -> str:
    if not page_id:
        return "#"
    return reverse("form_page", args=[draft_id, page_id])


def _promise(times: Mapping[str, Any]) -> str:
    received = date_format(times["received_by"], "H:i d/m/Y")
    words = [_("Nếu nộp bây giờ, cơ quan tiếp nhận chậm nhất lúc %(at)s.") % {"at": received}]
    if times["due_by"]:
        due = date_format(times["due_by"], "H:i d/m/Y")
        words.append(_("Hẹn trả kết quả chậm nhất lúc %(at)s.") % {"at": due})
    return f'<p class="govuk-inset-text">{escape(" ".join(words))}</p>'
