"""A draft's form as citizens will see it, for its authors. What is typed goes nowhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
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
from motcua.catalogue.api import ServiceDocument, get_draft
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
    return show_sealed(
        request,
        token,
        page_id,
        purpose=PURPOSE,
        read=lambda data: get_draft(UUID(data["service"]), by=SYSTEM),
        key="draft",
        place="form_preview",
        last=gettext_lazy("Kiểm tra và nộp hồ sơ"),
    )


def show_sealed(
    request: HttpRequest,
    token: str,
    page_id: str,
    *,
    purpose: str,
    read: Callable[[dict[str, Any]], Any],
    key: str,
    place: str,
    last: Promise,
) -> HttpResponse:
    """What ``token`` seals, in the language it was sealed in, while the draft is still that one."""
    data = unseal(token, purpose=purpose, seconds=LIFETIME_SECONDS)
    draft = read(data)
    if draft.revision != data["revision"]:
        raise SealExpired(_("Bản nháp đã được sửa tiếp. Hãy mở lại bản xem thử."))
    with translation.override(data.get("language", "vi")):
        return show_draft(
            request,
            draft.document,
            key=f"{key}-{draft.id}-{draft.revision}",
            look=Look.of(data),
            page_id=page_id,
            place=(place, token),
            last=str(last),
        )


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


def show_draft(
    request: HttpRequest,
    document: ServiceDocument,
    *,
    key: str,
    look: Look,
    page_id: str,
    place: tuple[str, str],
    last: str,
) -> HttpResponse:
    """``key`` names the revision for ever; ``place``: name of the address and its seal; ``last``:
    what the last page's button says."""
    pages = [page.id for page in document.form.pages]
    context: dict[str, Any] = {
        "service_name": pick(document.service.name, get_language() or "vi"),
        "page_count": len(pages),
        "last": last,
    }
    if page_id not in pages:
        return _finish(request, context, empty=True)
    position = pages.index(page_id)
    before = pages[position - 1] if position else None
    after = pages[position + 1] if position + 1 < len(pages) else None
    context |= {
        "page_number": position + 1,
        "previous": reverse(place[0], args=[place[1], before]) if before else None,
        "next": reverse(place[0], args=[place[1], after]) if after else None,
    }
    try:
        form = compile_form(document.form)
    except FormInvalid as error:
        return _finish(request, context, problems=error.problems)
    answers = look.answers(form)
    evaluation = evaluate(form, answers, look.context)
    state = PageState(answers=answers, evaluation=evaluation, world=look.context)
    return _finish(request, context, fields=render_page(form, key, page_id, state))


def _finish(request: HttpRequest, context: dict[str, Any], **more: Any) -> HttpResponse:
    response = render(request, "runner/preview.html", context | more)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
