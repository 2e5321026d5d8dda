"""Filling in a form for a citizen: who, then which service. One person at a time.

A personal number never stands in an address; what is known of a person travels in the page, and
the session keeps no more than which draft is open.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.backoffice.counter.forms import PersonForm, clean_number
from motcua.backoffice.counter.shell import counter_crumb, place_of
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.catalogue.api import get_service_by_slug, list_published
from motcua.identity.api import (
    ApplicantView,
    actor_from_request,
    begin_assisted,
    end_assisted,
    find_by_number,
    get_applicant,
    register_walk_in,
)
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, TooMany
from motcua.kernel.i18n import pick
from motcua.kernel.limits import check_limit
from motcua.kernel.sealed_links import seal, unseal
from motcua.kernel.text import fold
from motcua.privacy.api import record_person_reading
from motcua.submissions import api as submissions

PERSON: Final = "counter.person"
_LASTS: Final = 1_800
LOOKUPS_AN_HOUR: Final = 60
_SHOWN: Final = 20


@staff_screen
@never_cache
@require_http_methods(["GET", "POST"])
def find_person(request: HttpRequest) -> HttpResponse:
    """By the number on the paper they show; looked up sparingly and never unseen."""
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    _clean(request, by)
    if request.method == "GET":
        return _ask(request)
    try:
        number = clean_number(request.POST.get("personal_number", ""))
    except forms.ValidationError as error:
        return _ask(request, error=error.messages[0], status=422)
    try:
        person = _look_up(number, by)
    except TooMany as error:
        return _ask(request, error=error.message, status=error.status)
    initial: dict[str, Any] = {"personal_number": number}
    if person is not None:
        initial |= _known(person)
    return _form_page(request, PersonForm(initial=initial), known=person)


def _look_up(number: str, by: Actor) -> ApplicantView | None:
    now = timezone.now()
    check_limit(
        name="counter.lookup",
        subject=str(by.id),
        allowed=LOOKUPS_AN_HOUR,
        per=timedelta(hours=1),
        now=now,
    )
    found = find_by_number(number)
    facts = {"found": found is not None}
    audit.record(action="counter.looked_up", subject=f"staff:{by.id}", by=by, at=now, data=facts)
    if found is not None:
        record_person_reading(found.id, by=by, now=now)
    return found


@staff_screen
@never_cache
@require_POST
def note_person(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    person, now = form.person(), timezone.now()
    known = find_by_number(person.personal_number)
    if known is not None and not known.is_walk_in:
        # An account is its owner's: nothing of it changes here, and it must be theirs.
        if fold(known.full_name) != fold(person.full_name):
            words = _("Số này thuộc tài khoản của người tên khác. Hãy đối chiếu lại giấy tờ.")
            form.add_error("full_name", words)
            return _form_page(request, form, status=422)
    else:
        known = register_walk_in(person, now=now)
    token = seal({"a": str(known.id), "o": str(by.id)}, purpose=PERSON)
    return HttpResponseRedirect(reverse("counter:services", args=[token]))


@staff_screen
@never_cache
@require_http_methods(["GET", "POST"])
def choose_service(request: HttpRequest, token: str) -> HttpResponse:
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    person = _person_of(token, by)
    if request.method == "POST":
        try:
            return _begin(request, person, by)
        except (Conflict, Gone, Invalid, TooMany, Forbidden) as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(reverse("counter:services", args=[token]))
    query = request.GET.get("q", "")[:100]
    context = {
        **header(_("Chọn thủ tục"), counter_crumb(), icon="form"),
        "person": person,
        "birth_date": _day(person),
        "token": token,
        "query": query,
        "services": [
            {"slug": card.slug, "name": pick(card.name, "vi"), "code": card.code}
            for card in list_published(query, _SHOWN).items
        ],
        "drafts": submissions.drafts_to_help_with(person.id),
        "point": place_of(request, by).point,
    }
    return render(request, "backoffice/counter/services.html", context)


def _begin(request: HttpRequest, person: ApplicantView, by: Actor) -> HttpResponse:
    now, point = timezone.now(), place_of(request, by).point
    draft = request.POST.get("draft", "")
    if draft:
        sitting = submissions.resume_assistance(
            draft_id=_draft_id(draft), applicant_id=person.id, point=point, by=by, now=now
        )
    else:
        service = get_service_by_slug(request.POST.get("service", ""))
        sitting = submissions.begin_assistance(
            version_id=service.version.id, applicant=person, point=point, by=by, now=now
        )
    back = reverse("counter:confirm", args=[sitting.id])
    begin_assisted(request.session, draft_id=sitting.draft_id, back=back)
    view = submissions.get_draft(sitting.draft_id, by=by)
    if view.is_correction:
        return HttpResponseRedirect(reverse("form_correction", args=[view.id]))
    return HttpResponseRedirect(reverse("form_page", args=[view.id, view.page_id]))


@staff_screen
@require_POST
def next_person(request: HttpRequest) -> HttpResponse:
    """The clean slate: nothing of the last person can be opened from this browser any more."""
    by = actor_from_request(request)
    by.require(submissions.ASSIST)
    _clean(request, by)
    answer = HttpResponseRedirect(reverse("counter:person"))
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def _clean(request: HttpRequest, by: Actor) -> None:
    submissions.end_assistance(by=by, now=timezone.now())
    end_assisted(request.session)


def _person_of(token: str, by: Actor) -> ApplicantView:
    told = unseal(token, purpose=PERSON, seconds=_LASTS)
    if told.get("o") != str(by.id):
        raise Forbidden(_("Lượt này của cán bộ khác."))
    return get_applicant(UUID(str(told["a"])))


def _draft_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise submissions.DraftMissing(_("Không tìm thấy bản nháp.")) from None


def _day(person: ApplicantView) -> str:
    return "/".join(reversed(person.birth_date.split("-")))


def _known(person: ApplicantView) -> dict[str, str]:
    return {
        "full_name": person.full_name,
        "birth_date": _day(person),
        "sex": person.sex,
        "phone": person.phone,
        "email": person.email,
        "address": person.address,
    }


def _ask(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {**header(_("Người dân"), counter_crumb(), icon="user"), "error": error}
    return render(request, "backoffice/counter/person.html", context, status=status)


def _form_page(
    request: HttpRequest, form: PersonForm, *, known: ApplicantView | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **header(_("Thông tin người dân"), counter_crumb(), icon="user"),
        "form": form,
        "known": known,
    }
    return render(request, "backoffice/counter/person_form.html", context, status=status)
