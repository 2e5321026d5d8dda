"""Where dossiers for a service are filed (Decision 29/2026/QĐ-TTg on the national portal).

Pure but for the two labels.
"""

from typing import Final
from urllib.parse import quote

from django.db import models
from django.utils.translation import gettext_lazy as _


class Intake(models.TextChoices):
    PORTAL = "portal", _("Nộp tại cổng này")
    """The tenant's own site takes dossiers."""
    BACK_OFFICE = "back_office", _("Nộp ở Cổng Dịch vụ công quốc gia")
    """The site informs and leads on; dossiers come in from the national portal."""


OWN_FORM: Final = frozenset({"portal", "helper"})
"""Channels of drafts that begin with a form on this site. At a counter, by post and from the
national portal dossiers come in, whatever the service says."""


def national_address(template: str, code: str) -> str:
    """``template`` holds ``{code}`` where the procedure's code goes; without a code, its site."""
    if not code:
        return template.split("?", maxsplit=1)[0].replace("{code}", "")
    return template.replace("{code}", quote(code, safe=""))
