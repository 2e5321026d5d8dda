"""On the platform's site: who acts for me and for whom I act; organisations and their people."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.identity.api import proven_person
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.mandates import api as mandates
from tenants.api import TenantView, list_active

_TEXTS: Final = ("deed", "i_am", "wanted", "relation", "until", "noi", "mandate", "role", "org")


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def representation(request: HttpRequest) -> HttpResponse:
    """``deed``: ``propose``, ``accept``, ``decline`` or ``end``."""
    return _page(request, _represent, _show_representation)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """``deed``: ``invite``, ``role``, ``end``, ``accept`` or ``decline``."""
    return _page(request, _organise, _show_organisations)


def _page(
    request: HttpRequest,
    act: Callable[[HttpRequest, dict[str, str]], str],
    show: Callable[..., HttpResponse],
) -> HttpResponse:
    typed = {key: request.POST.get(key, "")[:300].replace("\x00", "") for key in _TEXTS}
    if request.method == "GET":
        return show(request, typed)
    try:
        messages.success(request, act(request, typed))
    except DomainError as error:
        return show(request, typed, error=error)
    return HttpResponseRedirect(request.path)


def _represent(request: HttpRequest, typed: dict[str, str]) -> str:
    """What was done, in words."""
    if typed["deed"] != "propose":
        return _answer_or_end(request, typed)
    place = _tenants().get(typed["noi"])
    if typed["noi"] and place is None:
        raise mandates.MandateInvalid(_("Hãy chọn cơ quan trong danh sách."), field="tenant")
    mandates.propose_mandate(
        proposal=mandates.Proposal(
            i_am="agent" if typed["i_am"] == "agent" else "principal",
            wanted=typed["wanted"],
            relation=typed["relation"],
            until=_end_of(typed["until"]),
            tenant_id=place.id if place else None,
        ),
        subject=_subject(request),
        now=timezone.now(),
    )
    return _("Đã gửi lời mời. Việc đại diện có hiệu lực khi người kia đồng ý.")


def _organise(request: HttpRequest, typed: dict[str, str]) -> str:
    now, me = timezone.now(), _subject(request)
    if typed["deed"] == "invite":
        mandates.invite_member(
            organisation_id=_id(typed["org"]),
            wanted=typed["wanted"],
            role=typed["role"],
            subject=me,
            now=now,
        )
        return _("Đã gửi lời mời.")
    if typed["deed"] == "role":
        mandates.change_role(
            mandate_id=_id(typed["mandate"]),
            role=typed["role"],
            subject=me,
            by=_actor(request),
            now=now,
        )
        return _("Đã đổi vai trò.")
    return _answer_or_end(request, typed)


def _answer_or_end(request: HttpRequest, typed: dict[str, str]) -> str:
    now, me, which = timezone.now(), _subject(request), _id(typed["mandate"])
    if typed["deed"] in ("accept", "decline"):
        accepts = typed["deed"] == "accept"
        mandates.answer_invitation(mandate_id=which, accepts=accepts, subject=me, now=now)
        return _("Đã đồng ý.") if accepts else _("Đã từ chối.")
    if typed["deed"] == "end":
        mandates.end_mandate(mandate_id=which, subject=me, by=_actor(request), now=now)
        return _("Đã chấm dứt, có hiệu lực ngay.")
    raise mandates.MandateInvalid(_("Không rõ ông/bà muốn làm gì. Chưa thay đổi gì."))


def _show_representation(
    request: HttpRequest, typed: dict[str, str], *, error: DomainError | None = None
) -> HttpResponse:
    rows = mandates.my_mandates(_subject(request))
    places = {each.id: each.name for each in _tenants().values()}
    now = timezone.now()
    shown = [
        {
            "mandate": each,
            "place": places.get(each.tenant_id, "–") if each.tenant_id else "",
            "in_force": each.is_in_force(now),
            "may_end": each.state in ("invited", "waiting", "active"),
            "uses": [(use, places.get(use.tenant_id, "–")) for use in each.uses],
        }
        for each in rows
    ]
    more = {
        "given": [each for each in shown if _side(each) == "principal"],
        "held": [each for each in shown if _side(each) == "agent"],
        "relations": list(mandates.RELATIONS.items()),
        "places": sorted((each.slug, each.name) for each in _tenants().values()),
    }
    return _render(request, "representation", more | {"typed": typed, "error": error})


def _side(shown: dict[str, Any]) -> str:
    return str(shown["mandate"].my_side)


def _show_organisations(
    request: HttpRequest, typed: dict[str, str], *, error: DomainError | None = None
) -> HttpResponse:
    places = {each.id: each.name for each in _tenants().values()}
    found = mandates.organisations_of(_subject(request), now=timezone.now())
    more = {
        "organisations": [
            (each, [(proof, places.get(proof.tenant_id, "–")) for proof in each.proofs])  # type: ignore[arg-type]
            for each in found
        ],
        "roles": list(mandates.ROLES.items()),
    }
    return _render(request, "organisations", more | {"typed": typed, "error": error})


def _render(request: HttpRequest, page: str, shown: dict[str, Any]) -> HttpResponse:
    kind = "organisation" if page == "organisations" else "person"
    me, error = proven_person(_subject(request)), shown["error"]
    invitations = mandates.invitations_for(me.keys) if me else []
    context = {
        "me": me,
        "field": (error.field or "") if error else "",
        "invitations": [each for each in invitations if each.kind == kind],
        **shown,
    }
    status = error.status if error else 200
    return render(request, f"platform/{page}.html", context, status=status)


def _end_of(day: str) -> datetime | None:
    """The end of that day here; nothing for what is no day."""
    try:
        found = parse_date(day)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(found, time.max)) if found else None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise mandates.MandateMissing(_("Không tìm thấy việc đại diện này.")) from error


def _tenants() -> dict[str, TenantView]:
    return {each.slug: each for each in list_active() if not each.practice_of}


def _subject(request: HttpRequest) -> UUID:
    return cast("UUID", request.user.pk)


def _actor(request: HttpRequest) -> Actor:
    return Actor(kind="citizen", id=_subject(request), name=str(request.user))
