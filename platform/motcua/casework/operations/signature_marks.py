"""What signatures look like on a paper, as data for the layout of marks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from motcua.files import api as files
from tenants.api import current_tenant

NO_VALUE: Final = "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
SEAL_SIDE: Final = 96
_TEST_CERTIFICATE: Final = "Chứng thư thử nghiệm, không có giá trị pháp lý"


def signer_mark(
    *,
    size: Mapping[str, float],
    title: str,
    name: str,
    organisation: str,
    authority: Sequence[str],
    now: datetime,
) -> dict[str, Any]:
    """Title, the red box of a certificate, and the name below it."""
    return {
        "kind": "leader",
        "width": size["width"],
        "height": size["height"],
        "authority": list(authority),
        "title": title,
        "name": name,
        "organisation": organisation,
        "time": stamp_words(now),
        "note": _TEST_CERTIFICATE if files.has_test_authority() else "",
    }


def seal_mark(organisation: str, *, now: datetime) -> dict[str, Any]:
    local = timezone.localtime(now)
    return {
        "kind": "seal",
        "width": SEAL_SIDE,
        "height": SEAL_SIDE,
        "organisation": organisation,
        "time": f"{local:%d/%m/%Y\n%H:%M:%S}",
        "note": NO_VALUE if files.has_test_authority() else current_tenant().short_name,
    }


def stamp_words(now: datetime) -> str:
    local = timezone.localtime(now)
    offset = f"{local:%z}"
    return f"{local:%d/%m/%Y %H:%M:%S} {offset[:3]}:{offset[3:]}"
