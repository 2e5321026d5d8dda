"""An agency's own plan: what it has, what it uses, and buying, changing or ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing import api as billing
from motcua.backoffice.plan.shell import leads_out, page, words_of
from motcua.backoffice.staff.shell import technician_screen
from motcua.fleet import api as fleet
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError
from motcua.kernel.money import Money
from tenants.api import current_tenant, tenant_url


@technician_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    tenant, now = current_tenant(), timezone.now()
    mine = billing.subscription_of(tenant.id)
    context = {
        **page(_("Gói và hóa đơn"), is_first=True),
        "plan": mine,
        "is_held": mine.is_held(now),
        "days_left": mine.trial_days_left(now),
        "next_plan": billing.PLANS.get(mine.next_plan),
        "meters": [_meter(each) for each in fleet.standings_now(now=now)],
        "offers": [_offer(key, mine) for key in billing.PRICES],
        "order": billing.open_order_of(tenant.id),
        "profile": billing.find_profile(tenant.id),
        "invoices": billing.list_invoices(tenant.id),
        "by_card": mine.method == "card" and bool(mine.provider_id),
        "is_practice": tenant.practice_of is not None,
    }
    return leads_out(_private(render(request, "backoffice/plan/index.html", context)))


def _meter(standing: billing.Standing) -> dict[str, Any]:
    """Numbers and words beside the bar: colour and length alone tell nobody."""
    limit = standing.limit
    return {
        "name": billing.METER_NAMES[standing.meter],
        "used": _amount(standing.meter, standing.used),
        "limit": None if limit is None else _amount(standing.meter, limit),
        "percent": standing.percent,
        "shown": min(100, standing.percent),
        "is_early": standing.is_early,
        "is_reached": standing.is_reached,
        "is_refusing": standing.is_refusing,
    }


def _offer(key: str, mine: billing.SubscriptionView) -> dict[str, Any]:
    plan, price = billing.get_plan(key), billing.PRICES[key]
    return {
        "plan": plan,
        "price": Money(price.base).display(),
        "limits": [
            {"name": billing.METER_NAMES[meter], "limit": _amount(meter, limit)}
            for meter, limit in plan.limits.items()
        ],
        "beyond": [
            {"name": billing.METER_NAMES[meter], "price": Money(each).display()}
            for meter, each in price.each.items()
        ],
        "is_mine": mine.is_paying and mine.plan.key == key and not mine.next_plan,
    }


def _amount(meter: billing.Meter, number: int) -> str:
    if meter == billing.Meter.STORAGE:
        return str(filesizeformat(number))
    return f"{number:,}".replace(",", ".")


@technician_screen
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, plan: str) -> HttpResponse:
    """What it costs today and every month, then the way of paying."""
    tenant, now = current_tenant(), timezone.now()
    if plan not in billing.PRICES:
        raise Http404
    if billing.find_profile(tenant.id) is None:
        messages.info(request, _("Trước khi chọn gói, hãy điền thông tin xuất hóa đơn."))
        return HttpResponseRedirect(f"{reverse('plan:profile')}?goi={plan}")
    error = ""
    if request.method == "POST":
        try:
            return _order(request, plan)
        except DomainError as refused:
            error = words_of(refused)
    mine = billing.subscription_of(tenant.id)
    preview, no_preview = _preview(plan)
    context = {
        **page(_("Chọn gói %s") % billing.get_plan(plan).name),
        "offer": _offer(plan, mine),
        "preview": preview,
        "no_preview": no_preview,
        "mine": mine,
        "methods": _methods(mine),
        "error": error,
        "trial_days": mine.trial_days_left(now),
    }
    status = 409 if error else 200
    answer = render(request, "backoffice/plan/choose.html", context, status=status)
    return leads_out(_private(answer))


def _preview(plan: str) -> tuple[dict[str, Any] | None, str]:
    """What it costs, or why that cannot be said just now."""
    try:
        found = billing.preview_plan(tenant_id=current_tenant().id, plan=plan, now=timezone.now())
    except DomainError as error:
        return None, words_of(error)
    lines = [
        {"text": each.text, "amount": Money(each.amount).display()}
        for each in found.lines
        if each.amount
    ]
    return {
        "now": Money(found.now).display(),
        "is_free_now": not found.now,
        "lines": lines,
        "tax": Money(found.tax).display() if found.tax else "",
        "monthly": Money(found.monthly).display(),
    }, ""


def _methods(mine: billing.SubscriptionView) -> list[dict[str, str]]:
    """A running plan keeps its way of paying."""
    by_card = {"key": "card", "label": _("Thẻ: trả ngay, tự thu hằng tháng")}
    by_transfer = {"key": "transfer", "label": _("Chuyển khoản: nhận hóa đơn, trả trong 30 ngày")}
    if mine.is_paying:
        return [by_card if mine.method == "card" else by_transfer]
    return [by_card, by_transfer] if billing.current_provider() else [by_transfer]


def _order(request: HttpRequest, plan: str) -> HttpResponse:
    done = tenant_url(reverse("plan:done"))
    order = billing.order_plan(
        tenant_id=current_tenant().id,
        plan=plan,
        method=request.POST.get("method", ""),
        addresses=billing.Addresses(
            done=f"{done}?phien={{CHECKOUT_SESSION_ID}}", left=tenant_url(reverse("plan:index"))
        ),
        by=actor_from_request(request),
        now=timezone.now(),
    )
    if order.url and order.state == "open":
        return HttpResponseRedirect(order.url)
    messages.success(request, _("Đã chọn gói. Hóa đơn nằm ở cuối trang khi được phát hành."))
    return HttpResponseRedirect(reverse("plan:index"))


@technician_screen
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Back from the provider's page. What happened is asked there, not read from the address."""
    try:
        order = billing.finish_checkout(
            tenant_id=current_tenant().id,
            checkout_id=request.GET.get("phien", "")[:120],
            now=timezone.now(),
        )
    except DomainError:
        messages.warning(request, _("Chưa hỏi được kết quả; trang này tự cập nhật trong ít phút."))
        return HttpResponseRedirect(reverse("plan:index"))
    if order is not None and order.state == "done":
        messages.success(request, _("Cảm ơn. Gói đã được kích hoạt."))
    elif order is not None:
        messages.info(request, _("Chưa thanh toán; có thể tiếp tục bất cứ lúc nào trong 24 giờ."))
    return HttpResponseRedirect(reverse("plan:index"))


@technician_screen
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    try:
        billing.leave_order(tenant_id=current_tenant().id, now=timezone.now())
        messages.success(request, _("Đã bỏ yêu cầu đang dở; chưa có gì bị thu."))
    except DomainError as error:
        messages.warning(request, words_of(error))
    return HttpResponseRedirect(reverse("plan:index"))


@technician_screen
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """To the provider's own page: another card, receipts."""
    try:
        url = billing.portal_url(
            tenant_id=current_tenant().id, back_url=tenant_url(reverse("plan:index"))
        )
    except DomainError as error:
        messages.error(request, words_of(error))
        url = reverse("plan:index")
    return HttpResponseRedirect(url)


@technician_screen
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """End with the period that is paid, after a question; or stay after all."""
    mine = billing.subscription_of(current_tenant().id)
    if request.method == "POST":
        wants_end = request.POST.get("deed") == "end"
        deed = billing.end_plan if wants_end else billing.keep_plan
        try:
            deed(
                tenant_id=current_tenant().id,
                by=actor_from_request(request),
                now=timezone.now(),
            )
            told = _("Gói sẽ dừng khi hết kỳ.") if wants_end else _("Gói tiếp tục như trước.")
            messages.success(request, told)
        except DomainError as error:
            messages.error(request, words_of(error))
        return HttpResponseRedirect(reverse("plan:index"))
    context = {**page(_("Dừng gói")), "plan": mine}
    return _private(render(request, "backoffice/plan/end.html", context))


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
