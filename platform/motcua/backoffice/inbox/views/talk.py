"""Notes, letters, following, sharing, and who else has the dossier open."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.inbox import acting
from motcua.backoffice.inbox.presence import note_presence
from motcua.backoffice.inbox.shell import staff_screen
from motcua.casework import api as casework
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError, NotFound


@staff_screen
@require_POST
def write_note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = acting.reader(request, case_id)
    return _say(
        request,
        case_id,
        lambda: casework.write_note(
            case_id=case_id,
            body=_body(request),
            mentions=_people(request, "nhac"),
            by=by,
            now=timezone.now(),
        ),
        _("Đã ghi chú."),
        "#mo-notes",
    )


@staff_screen
@require_POST
def write_letter(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = acting.reader(request, case_id)
    return _say(
        request,
        case_id,
        lambda: casework.write_to_citizen(
            case_id=case_id, body=_body(request), by=by, now=timezone.now()
        ),
        _("Đã gửi tin nhắn cho người nộp."),
        "#mo-letters",
    )


@staff_screen
@require_POST
def mark_letters(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Only whoever presses the button has read them: a glance at the dossier is no reading."""
    by = acting.reader(request, case_id)
    return _say(
        request,
        case_id,
        lambda: casework.read_letters(case_id=case_id, by=by, now=timezone.now()),
        _("Đã đánh dấu là đã đọc. Người nộp thấy điều này."),
        "#mo-letters",
    )


@staff_screen
@require_POST
def watch(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = acting.reader(request, case_id)
    if "thoi" in request.POST:
        casework.unwatch_case(case_id=case_id, by=by)
        messages.success(request, _("Đã thôi theo dõi hồ sơ."))
    else:
        casework.watch_case(case_id=case_id, by=by, now=timezone.now())
        messages.success(request, _("Bạn đang theo dõi hồ sơ này."))
    return HttpResponseRedirect(_way_on(request, case_id))


@staff_screen
@require_POST
def share(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by, now = acting.reader(request, case_id), timezone.now()
    people = _people(request, "staff_id")
    if not people:
        messages.error(request, _("Hãy chọn một đồng nghiệp."))
        return HttpResponseRedirect(_way_on(request, case_id, "#mo-share"))
    if "thoi" in request.POST:
        return _say(
            request,
            case_id,
            lambda: casework.unshare_case(case_id=case_id, staff_id=people[0], by=by, now=now),
            _("Đã thu lại chia sẻ."),
            "#mo-share",
        )
    note = request.POST.get("note", "").replace("\x00", "")
    return _say(
        request,
        case_id,
        lambda: casework.share_case(case_id=case_id, staff_id=people[0], note=note, by=by, now=now),
        _("Đã chia sẻ hồ sơ."),
        "#mo-share",
    )


@staff_screen
@require_GET
def presence(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Asked every half minute while the dossier is open; says who else looks at it."""
    by = actor_from_request(request)
    acting.reader(request, case_id)
    assert by.id is not None
    return JsonResponse({"others": note_presence(case_id, person=by.id, name=by.name)})


def _say(
    request: HttpRequest, case_id: UUID, deed: Callable[[], object], done: str, place: str
) -> HttpResponse:
    """What was typed and refused comes back as a message with the reason; a missing dossier is
    told by the frame."""
    try:
        deed()
    except NotFound:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(_way_on(request, case_id, place))


def _way_on(request: HttpRequest, case_id: UUID, place: str = "") -> str:
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return f"{reverse('office:case', args=[case_id])}{place}"


def _body(request: HttpRequest) -> str:
    return request.POST.get("body", "")[:10_000]


def _people(request: HttpRequest, name: str) -> list[UUID]:
    found = []
    for each in request.POST.getlist(name)[:50]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
