"""Names a tenant may have."""

import re
import secrets
from typing import Final

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid

TEMPLATE_SCHEMA: Final = "template"
_SLUG: Final = re.compile(r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$")
RESERVED: Final = frozenset(
    {
        "admin",
        "api",
        "app",
        "demo-admin",
        "help",
        "mail",
        "motcua",
        "platform",
        "public",
        "static",
        "status",
        "tep",
        "template",
        "vneid",
        "www",
    }
)


class SlugRefused(Invalid):
    code = "slug_refused"


def check_slug(slug: str) -> str:
    """A slug becomes a host label: ASCII letters, digits, hyphens, 3–40 characters."""
    if not _SLUG.match(slug) or slug in RESERVED or "--" in slug:
        raise SlugRefused(_("Tên miền con này không dùng được."), field="slug")
    return slug


def new_schema_name() -> str:
    """Generated, never typed: schema names end up inside SQL (checklist item 7)."""
    return f"t_{secrets.token_hex(8)}"
