"""How the portal looks: change a draft, see it, put it live."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError
from motcua.kernel.sealed_links import seal
from motcua.portal.desk.looks_form import LooksForm
from motcua.portal.desk.shell import LOOKS, header, screen_for
from motcua.portal.models import ThemeDraft
from motcua.portal.operations.themes import discard_draft, put_live, save_draft
from motcua.portal.theme.colours import contrast, palette
from motcua.portal.theme.looks import picture_url
from motcua.portal.theme.trying import COOKIE, LASTS, PURPOSE
from tenants.api import current_tenant

_PICTURES = ("emblem_picture", "header_picture", "icon_picture")


@screen_for(*LOOKS)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    row = ThemeDraft.objects.first()
    theme = row.theme if row else current_tenant().theme
    form = LooksForm(request.POST or None, request.FILES or None, theme=theme)
    if request.method == "POST" and form.is_valid():
        by = actor_from_request(request)
        try:
            save_draft(form.chosen(), pictures=form.pictures(), by=by, now=timezone.now())
        except DomainError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("Đã lưu bản nháp. Người dân chưa thấy gì thay đổi."))
            return HttpResponseRedirect(reverse("portal_desk:looks"))
    context = {
        **header(_("Giao diện cổng"), "view"),
        "form": form,
        "draft": row,
        "colours": _colours(theme),
        "pictures": [(name, picture_url(theme.get(name))) for name in _PICTURES],
        "trying": COOKIE in request.COOKIES,
    }
    return render(request, "desk/looks.html", context, status=422 if form.errors else 200)


@screen_for(*LOOKS)
@require_POST
def try_out(request: HttpRequest) -> HttpResponse:
    """This browser sees the draft for two hours; nobody else does."""
    answer = HttpResponseRedirect("/")
    answer.set_cookie(
        COOKIE,
        seal({"staff": str(actor_from_request(request).id)}, purpose=PURPOSE),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@screen_for(*LOOKS)
@require_POST
def stop_trying(_request: HttpRequest) -> HttpResponse:
    answer = HttpResponseRedirect(reverse("portal_desk:looks"))
    answer.delete_cookie(COOKIE)
    return answer


@screen_for(*LOOKS)
@require_POST
def go_live(request: HttpRequest) -> HttpResponse:
    put_live(by=actor_from_request(request), now=timezone.now())
    messages.success(request, _("Giao diện mới đã hiện với mọi người."))
    answer = HttpResponseRedirect(reverse("portal_desk:looks"))
    answer.delete_cookie(COOKIE)
    return answer


@screen_for(*LOOKS)
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    discard_draft(by=actor_from_request(request), now=timezone.now())
    messages.success(request, _("Đã bỏ bản nháp."))
    answer = HttpResponseRedirect(reverse("portal_desk:looks"))
    answer.delete_cookie(COOKIE)
    return answer


def _colours(theme: dict[str, Any]) -> list[dict[str, Any]]:
    """What was chosen beside what is used, with the contrast to white of both."""
    used = palette(theme.get("brand"), theme.get("accent"))
    pairs = (
        (_("Màu chính"), theme.get("brand") or used.brand, used.brand),
        (_("Màu đường dẫn"), theme.get("accent") or used.accent, used.accent),
    )
    return [
        {
            "label": label,
            "chosen": chosen,
            "used": actual,
            "before": round(contrast(chosen, "#ffffff"), 1),
            "after": round(contrast(actual, "#ffffff"), 1),
            "was_mended": chosen.lower() != actual.lower(),
        }
        for label, chosen, actual in pairs
    ]
