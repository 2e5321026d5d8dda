"""From a draft to everything a form page shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm, Context, Evaluation, FieldError, evaluate, visible_pages
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.formpages.render import PageState, render_page
from motcua.kernel.actors import Actor
from motcua.kernel.crypto import blind_index
from motcua.kernel.i18n import pick
from motcua.portal.people import way_out
from motcua.portal.runner.costs import cost_panel, fee_refs
from motcua.portal.runner.frame import Place
from motcua.portal.runner.notes import supplement_notes
from motcua.submissions import api as submissions


@dataclass(frozen=True, slots=True)
class Drawn:
    draft: submissions.DraftView
    place: Place
    inside: Mapping[str, str]
    errors: tuple[FieldError, ...]
    warnings: tuple[FieldError, ...]

    @property
    def is_calm(self) -> bool:
        return not self.errors and not self.warnings


def draw(
    draft: submissions.DraftView,
    page_id: str,
    *,
    by: Actor,
    errors: tuple[FieldError, ...] = (),
    warnings: tuple[FieldError, ...] = (),
    raw: Mapping[str, list[str]] | None = None,
) -> Drawn:
    service = get_frozen_service(draft.version_id)
    world = rules_world(draft)
    evaluation = evaluate(service.compiled_form, draft.answers, world)
    state = PageState(
        answers=draft.answers,
        evaluation=evaluation,
        errors=errors,
        warnings=warnings,
        raw=raw or {},
        locked=draft.locked_fields,
        notes=supplement_notes(draft.id, by=by) if draft.is_correction else {},
        origins=origins_in_words(
            draft.prefilled,
            at_counter=draft.channel == submissions.COUNTER,
            is_helper=by.kind == "helper",
        ),
        world=world,
    )
    fields = render_page(
        service.compiled_form,
        str(draft.version_id),
        page_id,
        state,
        fee_refs=fee_refs(service),
    )
    inside = {
        "fields": fields,
        "cost": cost_panel(service, submissions.fees_of(draft, now=timezone.now())),
        "keep": blind_index(str(draft.id), purpose="portal.typed"),
        "saved": str(int(draft.updated_at.timestamp() * 1000)),
    }
    place = _place(draft, service, evaluation, page_id)
    return Drawn(draft, place, inside, tuple(errors), tuple(warnings))


def _place(
    draft: submissions.DraftView, service: FrozenService, evaluation: Evaluation, page_id: str
) -> Place:
    form, language = service.compiled_form, get_language() or "vi"
    walked = visible_pages(form, evaluation)
    position = walked.index(page_id) if page_id in walked else 0
    return Place(
        version_id=draft.version_id,
        page_id=page_id,
        service_name=pick(service.document.service.name, language),
        page_number=position + 1,
        page_count=len(walked),
        previous=walked[position - 1] if position else None,
        section=section_title(form, page_id, language),
        is_long=submissions.is_long(form),
        is_correction=draft.is_correction,
    )


def section_title(form: CompiledForm, page_id: str, language: str) -> str:
    """Whose or what part of the form the page is; empty when the form has no parts."""
    wanted = form.page(page_id).page.section
    if wanted is None:
        return ""
    return next(
        (pick(each.title, language) for each in form.form.sections if each.id == wanted), ""
    )


def origins_in_words(
    prefilled: Mapping[str, str], *, at_counter: bool = False, is_helper: bool = False
) -> dict[str, str]:
    if is_helper:
        return dict.fromkeys(prefilled, _("Theo tài khoản của người được giúp."))
    words = _counter_origin if at_counter else _origin
    return {field_id: words(origin) for field_id, origin in prefilled.items()}


def _counter_origin(origin: str) -> str:
    """An officer noted it from the paper shown; there may be no account at all."""
    if origin.startswith("verified"):
        return _("Theo giấy tờ tùy thân đã đối chiếu, không sửa ở đây.")
    return _("Theo thông tin đã có. Xin kiểm tra, có thể sửa.")


def _origin(origin: str) -> str:
    kind, _colon, reference = origin.partition(":")
    if kind == "verified":
        return _("Đã xác thực qua tài khoản định danh, không sửa ở đây.")
    if kind == "dossier":
        words = _("Lấy từ hồ sơ %(number)s. Xin kiểm tra, có thể sửa.")
        return words % {"number": reference}
    return _("Lấy từ tài khoản của ông/bà. Có thể sửa.")


def rules_world(draft: submissions.DraftView) -> Context:
    return submissions.context_of(draft.profile, timezone.now())


def closed(request: HttpRequest, draft: submissions.DraftView) -> HttpResponse:
    """A page of a dossier that was sent (or posted twice) leads to what became of it."""
    if draft.submission_id and not hasattr(request, "assisted"):
        return HttpResponseRedirect(reverse("receipt", args=[draft.submission_id]))
    return HttpResponseRedirect(way_out(request))
