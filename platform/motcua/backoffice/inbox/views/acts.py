"""Doing something with a dossier: form, second look where it is due, then the act."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backoffice.inbox import acting
from motcua.backoffice.inbox.acts import ACTS, Act, warning_of
from motcua.backoffice.inbox.deeds import Deed
from motcua.backoffice.inbox.screen import Panel
from motcua.backoffice.inbox.shell import staff_screen
from motcua.backoffice.inbox.views.case import screen
from motcua.casework import api as casework
from motcua.casework.api import CaseMissing, CaseView, NationalState, TimelineEntry
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, NotFound

_NOT_CARRIED: Final = {"csrfmiddlewaretoken", "confirmed", "back"}


@staff_screen
@require_http_methods(["GET", "POST"])
def perform(request: HttpRequest, case_id: UUID, act: str) -> HttpResponse:
    by, case = acting.open_as(request, case_id, item_id=acting.item_asked(request))
    now = timezone.now()
    wanted = ACTS.get(act)
    if wanted is None:
        raise CaseMissing(_("Không có việc này."))
    if request.method == "GET":
        return _open(request, case, wanted, by)
    if wanted.is_bound and _is_stale(request, case):
        return _moved_on(request, case, wanted, by)
    return _do(request, Deed(case, _form(request, case, wanted, by), by, now), wanted)


def _open(request: HttpRequest, case: CaseView, act: Act, by: Actor) -> HttpResponse:
    """Also where a sign-in leads that was asked for in the middle of an act."""
    if not act.offered(case, by):
        return HttpResponseRedirect(reverse("office:case", args=[case.id]))
    return screen(request, case, by=by, panel=Panel(act, act.form(case=case, by=by)))


def _do(request: HttpRequest, deed: Deed, act: Act) -> HttpResponse:
    panel = Panel(act, deed.form)
    if not deed.form.is_valid() or "back" in request.POST or deed.form.stays:
        if deed.form.stays:
            deed.form.errors.clear()
        status = 422 if deed.form.errors or deed.form.faults else 200
        return screen(request, deed.case, by=deed.by, panel=panel, status=status)
    warning = warning_of(act, deed.form, deed.case)
    if warning and act.offered(deed.case, deed.by) and "confirmed" not in request.POST:
        panel.warning = warning
        panel.carried = [*_carried(request), *deed.form.carried()]
        panel.kept = deed.form.typed()
        return screen(request, deed.case, by=deed.by, panel=panel)
    try:
        done = act.run(deed)
    except NotFound:
        raise
    except Conflict as error:
        return _moved_on(request, deed.case, act, deed.by, error)
    except DomainError as error:
        return _refused(request, deed, act, panel, error)
    messages.success(request, done)
    return HttpResponseRedirect(_way_on(request, deed.case.id))


def _refused(
    request: HttpRequest, deed: Deed, act: Act, panel: Panel, error: DomainError
) -> HttpResponse:
    """Beside the input it belongs to where there is one, else on top of the panel."""
    if isinstance(error, Forbidden) and not act.offered(deed.case, deed.by):
        raise error
    if not deed.form.explains(error):
        name = error.field if error.field in deed.form.fields else None
        deed.form.add_error(name, error.message)
    return screen(request, deed.case, by=deed.by, panel=panel, status=error.status)


def _moved_on(
    request: HttpRequest, case: CaseView, act: Act, by: Actor, error: Conflict | None = None
) -> HttpResponse:
    """Somebody was faster: say who did what, and give back what was typed."""
    now = timezone.now()
    fresh = casework.get_case(case.id, by=by, now=now)
    panel = Panel(kept=_form(request, case, act, by).typed())
    panel.moved = _since(request, case.id, by)
    panel.error = error.message if error else _("Hồ sơ đã chuyển sang bước khác.")
    return screen(request, fresh, by=by, panel=panel, status=409)


def _since(request: HttpRequest, case_id: UUID, by: Actor) -> tuple[TimelineEntry, ...]:
    seen = request.POST.get("seen", "")
    start = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 7 else 0
    history = casework.timeline(case_id, by=by)
    return history[start:] if start else history[-1:]


def _is_stale(request: HttpRequest, case: CaseView) -> bool:
    """The process of a dossier starts a moment after it came: whoever was faster saw no item."""
    shown = request.POST.get("item")
    if shown == "" and case.row.state == NationalState.REGISTERED:
        return False
    return shown is not None and shown != str(case.row.holder.item_id or "")


def _form(request: HttpRequest, case: CaseView, act: Act, by: Actor) -> Any:
    return act.form(request.POST, request.FILES, case=case, by=by)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_CARRIED
        for value in values
    ]


def _way_on(request: HttpRequest, case_id: UUID) -> str:
    """Back to the list it was done from, or the dossier."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("office:case", args=[case_id])
