"""The audit's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.audit.views import READ
from motcua.backoffice.menu import add_addresses, add_menu_item

add_addresses("nhat-ky/", "motcua.backoffice.audit.urls")

add_menu_item(
    _("Nhật ký kiểm toán"),
    "audit:index",
    name="audit",
    icon="lock",
    order=195,
    seen_by=lambda by: by.may(READ),
)
