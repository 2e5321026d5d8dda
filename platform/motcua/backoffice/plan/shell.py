"""What the screens of the plan share."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from billing.api import NotConfigured, ProviderDown, ProviderRefused, current_provider
from motcua.backoffice.staff.shell import header
from motcua.kernel.errors import DomainError


def page(title: str, *, is_first: bool = False) -> dict[str, Any]:
    before = [] if is_first else [{"url": reverse("plan:index"), "label": _("Gói và hóa đơn")}]
    return header(title, *before) | {"header_icon": "doc-full"}


def words_of(error: DomainError) -> str:
    """What went wrong, for a person; nobody is told that something was done when it is not sure."""
    if isinstance(error, ProviderDown):
        return _(
            "Chưa liên lạc được với đơn vị thu tiền. Yêu cầu đã được ghi lại và sẽ tự làm tiếp; "
            "ông/bà không bị thu hai lần."
        )
    if isinstance(error, NotConfigured):
        return _("Chưa dùng được cách trả này.")
    if isinstance(error, ProviderRefused) and not str(error.message):
        return _("Đơn vị thu tiền không nhận yêu cầu này.")
    return str(error.message)


def leads_out(answer: HttpResponse) -> HttpResponse:
    """A form on this page may lead to the provider's own pages."""
    provider = current_provider()
    hosts = list(provider.page_hosts()) if provider else []
    if hosts:
        answer._csp_update = {"form-action": hosts}  # type: ignore[attr-defined]
    return answer
