"""The agency's plan and its invoices: their place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.backoffice.staff.shell import CONFIGURE

add_addresses("goi-dich-vu/", "motcua.backoffice.plan.urls")

add_menu_item(
    _("Gói và hóa đơn"),
    "plan:index",
    name="plan",
    icon="doc-full",
    order=187,
    seen_by=lambda by: by.may(CONFIGURE),
)
