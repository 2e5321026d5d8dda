"""The counter's place in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from motcua.backoffice.counter.shell import may_work_here
from motcua.backoffice.menu import add_addresses, add_menu_item
from motcua.casework.counter.api import Permission

add_addresses("quay/", "motcua.backoffice.counter.urls")

add_menu_item(
    _("Quầy tiếp nhận"),
    "counter:desk",
    name="counter",
    icon="user",
    order=5,
    seen_by=may_work_here,
)

add_menu_item(
    _("Lý do bổ sung mẫu"),
    "counter:reasons",
    name="preset-reasons",
    icon="list-ul",
    order=118,
    seen_by=lambda by: by.may(Permission.CONFIGURE),
)
