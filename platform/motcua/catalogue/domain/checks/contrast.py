import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck
from motcua.kernel.schemas import current_schema
from tenants.api import current_tenant

MIN_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3, for text of usual size, on white."""
_HEX: Final = re.compile(r"^#[0-9a-fA-F]{6}$")
_COLOURS: Final = {"brand": gettext_lazy("màu chính"), "accent": gettext_lazy("màu đường dẫn")}


class Contrast(PublishCheck):
    """The tenant's colours against white: the portal darkens pale ones, then they look different.

    Outside a tenant (a tool that looks at documents alone) there are no colours to look at.
    """

    key = "access.contrast"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        theme = _theme()
        for key, label in _COLOURS.items():
            colour = theme.get(key)
            if not isinstance(colour, str) or not _HEX.match(colour):
                continue
            ratio = contrast_with_white(colour)
            if ratio < MIN_CONTRAST:
                message = _(
                    "%(label)s %(colour)s của cơ quan quá nhạt so với nền trắng (%(ratio)s:1, cần "
                    "4,5:1). Cổng sẽ tự làm đậm lên; hãy chọn màu đậm hơn."
                )
                known = {
                    "label": str(label).capitalize(),
                    "colour": colour,
                    "ratio": f"{ratio:.1f}".replace(".", ","),
                }
                yield Problem("service", f"access.contrast_{key}", message % known, "warning")


def contrast_with_white(colour: str) -> float:
    """1 to 21 (WCAG 2.2 definition); ``colour`` is ``#rrggbb``."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour[1:3]), linear(colour[3:5]), linear(colour[5:7])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _theme() -> Mapping[str, Any]:
    if current_schema() == "public":
        return {}
    return current_tenant().theme or {}
