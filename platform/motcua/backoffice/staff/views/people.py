"""People who work here: list, take on, change, give roles, let go."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.backoffice.staff.forms import NewPersonForm, PersonForm, RoleForm
from motcua.backoffice.staff.shell import crumb, header, technician_screen
from motcua.fleet.api import require_room_for_staff
from motcua.identity import api as identity
from motcua.kernel.errors import Conflict, Forbidden
from tenants.api import tenant_url


class OwnAccount(Forbidden):
    """Nobody gives rights to themselves, and nobody locks themselves out."""

    code = "own_account"


@technician_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    everybody = identity.list_everybody(now=timezone.now())
    context = {**header(_("Cán bộ")), "people": [_line(each) for each in everybody]}
    return render(request, "backoffice/staff/index.html", context)


@technician_screen
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None, agencies=identity.list_agencies())
    if request.method == "POST" and form.is_valid():
        try:
            require_room_for_staff(1, now=timezone.now())
            person = identity.create_staff(
                **_cleaned(form), by=identity.actor_from_request(request), now=timezone.now()
            )
        except Conflict as error:
            form.add_error("username", str(error.message))
        else:
            return HttpResponseRedirect(reverse("staff:show", args=[person.id]))
    context = {**header(_("Thêm cán bộ"), crumb()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "backoffice/staff/create.html", context, status=status)


@technician_screen
@require_GET
def show(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    return _screen(request, staff_id)


@technician_screen
@require_POST
def act(request: HttpRequest, staff_id: UUID, act: str) -> HttpResponse:
    """One act on one account, then the account again."""
    if act not in ACTS:
        raise Http404
    answer = ACTS[act](request, staff_id)
    return answer or HttpResponseRedirect(reverse("staff:show", args=[staff_id]))


def _change(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    form = PersonForm(request.POST, agencies=identity.list_agencies())
    if not form.is_valid():
        return _screen(request, staff_id, form=form, status=422)
    identity.change_staff(staff_id=staff_id, **_cleaned(form), **_who(request))
    messages.success(request, _("Đã lưu."))
    return None


def _give_role(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    _refuse_own(request, staff_id)
    form = RoleForm(request.POST, agencies=identity.list_agencies())
    if not form.is_valid():
        return _screen(request, staff_id, roles=form, status=422)
    code = form.cleaned_data["agency_code"]
    identity.assign_role(
        staff_id=staff_id,
        role=form.cleaned_data["role"],
        agency_id=_agency_id(code),
        **_who(request),
    )
    messages.success(request, _("Đã giao vai trò."))
    return None


def _take_role(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    _refuse_own(request, staff_id)
    identity.withdraw_role(
        staff_id=staff_id,
        role=request.POST.get("role", "")[:60],
        agency_id=_agency_id(request.POST.get("agency_code", "")[:60]),
        **_who(request),
    )
    messages.success(request, _("Đã thu hồi vai trò."))
    return None


def _lock(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    _refuse_own(request, staff_id)
    identity.disable_staff(staff_id=staff_id, **_who(request))
    messages.success(request, _("Đã khóa tài khoản; mọi phiên đang mở hết hiệu lực ngay."))
    return None


def _unlock(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    _refuse_own(request, staff_id)
    identity.enable_staff(staff_id=staff_id, **_who(request))
    messages.success(request, _("Đã mở lại tài khoản."))
    return None


def _password(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    """The link is shown here once and kept nowhere: only its making is recorded."""
    token = identity.make_password_link(staff_id=staff_id, **_who(request))
    link = tenant_url(reverse("staff_password", args=[staff_id, token]))
    return _screen(request, staff_id, link=link)


def _factor(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    identity.reset_second_factor(staff_id=staff_id, **_who(request))
    messages.success(request, _("Đã xóa bước xác thực thứ hai; lần đăng nhập tới sẽ lập lại."))
    return None


def _keep_password(request: HttpRequest, staff_id: UUID) -> HttpResponse | None:
    keeps = request.POST.get("keeps") == "1"
    try:
        identity.keep_password(staff_id=staff_id, keeps=keeps, **_who(request))
    except identity.ProviderNeeded as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Đã lưu."))
    return None


ACTS: Final[dict[str, Callable[[HttpRequest, UUID], HttpResponse | None]]] = {
    "sua": _change,
    "giao-vai-tro": _give_role,
    "thu-vai-tro": _take_role,
    "khoa": _lock,
    "mo-khoa": _unlock,
    "mat-khau": _password,
    "xac-thuc": _factor,
    "giu-mat-khau": _keep_password,
}


def _screen(
    request: HttpRequest,
    staff_id: UUID,
    *,
    form: PersonForm | None = None,
    roles: RoleForm | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    person = identity.get_staff(staff_id)
    agencies = identity.list_agencies()
    codes = {each.id: each.code for each in agencies}
    names = {each.id: each.name for each in agencies}
    held = [
        {
            "role": each.role,
            "label": identity.get_role(each.role).label,
            "code": codes.get(each.agency_id, "") if each.agency_id else "",
            "place": names.get(each.agency_id, "") if each.agency_id else _("Toàn cơ quan"),
            "until": each.valid_until,
        }
        for each in person.assignments
    ]
    initial = {
        "full_name": person.full_name,
        "title": person.title,
        "email": person.email,
        "phone": person.phone,
        "agency_code": codes.get(person.agency_id, "") if person.agency_id else "",
    }
    context = {
        **header(person.full_name or person.username, crumb()),
        "person": person,
        "held": held,
        "form": form or PersonForm(initial=initial, agencies=agencies),
        "roles": roles or RoleForm(agencies=agencies),
        "link": link,
        "has_factor": identity.has_second_factor(staff_id),
        "keeps_password": identity.keeps_password(staff_id),
        "is_self": identity.actor_from_request(request).id == staff_id,
    }
    answer = render(request, "backoffice/staff/show.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _line(person: identity.StaffView) -> dict[str, Any]:
    labels = [str(identity.get_role(role).label) for role in sorted(person.roles)]
    return {"person": person, "roles": labels}


def _cleaned(form: PersonForm) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    values["agency_code"] = values["agency_code"] or None
    return values


def _agency_id(code: str) -> UUID | None:
    """Raises ``AgencyMissing``."""
    if not code:
        return None
    found = identity.find_agency(code=code)
    if found is None:
        raise identity.AgencyMissing(_("Không có đơn vị này."))
    return found.id


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": identity.actor_from_request(request), "now": timezone.now()}


def _refuse_own(request: HttpRequest, staff_id: UUID) -> None:
    if identity.actor_from_request(request).id == staff_id:
        raise OwnAccount(_("Không tự đổi quyền hoặc khóa tài khoản của chính mình được."))
