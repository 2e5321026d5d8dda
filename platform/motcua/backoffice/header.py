"""The head of every screen of the staff site."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def page_header(title: str, *before: dict[str, str], icon: str) -> dict[str, Any]:
    """What Wagtail's page header needs; ``before``: the crumbs between home and this page."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")}
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [home, *before, {"url": "", "label": title}],
    }
