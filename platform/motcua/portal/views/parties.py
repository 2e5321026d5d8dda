"""For whom one files: oneself, another person, an organisation; who gets the result; and where."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.api import ServiceDocument, get_frozen_service
from motcua.identity.api import list_agencies
from motcua.kernel.errors import DomainError, NotFound
from motcua.mandates import api as mandates
from motcua.portal.people import actor_of, actor_required, subject_of
from motcua.portal.runner.drawing import closed
from motcua.submissions import api as submissions

_TEXTS = ("name", "number", "phone", "address", "relation")
_MANDATE = "mandate:"
_RECEIVER = ("receiver_name", "receiver_number", "receiver_phone")


@actor_required
@require_http_methods(["GET", "POST"])
def form_parties(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    by = actor_of(request)
    draft = submissions.get_draft(draft_id, by=by)
    if draft.status != "open":
        return closed(request, draft)
    document = get_frozen_service(draft.version_id).document
    if by.kind == "helper" or not is_asked(draft, document):
        return HttpResponseRedirect(reverse("form_check", args=[draft_id]))
    if request.method == "GET":
        return _show(request, draft, document, _stored(draft))
    typed: dict[str, str] = {
        key: _typed(request, key) for key in ("whom", "receiver", "reception", *_TEXTS)
    }
    typed |= {key: _typed(request, key) for key in _RECEIVER}
    try:
        submissions.set_parties(
            draft_id=draft_id,
            wish=_wish(typed),
            paper=request.FILES.get("paper"),
            by=by,
            now=timezone.now(),
        )
    except NotFound:
        raise
    except DomainError as error:
        field = error.field or ("paper" if request.FILES else "whom")
        errors = {field: str(error.message)}
        return _show(request, draft, document, typed, errors=errors, status=error.status)
    return HttpResponseRedirect(reverse("form_check", args=[draft_id]))


def is_asked(draft: submissions.DraftView, document: ServiceDocument) -> bool:
    """A service may switch it off, and a supplement changes nobody."""
    execution = document.execution
    return not draft.is_correction and (execution.allows_proxy or execution.any_place)


def parties_markup(draft: submissions.DraftView, document: ServiceDocument) -> str:
    """A card for the page before sending."""
    if not is_asked(draft, document):
        return ""
    rows = "".join(
        '<div class="govuk-summary-list__row">'
        f'<dt class="govuk-summary-list__key">{escape(label)}</dt>'
        f'<dd class="govuk-summary-list__value">{escape(value)}</dd></div>'
        for label, value in _facts(draft)
    )
    title, change = escape(_("Nộp cho ai")), escape(_("Sửa"))
    link = reverse("form_parties", args=[draft.id])
    return (
        '<div class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">'
        f'<h2 class="govuk-summary-card__title">{title}</h2>'
        f'<p class="govuk-summary-card__actions"><a class="govuk-link" href="{link}">{change}'
        f'<span class="govuk-visually-hidden"> {title}</span></a></p></div>'
        '<div class="govuk-summary-card__content">'
        f'<dl class="govuk-summary-list">{rows}</dl></div></div>'
    )


def _facts(draft: submissions.DraftView) -> list[tuple[str, str]]:
    parties = draft.parties or {}
    owner, receiver = parties.get("owner"), parties.get("receiver")
    myself = _("Chính tôi")
    facts = [(_("Chủ hồ sơ"), owner["name"] if owner else myself)]
    if parties.get("relation"):
        relation = submissions.RELATIONS.get(parties["relation"], parties["relation"])
        facts.append((_("Quan hệ với chủ hồ sơ"), str(relation)))
    if parties.get("paper"):
        facts.append((_("Giấy tờ ủy quyền"), str(parties["paper"]["name"])))
    facts.append((_("Người nhận kết quả"), receiver["name"] if receiver else myself))
    if parties.get("reception"):
        names = {str(each.id): each.name for each in list_agencies()}
        facts.append((_("Nơi tiếp nhận"), names.get(parties["reception"], "")))
    return facts


def _show(
    request: HttpRequest,
    draft: submissions.DraftView,
    document: ServiceDocument,
    typed: dict[str, Any],
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    execution = document.execution
    points = [each for each in list_agencies() if each.is_reception_point]
    is_body = "acting" in draft.profile
    context = {
        "draft": draft,
        "body": (draft.parties or {}).get("owner") if is_body else None,
        "principals": [] if is_body else _principals(request, draft),
        "typed": typed,
        "errors": errors or {},
        "relations": list(submissions.RELATIONS.items()),
        "points": points if execution.any_place and len(points) > 1 else [],
        "allows_proxy": execution.allows_proxy,
        "paper": (draft.parties or {}).get("paper"),
    }
    return render(request, "runner/parties.html", context, status=status)


def _principals(
    request: HttpRequest, draft: submissions.DraftView
) -> list[tuple[str, mandates.PrincipalView]]:
    """Persons one may act for here, for this service: no name to type, no paper to send."""
    slug = get_frozen_service(draft.version_id).slug
    found = mandates.whom_may_act_for(subject_of(request), now=timezone.now())
    return [
        (f"{_MANDATE}{each.mandate_id}", each)
        for each in found
        if each.kind == "person" and each.service_slug in ("", slug)
    ]


def _stored(draft: submissions.DraftView) -> dict[str, Any]:
    parties = draft.parties or {}
    owner, receiver = parties.get("owner") or {}, parties.get("receiver") or {}
    granted = parties.get("mandate")
    as_owner = bool(owner) and receiver.get("name") == owner.get("name")
    return {
        "whom": f"{_MANDATE}{granted['id']}" if granted else owner.get("kind", "self"),
        "name": "" if granted else owner.get("name", ""),
        "number": "" if granted else owner.get("personal_number") or owner.get("tax_code", ""),
        "phone": owner.get("phone", ""),
        "address": owner.get("address", ""),
        "relation": parties.get("relation", ""),
        "receiver": "owner" if as_owner else "other" if receiver else "me",
        "receiver_name": receiver.get("name", ""),
        "receiver_number": receiver.get("personal_number", ""),
        "receiver_phone": receiver.get("phone", ""),
        "reception": parties.get("reception", ""),
    }


def _wish(typed: dict[str, str]) -> submissions.PartiesWish:
    """Words nobody offered count as the usual ones."""
    whom: Any = typed["whom"] if typed["whom"] in ("person", "organisation") else "self"
    mandate_id = None
    if typed["whom"].startswith(_MANDATE):
        # One that cannot be read is refused like one that is not in force.
        whom, mandate_id = "mandate", _uuid(typed["whom"].removeprefix(_MANDATE))
    receiver: Any = typed["receiver"] if typed["receiver"] in ("owner", "other") else "me"
    reception = _uuid(typed["reception"])
    texts = {key: typed[key] for key in (*_TEXTS, *_RECEIVER)}
    return submissions.PartiesWish(
        whom=whom, receiver=receiver, reception_id=reception, mandate_id=mandate_id, **texts
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _typed(request: HttpRequest, key: str) -> str:
    return request.POST.get(key, "")[:400].replace("\x00", "")
