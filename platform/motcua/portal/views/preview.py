"""A draft's form as citizens will see it, for its authors. What is typed goes nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from formbuilder.api import (
    CompiledForm,
    Context,
    FormInvalid,
    compile_form,
    evaluate,
    prefill_answers,
    sample_answers,
)
from motcua.catalogue.api import DraftView, get_draft
from motcua.formpages.render import PageState, render_page
from motcua.kernel.actors import SYSTEM
from motcua.kernel.i18n import pick
from motcua.kernel.sealed_links import SealExpired, unseal

PURPOSE: Final = "service-preview"
LIFETIME_SECONDS: Final = 3_600


@require_GET
@xframe_options_sameorigin
def form_preview(request: HttpRequest, token: str, page_id: str) -> HttpResponse:
    """The seal names one revision; once the draft has moved on, it shows nothing any more."""
    data = unseal(token, purpose=PURPOSE, seconds=LIFETIME_SECONDS)
    draft = get_draft(UUID(data["service"]), by=SYSTEM)
    if draft.revision != data["revision"]:
        raise SealExpired(_("Bản nháp đã được sửa tiếp. Hãy mở lại bản xem thử."))
    with translation.override(data.get("language", "vi")):
        return _show(request, draft, Look.of(data), token, page_id)


@dataclass(frozen=True, slots=True)
class Look:
    """As whom, and filled with what, the author looks at the form."""

    profile: Mapping[str, Any]
    sample: int | None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Look":
        profile = dict(data.get("profile", {}))
        if "birth_date" in profile:
            profile["birth_date"] = date.fromisoformat(profile["birth_date"])
        return cls(profile, data.get("sample"))

    @property
    def context(self) -> Context:
        return Context(today=timezone.localdate(), profile=self.profile)

    def answers(self, form: CompiledForm) -> Mapping[str, Any]:
        known = prefill_answers(form, self.profile)
        if self.sample is None:
            return known
        return {**sample_answers(form, seed=self.sample, context=self.context).answers, **known}


def _show(
    request: HttpRequest, draft: DraftView, look: Look, token: str, page_id: str
) -> HttpResponse:
    language = get_language() or "vi"
    pages = [page.id for page in draft.document.form.pages]
    context: dict[str, Any] = {
        "service_name": pick(draft.document.service.name, language),
        "token": token,
        "page_count": len(pages),
    }
    if page_id not in pages:
        return _finish(request, context, empty=True)
    position = pages.index(page_id)
    context |= {
        "page_number": position + 1,
        "previous": pages[position - 1] if position else None,
        "next": pages[position + 1] if position + 1 < len(pages) else None,
    }
    try:
        form = compile_form(draft.document.form)
    except FormInvalid as error:
        return _finish(request, context, problems=error.problems)
    answers = look.answers(form)
    evaluation = evaluate(form, answers, look.context)
    state = PageState(answers=answers, evaluation=evaluation, world=look.context)
    version = f"draft-{draft.id}-{draft.revision}"
    return _finish(request, context, fields=render_page(form, version, page_id, state))


def _finish(request: HttpRequest, context: dict[str, Any], **more: Any) -> HttpResponse:
    response = render(request, "runner/preview.html", context | more)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
